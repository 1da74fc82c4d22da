using AgentConsole.Common;
using AgentConsole.People;

namespace AgentConsole.Workers;

/// <summary>Beats for everybody connected here, and sleeps until the next beat, the next presence that silence ends, or an urgent change.</summary>
internal sealed partial class PresenceClock(PresenceStore store, PresenceBoard board, TimeProvider time, ILogger<PresenceClock> logger) : BackgroundService
{
    private readonly SemaphoreSlim _urgent = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        board.Urgent += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested) await TurnAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
        finally
        {
            board.Urgent -= Wake;
        }
    }

    private async Task TurnAsync(CancellationToken stoppingToken)
    {
        try
        {
            await store.BeatAsync(stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A beat may be missed: that is what the grace is for.
            Log.Missed(logger, error);
            board.Look();
        }

        var nextBeat = time.Instant() + PresenceRule.Beat;
        while (time.Instant() is var now && now < nextBeat)
        {
            var until = board.NextChangeAt() is { } change && change < nextBeat ? change : nextBeat;
            if (await WokenAsync(until - now, stoppingToken)) return;
            board.Look();
        }
    }

    /// <summary>True where an urgent change came before the time was over.</summary>
    private async Task<bool> WokenAsync(TimeSpan atMost, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(atMost > TimeSpan.Zero ? atMost : TimeSpan.FromMilliseconds(1), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            await _urgent.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Wake()
    {
        try
        {
            _urgent.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    public override void Dispose()
    {
        _urgent.Dispose();
        base.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A presence beat could not be written")]
        public static partial void Missed(ILogger logger, Exception error);
    }
}
