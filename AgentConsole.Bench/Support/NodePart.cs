using System.Diagnostics;
using System.Text.Json;

namespace AgentConsole.Bench.Support;

/// <summary>A script of <c>node/</c> in a process of its own, a line of JSON to it and from it at a time.</summary>
internal sealed class NodePart : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly Process _node;

    private NodePart(Process node) => _node = node;

    public static NodePart Start(string script) => new(Process.Start(new ProcessStartInfo("node", [script])
    {
        WorkingDirectory = Path.Combine(Paths.Root, "AgentConsole.Bench", "node"),
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);

    public async Task TellAsync(object wish, CancellationToken cancellationToken)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(wish, JsonSerializerOptions.Web).AsMemory(), cancellationToken);
        await _node.StandardInput.FlushAsync(cancellationToken);
    }

    /// <summary>Its next line.</summary>
    /// <exception cref="InvalidOperationException">It failed, or ended.</exception>
    public async Task<JsonElement> AnswerAsync(CancellationToken cancellationToken)
    {
        var line = await _node.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Limit, cancellationToken) ?? throw new InvalidOperationException("The script's process ended.");
        var answer = JsonSerializer.Deserialize<JsonElement>(line);
        return answer.TryGetProperty("failed", out var failed) ? throw new InvalidOperationException($"The script failed: {failed}") : answer;
    }

    public async Task<JsonElement> AskAsync(object wish, CancellationToken cancellationToken)
    {
        await TellAsync(wish, cancellationToken);
        return await AnswerAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        if (!_node.WaitForExit(TimeSpan.FromSeconds(10))) _node.Kill();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }
}
