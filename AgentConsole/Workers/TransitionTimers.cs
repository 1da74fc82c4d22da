namespace AgentConsole.Workers;

/// <summary>
/// What the clock will judge, and when: the next instant of each ticket. One that was judged and is still due by the same instant (the Desk refused, or its change is not
/// heard of yet) is held back a while, longer each time, and holds back no other.
/// </summary>
internal sealed class TransitionTimers
{
    private readonly TimerQueue _queue = new();
    private readonly Dictionary<long, (DateTimeOffset At, int Times)> _tried = [];

    public int Count => _queue.Count;

    /// <summary>The earliest instant at which something has to be judged.</summary>
    public DateTimeOffset? NextAt => _queue.TryPeek(out _, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public void EnsureRoom(int count) => _queue.EnsureRoom(count);

    /// <summary>Takes in what a ticket's next instant is now; null where time alone changes nothing of it any more.</summary>
    public void Set(long ticketId, DateTimeOffset? at)
    {
        if (at is not { } instant)
        {
            _queue.Remove(ticketId);
            _tried.Remove(ticketId);
        }
        else if (!_tried.TryGetValue(ticketId, out var tried) || tried.At != instant)
        {
            _tried.Remove(ticketId);
            _queue.Set(ticketId, instant.ToUnixTimeMilliseconds());
        }
    }

    /// <summary>Those to judge now in the order of their instants, at most so many; they count as tried from here on.</summary>
    public IReadOnlyList<DueTransition> Take(DateTimeOffset now, int most)
    {
        var ready = new List<DueTransition>();
        while (ready.Count < most && _queue.TryPeek(out var ticketId, out var milliseconds) && DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) is var at && at <= now)
        {
            var (due, times) = _tried.TryGetValue(ticketId, out var tried) ? tried : (at, 0);
            _tried[ticketId] = (due, times + 1);
            _queue.Set(ticketId, (now + DueTransitions.BackOff(times + 1)).ToUnixTimeMilliseconds());
            ready.Add(new DueTransition(ticketId, due));
        }

        return ready;
    }
}
