using System.Security.Cryptography;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Data.Blobs;
using AgentConsole.Tickets.Sending;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Files;

/// <summary>Where uploads wait until they are sent, and where those that were sent are found. Sending them is the Desk's.</summary>
public sealed class FileShelf(IDbContextFactory<DeskDb> databases, BlobStore blobs, BlobIntake intake, FilesOptions options, TimeProvider time)
{
    /// <summary>What one owner's waiting uploads may hold together, in files of the largest size.</summary>
    private const int MostWaiting = 2 * MessageFile.MostPerMessage;

    private const int SweptTogether = 100;

    /// <summary>Takes an upload in: looks at what it is, and keeps it for its owner. Refused: <c>file.too_large</c>, <c>file.type</c>, <c>file.empty</c>, <c>file.too_many</c>.</summary>
    public async Task<Outcome<MessageFile>> AddAsync(string owner, string? name, Stream content, CancellationToken cancellationToken)
    {
        using var received = await intake.ReceiveAsync(content, options.MaxBytes, cancellationToken);
        if (received is null) return TooLarge();
        if (received.Size == 0) return new Refusal("file.empty");
        var (type, size) = await LookAsync(received, cancellationToken);
        if (!options.Takes(type)) return new Refusal("file.type", type);
        var file = new Attachment
        {
            Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Attachment.KeyLength / 2)),
            Hash = received.Hash,
            Name = FileNames.Clean(name, type),
            Type = type,
            Size = received.Size,
            Width = size?.Width,
            Height = size?.Height,
            Owner = owner,
            At = time.Instant(),
        };
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var waiting = await db.Set<Attachment>().Where(other => other.MessageId == null && other.Owner == owner).SumAsync(other => other.Size, cancellationToken);
        if (waiting + file.Size > options.MaxBytes * MostWaiting) return new Refusal("file.too_many");
        await blobs.KeepAsync(db, received, cancellationToken);
        db.Add(file);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return file.ToMessageFile();
    }

    public Refusal TooLarge() => new("file.too_large", options.MaxMegabytes);

    /// <summary>Null where there is none of this key.</summary>
    public async Task<Attachment?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Attachment>().FirstOrDefaultAsync(file => file.Key == key, cancellationToken);
    }

    /// <summary>Its content, to be read and disposed of; null where it is missing.</summary>
    public Task<Stream?> OpenAsync(Attachment file, CancellationToken cancellationToken) => blobs.OpenAsync(file.Hash, cancellationToken);

    /// <summary>The owner thought better of it. A file that was sent stays.</summary>
    public async Task DiscardAsync(string owner, string key, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mine = await db.Set<Attachment>().FirstOrDefaultAsync(file => file.Key == key && file.Owner == owner && file.MessageId == null, cancellationToken);
        if (mine is not null) await RemoveAsync(mine, cancellationToken);
    }

    /// <summary>Takes away what was uploaded long ago and never sent, and what was erased; how many.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        intake.Tidy();
        var (swept, before) = (0, time.Instant() - TimeSpan.FromHours(options.UnsentHours));
        while (true)
        {
            List<Attachment> old;
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            {
                var held = (await db.Set<HeldReply>().Where(reply => reply.Files != null).Select(reply => reply.Files!).ToListAsync(cancellationToken)).SelectMany(files => files).Select(file => file.Key).ToList();
                held.AddRange((await db.Set<HeldOpening>().Where(opening => opening.Files != null).Select(opening => opening.Files!).ToListAsync(cancellationToken)).SelectMany(files => files).Select(file => file.Key));
                old = await db.Set<Attachment>().Where(file => file.MessageId == null && ((file.At < before && !held.Contains(file.Key)) || file.Owner == ""))
                    .OrderBy(file => file.At).Take(SweptTogether).ToListAsync(cancellationToken);
            }

            foreach (var file in old) await RemoveAsync(file, cancellationToken);
            swept += old.Count;
            if (old.Count < SweptTogether) return swept;
        }
    }

    private async Task RemoveAsync(Attachment file, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // It may have been sent since it was looked at: then it stays.
        if (await db.Set<Attachment>().Where(other => other.Key == file.Key && other.MessageId == null).ExecuteDeleteAsync(cancellationToken) == 0) return;
        await blobs.ForgetAsync(db, file.Hash, () => db.Set<Attachment>().AnyAsync(other => other.Hash == file.Hash, cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<(string Type, (int Width, int Height)? Size)> LookAsync(ReceivedBlob received, CancellationToken cancellationToken)
    {
        await using var content = received.Open();
        var head = new byte[FileTypes.HeadLength];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var type = FileTypes.Of(head.AsSpan(0, length));
        return (type, PictureSize.Read(type, content));
    }
}
