using AgentConsole.Data.Providers.Sqlite;

namespace AgentConsole.Data.Blobs;

/// <summary>Where contents lie.</summary>
/// <param name="Folder">Absolute. What comes in goes through it, wherever it is kept.</param>
/// <param name="InDatabase">True where the database keeps them, for several nodes that share no disk.</param>
public sealed record BlobOptions(string Folder, bool InDatabase)
{
    /// <summary>Without a path a folder of the database's own name is taken, so that two databases never take away each other's contents.</summary>
    /// <param name="path">Relative ones start at the content root.</param>
    public static BlobOptions Of(string? path, bool inDatabase, StorageProvider storage, string contentRoot) =>
        new(string.IsNullOrWhiteSpace(path) ? Beside(storage, contentRoot) : Path.GetFullPath(path, contentRoot), inDatabase);

    private static string Beside(StorageProvider storage, string contentRoot) => storage is SqliteStorage sqlite
        ? Path.Combine(Path.GetDirectoryName(sqlite.File)!, "files", Path.GetFileNameWithoutExtension(sqlite.File))
        : Path.Combine(contentRoot, "data", "files", "postgres");
}
