namespace AgentConsole.Data.Blobs;

/// <summary>Contents as files named by their hash, 256 folders wide. Nothing that somebody sent is ever part of a path.</summary>
public sealed class DiskBlobs(BlobOptions options) : BlobStore
{
    public override Task<Stream?> OpenAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    protected override Task WriteAsync(DeskDb db, ReceivedBlob received, CancellationToken cancellationToken)
    {
        var path = PathOf(received.Hash);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(received.Path, path);
        }

        return Task.CompletedTask;
    }

    protected override Task EraseAsync(DeskDb db, string hash, CancellationToken cancellationToken)
    {
        var path = PathOf(hash);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    private string PathOf(string hash) => Path.Combine(options.Folder, hash[..2], hash);
}
