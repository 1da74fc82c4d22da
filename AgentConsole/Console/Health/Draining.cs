namespace AgentConsole.Console.Health;

/// <summary>Between the order to stop and the closing of the door: not ready, still answering.</summary>
internal sealed class Draining(ShutdownOptions options, IHostApplicationLifetime lifetime, TimeProvider time) : IHostedLifecycleService
{
    private int _drained;
    private volatile bool _over;

    /// <summary>Whether a request is still answered: everything before the stop, then what was begun here before it, then nothing.</summary>
    public bool Answers(HttpRequest request)
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested) return true;
        return options.DrainSeconds > 0 && !_over && !Begins(request);
    }

    /// <summary>
    /// True for a page or a lasting connection. Both would be cut short (SignalR closes every connection when the stop begins, and a page is nothing without its own), so
    /// they are sent to another node at once. Forms and files belong to pages that are open: those may be finished.
    /// </summary>
    private static bool Begins(HttpRequest request) =>
        request.HttpContext.WebSockets.IsWebSocketRequest || request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal)
        || (HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // All of these run before the first service, the web server, is stopped.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A stop that came by a signal has said so already; one that came by a call would say so only after this.
        lifetime.StopApplication();
        // Who stops it twice waits once.
        if (Interlocked.Exchange(ref _drained, 1) == 1 || options.DrainSeconds == 0) return;
        await Task.Delay(TimeSpan.FromSeconds(options.DrainSeconds), time, cancellationToken);
        _over = true;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
