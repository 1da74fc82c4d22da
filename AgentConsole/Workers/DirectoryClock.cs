using AgentConsole.Data;
using AgentConsole.People;

namespace AgentConsole.Workers;

/// <summary>Where nodes share a database, looks every few seconds for people whom another node changed. Alone, a node knows what it changed.</summary>
internal sealed partial class DirectoryClock(AgentDirectory directory, StorageProvider storage, TimeProvider time, ILogger<DirectoryClock> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!storage.IsShared) return;
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await directory.ReloadAsync(stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.Missed(logger, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The directory could not be read; what is known of people may be some seconds old")]
        public static partial void Missed(ILogger logger, Exception error);
    }
}
