using System.Security.Cryptography;
using AgentConsole.Common;

namespace AgentConsole.Data.Blobs;

/// <summary>Takes content in from a stream into a file of its own, piece by piece: memory holds one piece, whatever comes.</summary>
public sealed class BlobIntake(BlobOptions options, TimeProvider time)
{
    private const int Piece = 64 * 1024;

    /// <summary>What a process that was killed left behind is taken away after this.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private string Folder => Path.Combine(options.Folder, "incoming");

    /// <summary>Receives all of a stream; null as soon as it is longer than the limit, and then nothing is kept.</summary>
    /// <param name="limit">In bytes.</param>
    public async Task<ReceivedBlob?> ReceiveAsync(Stream from, long limit, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        var kept = false;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var size = 0L;
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                var piece = new byte[Piece];
                int read;
                while ((read = await from.ReadAsync(piece, cancellationToken)) > 0)
                {
                    if ((size += read) > limit) return null;
                    hash.AppendData(piece, 0, read);
                    await file.WriteAsync(piece.AsMemory(0, read), cancellationToken);
                }

                // What the row says is there must be there after a power cut too.
                file.Flush(flushToDisk: true);
            }

            kept = true;
            return new ReceivedBlob(path, Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            if (!kept) File.Delete(path);
        }
    }

    /// <summary>Takes away what was begun long ago and never finished.</summary>
    public void Tidy()
    {
        if (!Directory.Exists(Folder)) return;
        var before = time.Instant() - Abandoned;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles())
        {
            if (file.LastWriteTimeUtc < before.UtcDateTime) file.Delete();
        }
    }
}

/// <summary>Content that has come in and is nobody's yet: kept by a <see cref="BlobStore"/>, or gone when this is disposed.</summary>
public sealed class ReceivedBlob(string path, string hash, long size) : IDisposable
{
    public string Path { get; } = path;

    /// <summary>As <see cref="Blob.Hash"/>.</summary>
    public string Hash { get; } = hash;

    /// <summary>In bytes.</summary>
    public long Size { get; } = size;

    public FileStream Open() => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);

    public void Dispose() => File.Delete(Path);
}
