using AgentConsole.Common;
using AgentConsole.Data.Providers.Postgres;
using AgentConsole.Data.Providers.Sqlite;

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

    internal bool IsPostgres => Is(Provider, "Postgres");

    /// <summary>Adds a problem for each setting that can't be used; reads nothing and opens nothing.</summary>
    public void Check(ConfigurationProblems problems)
    {
        if (!IsPostgres && !Is(Provider, "Sqlite")) problems.Add("Storage:Provider", $"'{Provider}' is not known. Choose Sqlite or Postgres.");
        if (!Is(Synchronous, "FULL") && !Is(Synchronous, "NORMAL") && !Is(Synchronous, "EXTRA"))
            problems.Add("Storage:Synchronous", $"'{Synchronous}' is not known. Choose FULL, NORMAL or EXTRA.");
        try
        {
            var missing = IsPostgres ? PostgresStorage.MissingFrom(ConnectionString) : SqliteStorage.MissingFrom(ConnectionString);
            if (missing is not null) problems.Add("Storage:ConnectionString", missing);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The exception names the keyword, never its value: the connection string may hold a password.
            problems.Add("Storage:ConnectionString", $"it can't be read as a connection string of {(IsPostgres ? "Postgres" : "Sqlite")}: {unreadable.Message}");
        }
    }

    private static bool Is(string value, string name) => string.Equals(value, name, StringComparison.OrdinalIgnoreCase);
}
