using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AgentConsole.Data.Providers.Postgres;

/// <summary>PostgreSQL, for when one machine is outgrown: any number of nodes on one database.</summary>
public sealed class PostgresStorage : StorageProvider, IAsyncDisposable
{
    public PostgresStorage(StorageOptions options) => Source = NpgsqlDataSource.Create(options.ConnectionString);

    public NpgsqlDataSource Source { get; }

    public override string Name => "Postgres";

    public override bool IsShared => true;

    public override string LockClause => " FOR UPDATE";

    public override string Place
    {
        get
        {
            var connection = new NpgsqlConnectionStringBuilder(Source.ConnectionString);
            return $"{connection.Database} on {connection.Host}";
        }
    }

    /// <summary>In words, what a readable connection string lacks; null where it has all.</summary>
    internal static string? MissingFrom(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        return string.IsNullOrWhiteSpace(connection.Host) || string.IsNullOrWhiteSpace(connection.Database)
            ? "it needs a server and a database. Write Host=…;Database=…;Username=…;Password=…"
            : null;
    }

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(Source);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await Source.OpenConnectionAsync(cancellationToken);

    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.ReadCommitted);

    public override async Task<IAsyncDisposable> LockForMigrationAsync(TimeProvider time, CancellationToken cancellationToken) =>
        await AdvisoryLock.TakeAsync(Source, cancellationToken);

    public override Task<Leadership?> TryLeadAsync(LeadershipOf what, CancellationToken cancellationToken) => LeaderLock.TryTakeAsync(Source, what, cancellationToken);

    public override string? Explain(Exception exception) => exception switch
    {
        _ when exception.Find<PostgresException>() is { } server => PostgresFailures.Explain(server, Place),
        _ when exception.Find<NpgsqlException>() is not null => $"PostgreSQL can't be reached ({Place}): {exception.Message.TrimEnd('.')}. Check Storage:ConnectionString and that the server runs.",
        _ => null,
    };

    public override bool IsTransient(Exception exception) => PostgresFailures.AreTransient(exception);

    public override bool IsFull(Exception exception) => exception.Find<PostgresException>() is { SqlState: PostgresErrorCodes.DiskFull };

    public override bool IsUniqueViolation(Exception exception) => exception.Find<PostgresException>() is { SqlState: PostgresErrorCodes.UniqueViolation };

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
