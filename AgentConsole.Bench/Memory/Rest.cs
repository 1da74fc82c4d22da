using System.Diagnostics;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Memory;

/// <summary>Waits until a process holds about the same for a while.</summary>
internal static class Rest
{
    private const double Still = 1;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The same after its garbage was collected: what it needs, not what it happens to hold.</summary>
    public static async Task<double> CollectedAsync(Child server, CancellationToken cancellationToken)
    {
        await server.CollectAsync(cancellationToken);
        return await OfAsync(server, cancellationToken);
    }

    /// <summary>The resident memory in MiB, once it has started and it has not moved for a second, or after five.</summary>
    public static async Task<double> OfAsync(Child server, CancellationToken cancellationToken)
    {
        await server.StartedAsync(cancellationToken);
        var (held, still) = (server.ResidentMebibytes, 0);
        for (var waited = Stopwatch.StartNew(); still < 4 && waited.Elapsed < Longest;)
        {
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            var now = server.ResidentMebibytes;
            still = Math.Abs(now - held) < Still ? still + 1 : 0;
            if (still == 0) held = now;
        }

        return server.ResidentMebibytes;
    }
}
