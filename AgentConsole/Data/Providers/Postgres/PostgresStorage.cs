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

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(Source);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await Source.OpenConnectionAsync(cancellationToken);

    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.ReadCommitted);

    public override bool IsTransient(Exception exception) => exception is NpgsqlException { IsTransient: true };

    public override bool IsUniqueViolation(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
