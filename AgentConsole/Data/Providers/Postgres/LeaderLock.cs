using Npgsql;

namespace AgentConsole.Data.Providers.Postgres;

/// <summary>Leadership by an advisory lock on a session that is held open for it and does nothing else.</summary>
internal static class LeaderLock
{
    /// <summary>'AgSl' in ASCII, and the work's number: two keys, so that no lock with one key is met.</summary>
    private const int Family = 0x4167536C;

    public static async Task<Leadership?> TryTakeAsync(NpgsqlDataSource source, LeadershipOf what, CancellationToken cancellationToken)
    {
        var session = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var take = session.CreateCommand();
            // A leader's machine that is gone without a word is noticed after four seconds, not two hours. The pool sets this back.
            take.CommandText = "SET tcp_keepalives_idle = 1; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3; SELECT pg_try_advisory_lock(@family, @what)";
            take.Parameters.AddWithValue("family", Family);
            take.Parameters.AddWithValue("what", (int)what);
            if (await take.ExecuteScalarAsync(cancellationToken) is true) return Lead(session, what);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        await session.DisposeAsync();
        return null;
    }

    private static Leadership Lead(NpgsqlConnection session, LeadershipOf what)
    {
        var over = new CancellationTokenSource();
        var lost = LostAsync(session, over.Token);
        return new Leadership(lost, async () =>
        {
            await over.CancelAsync();
            await lost;
            over.Dispose();
            await using (session)
            {
                try
                {
                    // The pool keeps the session open, and the lock with it, until somebody uses it again.
                    await using var release = session.CreateCommand();
                    release.CommandText = "SELECT pg_advisory_unlock(@family, @what)";
                    release.Parameters.AddWithValue("family", Family);
                    release.Parameters.AddWithValue("what", (int)what);
                    await release.ExecuteNonQueryAsync(CancellationToken.None);
                }
                catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
                {
                    // The session is gone, and the lock with it.
                }
            }
        });
    }

    /// <summary>Nothing is ever said on this session: the wait ends when it breaks, or when it is no longer wanted.</summary>
    private static async Task LostAsync(NpgsqlConnection session, CancellationToken over)
    {
        try
        {
            while (true) await session.WaitAsync(over);
        }
        catch (Exception exception) when (exception is OperationCanceledException or NpgsqlException or IOException)
        {
            // It broke, or is no longer wanted: either way it leads no more.
        }
    }
}
