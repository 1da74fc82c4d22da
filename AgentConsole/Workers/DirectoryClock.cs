using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People;

namespace AgentConsole.Workers;

/// <summary>
/// Where nodes share a database, looks for people whom another node changed: when it says so, and every few seconds in case that was lost. Alone, a
/// node knows what it changed.
/// </summary>
internal sealed partial class DirectoryClock(
    AgentDirectory directory, LiveSignals signals, StorageProvider storage, TimeProvider time, ILogger<DirectoryClock> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private readonly Bell _bell = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!storage.IsShared) return;
        using var others = signals.Subscribe(AgentDirectory.Topic, signal =>
        {
            if (signal.Kind == AgentDirectory.ChangedKind) _bell.Ring();
        });
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await _bell.WaitAsync(Every, stoppingToken);
            }
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

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The directory could not be read; what is known of people may be some seconds old")]
        public static partial void Missed(ILogger logger, Exception error);
    }
}
