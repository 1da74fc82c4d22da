using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Memory;

/// <summary>What a server grows by.</summary>
internal static class Growth
{
    private const int WarmConnections = 100;

    /// <summary>
    /// Opens a circuit for each page; how much each adds, what is asked while all are open, and what the server then needs. Some are opened and closed before, so that code
    /// compiled and pools filled once are nobody's share. Garbage is nobody's share either.
    /// </summary>
    public static async Task<(double EachKibibytes, T Then, double Needed)> OfCircuitsAsync<T>(
        Child server, IReadOnlyList<(Uri Page, string? Cookie)> pages, int warmUp, Func<Task<T>> then, CancellationToken cancellationToken)
    {
        await (await Listeners.CircuitsAsync(pages.Take(warmUp), cancellationToken)).DisposeAsync();
        var before = await Rest.CollectedAsync(server, cancellationToken);
        await using var listeners = await Listeners.CircuitsAsync(pages, cancellationToken);
        var asked = await then();
        var after = await Rest.CollectedAsync(server, cancellationToken);
        var report = await listeners.ReportAsync(cancellationToken);
        if (report.Ended.Length > 0) throw new InvalidOperationException($"A circuit ended: {report.Ended[0]}; the server said: {server.Said()}");
        return ((after - before) * 1024 / pages.Count, asked, after);
    }

    /// <summary>How much each of so many connections adds.</summary>
    public static async Task<double> OfConnectionsAsync(Child server, int count, Func<int, Task<List<HubSocket>>> connect, CancellationToken cancellationToken) =>
        (await OfConnectionsAsync(server, count, connect, _ => Task.FromResult(true), cancellationToken)).EachKibibytes;

    /// <summary>The same, and what is asked while all are open.</summary>
    public static async Task<(double EachKibibytes, T Then)> OfConnectionsAsync<T>(
        Child server, int count, Func<int, Task<List<HubSocket>>> connect, Func<List<HubSocket>, Task<T>> then, CancellationToken cancellationToken)
    {
        foreach (var warm in await connect(WarmConnections)) await warm.DisposeAsync();
        var before = await Rest.CollectedAsync(server, cancellationToken);
        var connections = await connect(count);
        try
        {
            return ((await Rest.CollectedAsync(server, cancellationToken) - before) * 1024 / count, await then(connections));
        }
        finally
        {
            foreach (var connection in connections) await connection.DisposeAsync();
        }
    }
}
