using AgentConsole.Data;

namespace AgentConsole.Bench.Support;

/// <summary>A SQLite database in a temporary folder of its own, gone with it.</summary>
internal sealed class TempDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentconsole-bench-");

    public string Folder => _folder.FullName;

    public string File => Path.Combine(Folder, "desk.db");

    /// <summary>As installed: WAL, synchronous=FULL.</summary>
    public StorageOptions Options => new() { ConnectionString = $"Data Source={File}" };

    public void Dispose()
    {
        // A killed child may still be letting go of its files.
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            _folder.Delete(recursive: true);
        }
    }
}
