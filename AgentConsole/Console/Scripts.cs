using Microsoft.JSInterop;

namespace AgentConsole.Console;

/// <summary>
/// The browser's script modules. One may be missing (blocked, lost on the way, a circuit without a real browser) or fail: then what it would have done is left
/// out and the screen goes on, because an agent who can't be scrolled to the end can still answer.
/// </summary>
public sealed partial class Scripts(IJSRuntime runtime, ILogger<Scripts> logger)
{
    /// <param name="path">From the root, such as <c>/js/ticket.js</c>.</param>
    public async Task<ScriptModule> LoadAsync(string path) =>
        new(this, path, await TryAsync(path, () => runtime.InvokeAsync<IJSObjectReference?>("import", path)));

    internal async Task<T?> TryAsync<T>(string path, Func<ValueTask<T?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (JSDisconnectedException)
        {
            // The browser went first, and took its half with it.
        }
        catch (Exception exception) when (exception is JSException or OperationCanceledException)
        {
            Log.Failed(logger, path, exception);
        }

        return default;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The browser's {Path} is missing or failed; the screen goes on without it")]
        public static partial void Failed(ILogger logger, string path, Exception exception);
    }
}

/// <summary>One module in one browser, or nothing in its place.</summary>
public sealed class ScriptModule : IAsyncDisposable
{
    private readonly Scripts _scripts;
    private readonly string _path;
    private readonly IJSObjectReference? _module;

    internal ScriptModule(Scripts scripts, string path, IJSObjectReference? module) => (_scripts, _path, _module) = (scripts, path, module);

    /// <summary>What a function of the module answers; the default where it gave no answer.</summary>
    public async Task<T?> AskAsync<T>(string function, params object?[] arguments) =>
        _module is null ? default : await _scripts.TryAsync<T>(_path, () => _module.InvokeAsync<T?>(function, arguments));

    /// <summary>A function that gives an object of its own, with a <c>dispose</c>.</summary>
    public async Task<ScriptModule> BeginAsync(string function, params object?[] arguments) =>
        new(_scripts, _path, await AskAsync<IJSObjectReference>(function, arguments));

    public async ValueTask DisposeAsync()
    {
        if (_module is not null) await _scripts.TryAsync<object>(_path, DisposeModuleAsync);
    }

    private async ValueTask<object?> DisposeModuleAsync()
    {
        await _module!.DisposeAsync();
        return null;
    }
}
