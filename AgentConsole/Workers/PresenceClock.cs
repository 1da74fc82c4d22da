using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Live;
using AgentConsole.People;

namespace AgentConsole.Workers;

/// <summary>
/// Beats for everybody connected here, and sleeps until the next beat, the next presence that silence ends, or an urgent change, here or on another node.
/// </summary>
internal sealed partial class PresenceClock(
    PresenceStore store, PresenceBoard board, LiveSignals signals, TimeProvider time, ILogger<PresenceClock> logger) : BackgroundService
{
    private readonly Bell _bell = new(time);
    private volatile bool _tellOthers;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        board.Urgent += UrgentHere;
        board.Left += LeftHere;
        using var others = signals.Subscribe(AgentDirectory.Topic, HeardFromNode);
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
            board.Urgent -= UrgentHere;
            board.Left -= LeftHere;
        }
    }

    private async Task TurnAsync(CancellationToken stoppingToken)
    {
        try
        {
            var tell = _tellOthers;
            _tellOthers = false;
            await store.BeatAsync(stoppingToken);
            if (tell) signals.Publish(AgentDirectory.Topic, AgentDirectory.PresenceKind, Here);
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
            if (await _bell.WaitAsync(until - now, stoppingToken)) return;
            board.Look();
        }
    }

    private string Here => $"\"{store.NodeId}\"";

    private void UrgentHere()
    {
        _tellOthers = true;
        _bell.Ring();
    }

    private void LeftHere(long agentId) => signals.Publish(AgentDirectory.Topic, AgentDirectory.LeftKind, agentId.ToString(CultureInfo.InvariantCulture));

    private void HeardFromNode(LiveSignal signal)
    {
        // Heard on this node too, where it changes nothing more.
        if (signal.Kind == AgentDirectory.LeftKind && long.TryParse(signal.Json, NumberStyles.None, CultureInfo.InvariantCulture, out var left)) board.HearLeave(left);
        if (signal.Kind == AgentDirectory.PresenceKind && signal.Json != Here) _bell.Ring();
    }

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A presence beat could not be written")]
        public static partial void Missed(ILogger logger, Exception error);
    }
}
