using System.Data.Common;
using AgentConsole.Bench.Support;
using AgentConsole.Data;
using AgentConsole.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AgentConsole.Bench.Search;

/// <summary>A database for one run: a SQLite file, or a PostgreSQL cluster as the tests start it; gone with it.</summary>
internal sealed class SearchDatabase : IAsyncDisposable
{
    private readonly TempDatabase _file = new();
    private readonly PostgresServer? _server;

    private SearchDatabase(PostgresServer? server, StorageOptions? options) => (_server, Options) = (server, options ?? _file.Options);

    public StorageOptions Options { get; }

    public string Folder => _file.Folder;

    public bool IsPostgres => _server is not null;

    public static async Task<SearchDatabase> StartAsync(bool postgres)
    {
        if (!postgres) return new SearchDatabase(null, null);
        var server = await PostgresServer.StartAsync();
        return new SearchDatabase(server, new StorageOptions { Provider = "Postgres", ConnectionString = server.ConnectionString(await server.CreateDatabaseAsync()) });
    }

    /// <summary>A bare connection, set up as the server sets up its own.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = IsPostgres ? new NpgsqlConnection(Options.ConnectionString) : new SqliteConnection(Options.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, IsPostgres ? "SELECT 1" : "PRAGMA cache_size=-1000; PRAGMA temp_store=MEMORY", cancellationToken);
        return connection;
    }

    /// <summary>What PostgreSQL does by itself some minutes after so much was written.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        if (IsPostgres) await ExecuteAsync(connection, "VACUUM ANALYZE", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null) await _server.DisposeAsync();
        _file.Dispose();
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
