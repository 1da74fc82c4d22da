namespace AgentConsole.Data.Providers.Sqlite;

/// <summary>
/// A lock between processes that the operating system holds on a file of its own and lets go when the process ends, however it ends. The file stays:
/// removing it would let two in, one holding the old file and one the new.
/// </summary>
internal sealed class FileLock : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (System.IO.File.Exists(path))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
