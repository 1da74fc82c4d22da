using AgentConsole.Live;
using AgentConsole.Tickets;

namespace AgentConsole.Workers;

/// <summary>Wakes a worker at an instant, or as soon as a ticket changes in a way that may bring the instant forward. One sleeper.</summary>
/// <param name="heard">Told of all that changed, as the sleeper hears of it.</param>
internal sealed class Alarm(LiveFeed feed, TimeProvider time, TicketChanges wakesFor, Action<LiveBatch>? heard = null) : IDisposable
{
    private readonly LiveSubscription _changes = feed.Subscribe();
    private Task<LiveBatch>? _heard;
    private bool _rung;

    /// <summary>Sleeps until an instant or until such a change.</summary>
    public async Task SleepAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rest = until - time.GetUtcNow();
        // A timer may come a moment early; a millisecond keeps the loop from spinning until it is time.
        var alarm = Task.Delay(rest < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : rest, time, awake.Token);
        // Asked again after the alarm is set: time that passed in between can't be slept through.
        while (time.GetUtcNow() < until)
        {
            // Listening goes on over an alarm: what is heard then is not lost.
            _heard ??= _changes.NextAsync(cancellationToken).AsTask();
            if (await Task.WhenAny(_heard, alarm) == alarm) break;
            var batch = await _heard;
            _heard = null;
            heard?.Invoke(batch);
            if (Interlocked.Exchange(ref _rung, false)) break;
            if (batch.Gap || batch.Changes.Values.Any(kinds => ((TicketChanges)kinds & wakesFor) != TicketChanges.None)) break;
        }

        cancellationToken.ThrowIfCancellationRequested();
        await awake.CancelAsync();
    }

    /// <summary>Wakes the sleeper for something that no ticket tells of.</summary>
    public void Wake()
    {
        Volatile.Write(ref _rung, true);
        _changes.Ring();
    }

    /// <summary>Hears what changed up to now, for work that goes on without sleeping.</summary>
    public async ValueTask ListenAsync(CancellationToken cancellationToken)
    {
        while ((_heard ??= _changes.NextAsync(cancellationToken).AsTask()).IsCompleted)
        {
            var batch = await _heard;
            _heard = null;
            heard?.Invoke(batch);
        }
    }

    public void Dispose() => _changes.Dispose();
}
