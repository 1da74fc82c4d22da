using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Data.Blobs;

/// <summary>Contents in pieces in the database, for nodes that share it and nothing else. A piece at a time is in memory.</summary>
public sealed class DatabaseBlobs(IDbContextFactory<DeskDb> databases) : BlobStore
{
    public override async Task<Stream?> OpenAsync(string hash, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Blob>().FirstOrDefaultAsync(blob => blob.Hash == hash, cancellationToken) is { } blob
            ? new BlobPartsStream(blob.Size, number => PartAsync(hash, number))
            : null;
    }

    protected override async Task WriteAsync(DeskDb db, ReceivedBlob received, CancellationToken cancellationToken)
    {
        if (await db.Set<BlobPart>().AnyAsync(part => part.Hash == received.Hash, cancellationToken)) return;
        await using var content = received.Open();
        for (var number = 0; ; number++)
        {
            var piece = new byte[BlobPart.Size];
            var length = await content.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken);
            if (length == 0) return;
            db.Add(new BlobPart { Hash = received.Hash, Number = number, Content = length == piece.Length ? piece : piece[..length] });
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    // The pieces go with their blob's row.
    protected override Task EraseAsync(DeskDb db, string hash, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<byte[]> PartAsync(string hash, int number)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<BlobPart>().Where(part => part.Hash == hash && part.Number == number).Select(part => part.Content).FirstOrDefaultAsync()
            ?? throw new IOException($"Piece {number} of a content is gone: it was erased while it was read.");
    }
}
