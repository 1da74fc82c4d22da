using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Data.Blobs;

/// <summary>
/// Contents by their hash. Keeping and forgetting happen within the transaction that holds the blob's row, so that one who refers to a content
/// and another who takes its last reference away wait for each other.
/// </summary>
public abstract class BlobStore
{
    /// <summary>Keeps what was received, where it isn't kept already.</summary>
    /// <param name="db">In a transaction.</param>
    public async Task KeepAsync(DeskDb db, ReceivedBlob received, CancellationToken cancellationToken)
    {
        // An upsert takes the row's lock on both databases, whether it was there or not.
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Blobs" ("Hash", "Size") VALUES ({received.Hash}, {received.Size}) ON CONFLICT ("Hash") DO UPDATE SET "Size" = excluded."Size" """, cancellationToken);
        await WriteAsync(db, received, cancellationToken);
    }

    /// <summary>Forgets a content unless something refers to it.</summary>
    /// <param name="db">In a transaction.</param>
    /// <param name="isReferred">Asked once the row is held.</param>
    public async Task ForgetAsync(DeskDb db, string hash, Func<Task<bool>> isReferred, CancellationToken cancellationToken)
    {
        // Writing the row holds it; the question that follows sees what others committed before.
        if (await db.Database.ExecuteSqlAsync($"""UPDATE "Blobs" SET "Size" = "Size" WHERE "Hash" = {hash}""", cancellationToken) == 0) return;
        if (await isReferred()) return;
        await EraseAsync(db, hash, cancellationToken);
        await db.Set<Blob>().Where(blob => blob.Hash == hash).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The content, to be read and disposed of; null where it is missing.</summary>
    public abstract Task<Stream?> OpenAsync(string hash, CancellationToken cancellationToken);

    protected abstract Task WriteAsync(DeskDb db, ReceivedBlob received, CancellationToken cancellationToken);

    protected abstract Task EraseAsync(DeskDb db, string hash, CancellationToken cancellationToken);
}
