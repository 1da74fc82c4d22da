namespace AgentConsole.Console.Health;

/// <summary>Between the order to stop and the closing of the door: not ready, still answering.</summary>
internal sealed class Draining(ShutdownOptions options, IHostApplicationLifetime lifetime, TimeProvider time) : IHostedLifecycleService
{
    private int _drained;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // All of these run before the first service, the web server, is stopped.
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A stop that came by a signal has said so already; one that came by a call would say so only after this.
        lifetime.StopApplication();
        // Who stops it twice waits once.
        if (Interlocked.Exchange(ref _drained, 1) == 1) return Task.CompletedTask;
        return options.DrainSeconds == 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromSeconds(options.DrainSeconds), time, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
