using System.Diagnostics;
using System.Text.Json;

namespace AgentConsole.Bench.Support;

/// <summary>The listeners in Node: agents' circuits, or connections to the bare hub. See <c>node/listeners.mjs</c>.</summary>
internal sealed class Listeners : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _node;

    private Listeners(Process node) => _node = node;

    private static string Folder => Path.Combine(Paths.Root, "AgentConsole.Bench", "node");

    /// <summary>Opens a circuit for each page and cookie.</summary>
    public static Task<Listeners> CircuitsAsync(IEnumerable<(Uri Page, string? Cookie)> pages, CancellationToken cancellationToken) =>
        StartAsync(new { circuits = pages.Select(page => new { page = page.Page, cookie = page.Cookie ?? "" }) }, cancellationToken);

    /// <summary>Connects to a bare hub, one for each group named.</summary>
    public static Task<Listeners> HubAsync(Uri hub, IEnumerable<string> groups, CancellationToken cancellationToken) =>
        StartAsync(new { hub, groups }, cancellationToken);

    /// <summary>What each has seen so far.</summary>
    public async Task<ListenersReport> ReportAsync(CancellationToken cancellationToken) =>
        (await AskAsync("report", cancellationToken)).Deserialize<ListenersReport>(Json)!;

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        if (!_node.WaitForExit(TimeSpan.FromSeconds(10))) _node.Kill();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    private static async Task<Listeners> StartAsync(object wish, CancellationToken cancellationToken)
    {
        var listeners = new Listeners(Process.Start(new ProcessStartInfo("node", ["listeners.mjs"])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        try
        {
            await listeners.AskAsync(wish, cancellationToken);
            return listeners;
        }
        catch
        {
            await listeners.DisposeAsync();
            throw;
        }
    }

    private async Task<JsonElement> AskAsync(object wish, CancellationToken cancellationToken)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(wish, Json).AsMemory(), cancellationToken);
        await _node.StandardInput.FlushAsync(cancellationToken);
        var line = await _node.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Limit, cancellationToken)
            ?? throw new InvalidOperationException("The listeners' process ended.");
        var answer = JsonSerializer.Deserialize<JsonElement>(line);
        return answer.TryGetProperty("failed", out var failed) ? throw new InvalidOperationException($"The listeners failed: {failed}") : answer;
    }
}

/// <summary>What the listeners say of themselves.</summary>
/// <param name="Seen">Token, listener and instant (nanoseconds of the monotonic clock) of each first sight.</param>
/// <param name="Bytes">Received by all of them.</param>
/// <param name="Ended">Why connections ended that should not have.</param>
internal sealed record ListenersReport(double[][] Seen, long Bytes, string[] Ended);
