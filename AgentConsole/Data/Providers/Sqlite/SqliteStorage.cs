using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AgentConsole.Data.Providers.Sqlite;

/// <summary>SQLite in WAL: one file, one writer, any number of readers.</summary>
public sealed class SqliteStorage : StorageProvider, IDisposable
{
    private readonly string _connectionString;
    private readonly string _pragmas;
    private readonly PragmaInterceptor _interceptor;

    public SqliteStorage(StorageOptions options, string contentRoot)
    {
        var connection = new SqliteConnectionStringBuilder(options.ConnectionString) { ForeignKeys = true, DefaultTimeout = 15 };
        connection.DataSource = Path.GetFullPath(connection.DataSource, contentRoot);
        File = connection.DataSource;
        _connectionString = connection.ConnectionString;
        _pragmas = $"PRAGMA journal_mode=WAL; PRAGMA synchronous={options.Synchronous}; PRAGMA busy_timeout=15000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-500;";
        _interceptor = new PragmaInterceptor(_pragmas);
    }

    /// <summary>The database file, absolute.</summary>
    public string File { get; }

    public override string Name => "Sqlite";

    public override bool IsShared => false;

    public override string LockClause => "";

    public override string Place => File;

    /// <summary>In words, what a readable connection string lacks; null where it has all.</summary>
    internal static string? MissingFrom(string connectionString)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString);
        // Memory databases are one connection's own, and URIs can switch off locks: neither can hold the product's promises.
        var isFile = connection.DataSource is not ("" or ":memory:") && connection.Mode != SqliteOpenMode.Memory
            && !connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        return isFile ? null : "it must name a file. Write Data Source=path/to/file.db.";
    }

    public override void Configure(DbContextOptionsBuilder options) =>
        options.UseSqlite(_connectionString).AddInterceptors(_interceptor);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await _interceptor.ApplyAsync(connection, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override DbTransaction Begin(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);

    public override async Task<IAsyncDisposable> LockForMigrationAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        return await FileLock.TakeAsync(File + ".migrating", time, cancellationToken);
    }

    // EF's own lock is a row, which stays for ever when its process is killed. The file lock is held: nobody else can be migrating.
    public override async Task ForgetBrokenMigrationAsync(DbContext db, CancellationToken cancellationToken)
    {
        var locks = await db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken);
        if (locks > 0) await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
    }

    public override string? Explain(Exception exception) => SqliteFailures.Explain(exception, File);

    public override bool IsTransient(Exception exception) => SqliteFailures.AreTransient(exception);

    public override bool IsFull(Exception exception) => SqliteFailures.AreOutOfRoom(exception);

    public override bool IsUniqueViolation(Exception exception) => SqliteFailures.AreUniqueViolations(exception);

    /// <summary>Closes the pooled connections; the last one moves the log into the file.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Sets up every connection that EF opens, the first time: in the pool it keeps what it was told.</summary>
    private sealed class PragmaInterceptor(string pragmas) : DbConnectionInterceptor
    {
        private readonly ConditionalWeakTable<object, object> _done = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (IsDone(connection) || OnlyReads(connection)) return;
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            Done(connection);
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
            ApplyAsync(connection, cancellationToken);

        public async Task ApplyAsync(DbConnection connection, CancellationToken cancellationToken)
        {
            if (IsDone(connection) || OnlyReads(connection)) return;
            await using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
            Done(connection);
        }

        // The handle is the connection itself; the object around it is another at each opening.
        private bool IsDone(DbConnection connection) => ((SqliteConnection)connection).Handle is { } handle && _done.TryGetValue(handle, out _);

        /// <summary>EF looks so whether the file is there. Such a connection can't say how the file is logged, and while another process makes it nobody has said so yet.</summary>
        private static bool OnlyReads(DbConnection connection) => new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;

        private void Done(DbConnection connection)
        {
            if (((SqliteConnection)connection).Handle is { } handle) _done.AddOrUpdate(handle, handle);
        }
    }
}
