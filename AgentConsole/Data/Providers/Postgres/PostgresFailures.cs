using System.Net.Sockets;
using Npgsql;

namespace AgentConsole.Data.Providers.Postgres;

/// <summary>
/// What PostgreSQL's failures mean. The list is our own, because the driver's <see cref="NpgsqlException.IsTransient"/> also counts a full disk
/// (53100) and exhausted memory (53200), which a repeat only makes worse.
/// </summary>
internal static class PostgresFailures
{
    // https://www.postgresql.org/docs/15/errcodes-appendix.html
    private static readonly HashSet<string> Transient = new(StringComparer.Ordinal)
    {
        PostgresErrorCodes.SerializationFailure, // 40001
        PostgresErrorCodes.DeadlockDetected, // 40P01
        PostgresErrorCodes.LockNotAvailable, // 55P03
        PostgresErrorCodes.TooManyConnections, // 53300
        PostgresErrorCodes.AdminShutdown, // 57P01: a fail-over begins
        PostgresErrorCodes.CrashShutdown, // 57P02
        PostgresErrorCodes.CannotConnectNow, // 57P03: starting up, or in recovery
        PostgresErrorCodes.IdleSessionTimeout, // 57P05
        PostgresErrorCodes.ReadOnlySqlTransaction, // 25006: a standby that is not yet the primary
    };

    /// <summary>True for fail-over, a broken or refused connection, and being chosen as the victim of a conflict.</summary>
    public static bool AreTransient(Exception exception)
    {
        if (exception.Find<PostgresException>() is { } server)
        {
            return Transient.Contains(server.SqlState) || server.SqlState.StartsWith("08", StringComparison.Ordinal);
        }

        return exception.Find<NpgsqlException>() is { } driver && (driver.Find<SocketException>() is not null || driver.Find<IOException>() is not null);
    }

    /// <summary>What the person who runs the server can do about it; null where it is not about the server.</summary>
    public static string? Explain(PostgresException server, string place) => server.SqlState switch
    {
        PostgresErrorCodes.InvalidCatalogName => $"The PostgreSQL database does not exist ({place}). Create it, for example with createdb, and start again.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"PostgreSQL refuses the user or password of Storage:ConnectionString ({place}): {server.MessageText}.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"The user of Storage:ConnectionString may not do this ({place}): {server.MessageText}. Make it the owner of the database.",
        PostgresErrorCodes.DiskFull => $"The disk of the PostgreSQL server is full ({place}). Nothing that was saved is lost. Make room and start again.",
        _ when Transient.Contains(server.SqlState) => $"PostgreSQL is not ready ({place}): {server.MessageText}. Start again when it is.",
        _ => null,
    };
}
