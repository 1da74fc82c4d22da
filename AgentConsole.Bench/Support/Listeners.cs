using System.Text.Json;

namespace AgentConsole.Bench.Support;

/// <summary>The listeners in Node: agents' circuits, or connections to the bare hub. See <c>node/listeners.mjs</c>.</summary>
internal sealed class Listeners : IAsyncDisposable
{
    private readonly NodePart _node;

    private Listeners(NodePart node) => _node = node;

    /// <summary>Opens a circuit for each page and cookie.</summary>
    public static Task<Listeners> CircuitsAsync(IEnumerable<(Uri Page, string? Cookie)> pages, CancellationToken cancellationToken) =>
        StartAsync(new { circuits = pages.Select(page => new { page = page.Page, cookie = page.Cookie ?? "" }) }, cancellationToken);

    /// <summary>Connects to a bare hub, one for each group named.</summary>
    public static Task<Listeners> HubAsync(Uri hub, IEnumerable<string> groups, CancellationToken cancellationToken) =>
        StartAsync(new { hub, groups }, cancellationToken);

    /// <summary>What each has seen so far.</summary>
    public async Task<ListenersReport> ReportAsync(CancellationToken cancellationToken) =>
        (await _node.AskAsync("report", cancellationToken)).Deserialize<ListenersReport>(JsonSerializerOptions.Web)!;

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private static async Task<Listeners> StartAsync(object wish, CancellationToken cancellationToken)
    {
        var listeners = new Listeners(NodePart.Start("listeners.mjs"));
        try
        {
            await listeners._node.AskAsync(wish, cancellationToken);
            return listeners;
        }
        catch
        {
            await listeners.DisposeAsync();
            throw;
        }
    }
}

/// <summary>What the listeners say of themselves.</summary>
/// <param name="Seen">Token, listener and instant (nanoseconds of the monotonic clock) of each first sight.</param>
/// <param name="Bytes">Received by all of them.</param>
/// <param name="Ended">Why connections ended that should not have.</param>
internal sealed record ListenersReport(double[][] Seen, long Bytes, string[] Ended);
