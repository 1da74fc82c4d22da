using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Console.Health;

/// <summary>Whether this node should be given work.</summary>
internal sealed class Readiness(IDbContextFactory<DeskDb> databases, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>How long the database may take to answer.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(3);

    /// <summary>Why not: <c>draining</c>, <c>database</c> (not reachable), <c>migrations</c> (not applied). Null where it is ready.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return "draining";
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(either.Token);
            if (!await db.Database.CanConnectAsync(either.Token)) return "database";
            return (await db.Database.GetPendingMigrationsAsync(either.Token)).Any() ? "migrations" : null;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, work sent here would meet it as well.
            return "database";
        }
    }
}
