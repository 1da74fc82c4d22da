using System.Diagnostics;
using System.Text.Json;

namespace AgentConsole.Tests.Support;

/// <summary>A script of <c>AgentConsole.Bench/node</c> in a process of its own: it is told one line of JSON, and says lines of JSON.</summary>
public sealed class NodeScript : IAsyncDisposable
{
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    private readonly Process _process;

    private NodeScript(Process process) => _process = process;

    private static string Folder => Path.Combine(ConsoleServer.Root, "AgentConsole.Bench", "node");

    /// <param name="wish">What the script is told; its standard input stays open as long as it is wanted.</param>
    public static async Task<NodeScript> StartAsync(string script, object wish)
    {
        await Installed.Value;
        var node = new NodeScript(Start("node", script));
        await node._process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(wish, JsonSerializerOptions.Web));
        await node._process.StandardInput.FlushAsync();
        return node;
    }

    /// <summary>The next line that it says.</summary>
    /// <exception cref="InvalidOperationException">It failed, or ended without a word.</exception>
    public async Task<JsonElement> NextAsync(CancellationToken cancellationToken)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The script ended.");
        var said = JsonSerializer.Deserialize<JsonElement>(line);
        return said.TryGetProperty("failed", out var failed) ? throw new InvalidOperationException($"The script failed: {failed}") : said;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The whole solution's build installs what the scripts need; a build of the tests alone does not.</summary>
    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules"))) return;
        using var npm = Start("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci ended with {npm.ExitCode}.");
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;
}
