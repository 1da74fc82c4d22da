namespace AgentConsole.Data;

/// <summary>Where the data lives: section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary><c>Sqlite</c> (one file, nothing to install) or <c>Postgres</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>The provider's own connection string. Relative SQLite paths start at the content root.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/agentconsole.db";

    /// <summary>SQLite's <c>synchronous</c>: <c>FULL</c> survives a power cut, <c>NORMAL</c> may lose the last commits to one, never a crash of the process.</summary>
    public string Synchronous { get; set; } = "FULL";
}
