namespace AgentConsole.Workers;

/// <summary>The instant at which time alone changes a state of a ticket's.</summary>
public readonly record struct DueTransition(long TicketId, DateTimeOffset At);

/// <summary>
/// What to judge now and when to look again: a decision over values. A ticket that was judged and is still due by the same instant (the Desk
/// refused, or its stored instant is wrong) is held back a while, longer each time, and holds back no other.
/// </summary>
internal sealed class DueTransitions
{
    private static readonly TimeSpan s_firstBackOff = TimeSpan.FromSeconds(1), s_longestBackOff = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, (DateTimeOffset At, int Times, DateTimeOffset NotBefore)> _tried = [];

    /// <summary>How many may still be listed though they were judged: so many more have to be asked for.</summary>
    public int Tried => _tried.Count;

    /// <summary>One second, doubled each time, at most a minute.</summary>
    public static TimeSpan BackOff(int times) =>
        times > 6 ? s_longestBackOff : TimeSpan.FromTicks(Math.Min(s_longestBackOff.Ticks, s_firstBackOff.Ticks << (times - 1)));

    /// <summary>Those to judge now, at most so many; they count as tried from here on.</summary>
    /// <param name="next">The earliest transitions, ascending, with what was tried among them if it is still due.</param>
    public IReadOnlyList<DueTransition> Take(IReadOnlyList<DueTransition> next, DateTimeOffset now, int most)
    {
        Forget(next);
        var ready = next.Where(due => due.At <= now && NotBefore(due) is var notBefore && (notBefore is null || notBefore <= now)).Take(most).ToList();
        foreach (var due in ready)
        {
            var times = _tried.TryGetValue(due.TicketId, out var tried) ? tried.Times + 1 : 1;
            _tried[due.TicketId] = (due.At, times, now + BackOff(times));
        }

        return ready;
    }

    /// <summary>The earliest instant at which something may have to be judged, after now and within the longest sleep.</summary>
    public DateTimeOffset LookAgainAt(IReadOnlyList<DueTransition> next, DateTimeOffset now, TimeSpan longestSleep)
    {
        var earliest = now + longestSleep;
        foreach (var due in next)
        {
            var at = NotBefore(due) ?? due.At;
            if (at < earliest) earliest = at;
        }

        return earliest;
    }

    private DateTimeOffset? NotBefore(DueTransition due) => _tried.TryGetValue(due.TicketId, out var tried) && tried.At == due.At ? tried.NotBefore : null;

    /// <summary>What is not listed any more, or for another instant, has been told.</summary>
    private void Forget(IReadOnlyList<DueTransition> next)
    {
        if (_tried.Count == 0) return;
        var listed = next.ToHashSet();
        foreach (var (ticketId, tried) in _tried)
        {
            if (!listed.Contains(new DueTransition(ticketId, tried.At))) _tried.Remove(ticketId);
        }
    }
}
