using AgentConsole.Tickets;

namespace AgentConsole.Sla;

/// <summary>A time in which a target waited. <paramref name="To"/> is null while it still does.</summary>
public sealed record SlaPause(TicketStatus Status, DateTimeOffset From, DateTimeOffset? To);

/// <summary>
/// One target's clock: when it starts, when it ended, and the pauses of the ticket's own status history between. Pausing is arithmetic over that
/// history, replayed through the calendar: nothing is ever added to a due instant.
/// </summary>
internal sealed class TargetClock
{
    private readonly BusinessCalendar? _calendar;

    /// <param name="calendar">What business time is counted by.</param>
    /// <param name="pausing">The statuses it waits in.</param>
    /// <param name="endedAt">When it stopped for good; later history doesn't matter to it.</param>
    public TargetClock(
        BusinessCalendar calendar, SlaPromise promise, IReadOnlyList<TicketStatus> pausing,
        IReadOnlyList<StatusSpan> statuses, DateTimeOffset startedAt, DateTimeOffset? endedAt)
    {
        _calendar = promise.InBusinessTime ? calendar : null;
        StartedAt = startedAt;
        EndedAt = endedAt;
        Pauses = PausesOf(statuses, pausing, startedAt, endedAt);
    }

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset? EndedAt { get; }

    /// <summary>In order, apart from each other; only the last may have no end.</summary>
    public IReadOnlyList<SlaPause> Pauses { get; }

    /// <summary>True while it waits: neither running nor ended.</summary>
    public bool IsPaused => EndedAt is null && Pauses is [.., { To: null }];

    /// <summary>
    /// When an amount is used up (null where the clock waits before that, or the calendar never opens that long), and what of it is left while it waits.
    /// A clock that ended is asked as if it had run on from there.
    /// </summary>
    public (DateTimeOffset? At, TimeSpan Left) Spend(TimeSpan amount)
    {
        var left = amount;
        var from = StartedAt;
        foreach (var pause in Pauses)
        {
            var used = Elapsed(from, pause.From);
            if (used >= left) return (Add(from, left), TimeSpan.Zero);
            left -= used;
            if (pause.To is not { } to) return EndedAt is { } ended ? (Add(ended, left), left) : (null, left);
            from = to;
        }

        return (Add(from, left), left);
    }

    /// <summary>The time that the clock ran up to an instant, by the wall clock and by its own.</summary>
    public (TimeSpan Wall, TimeSpan Counted) RunUntil(DateTimeOffset until)
    {
        TimeSpan wall = TimeSpan.Zero, counted = TimeSpan.Zero;
        var from = StartedAt;
        foreach (var pause in Pauses.Where(p => p.From < until))
        {
            wall += pause.From - from;
            counted += Elapsed(from, pause.From);
            from = pause.To ?? until;
        }

        return from >= until ? (wall, counted) : (wall + (until - from), counted + Elapsed(from, until));
    }

    private static List<SlaPause> PausesOf(
        IReadOnlyList<StatusSpan> statuses, IReadOnlyList<TicketStatus> pausing, DateTimeOffset startedAt, DateTimeOffset? endedAt)
    {
        var pauses = new List<SlaPause>();
        for (var i = 0; i < statuses.Count; i++)
        {
            if (!pausing.Contains(statuses[i].Status)) continue;
            var from = statuses[i].From < startedAt ? startedAt : statuses[i].From;
            var to = i + 1 < statuses.Count ? statuses[i + 1].From : (DateTimeOffset?)null;
            if (to <= from || from >= endedAt) continue;
            // One that was going on when the clock ended has no end: the clock never went on from it.
            pauses.Add(new SlaPause(statuses[i].Status, from, to >= endedAt ? null : to));
        }

        return pauses;
    }

    private DateTimeOffset? Add(DateTimeOffset from, TimeSpan amount) => _calendar is null ? from + amount : _calendar.Add(from, amount);

    private TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to) => _calendar is null ? to - from : _calendar.Elapsed(from, to);
}
