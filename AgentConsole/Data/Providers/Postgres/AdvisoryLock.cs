using Npgsql;

namespace AgentConsole.Data.Providers.Postgres;

/// <summary>PostgreSQL's own lock, held by a session: it goes when the session does, so a killed process leaves nothing behind.</summary>
internal sealed class AdvisoryLock : IAsyncDisposable
{
    /// <summary>The key by which all versions of this product know the lock: 'AgentCon' in ASCII.</summary>
    private const long Key = 0x4167656E74436F6E;

    private readonly NpgsqlConnection _session;

    private AdvisoryLock(NpgsqlConnection session) => _session = session;

    public static async Task<AdvisoryLock> TakeAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var session = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var take = session.CreateCommand();
            take.CommandText = "SELECT pg_advisory_lock(@key)";
            take.Parameters.AddWithValue("key", Key);
            // Another node migrates for as long as it needs.
            take.CommandTimeout = 0;
            await take.ExecuteNonQueryAsync(cancellationToken);
            return new AdvisoryLock(session);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using (_session)
        {
            await using var release = _session.CreateCommand();
            release.CommandText = "SELECT pg_advisory_unlock(@key)";
            release.Parameters.AddWithValue("key", Key);
            await release.ExecuteNonQueryAsync();
        }
    }
}
