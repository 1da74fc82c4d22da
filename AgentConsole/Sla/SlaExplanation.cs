using AgentConsole.Tickets;

namespace AgentConsole.Sla;

/// <summary>Why a target is due when it is: everything its instant was made of, for a person to follow. One line of a ticket's ledger.</summary>
/// <param name="Calendar">What it was counted by; it counts by day and by night where <paramref name="InBusinessTime"/> is false.</param>
/// <param name="Pauses">The times it waited, in order; the last may still go on.</param>
/// <param name="Closed">The closed hours that were passed over between the start and the end of what is explained: the due instant, or where
/// there is none the beginning of the pause.</param>
/// <param name="Used">How much of the amount its clock had counted when it ended, or up to the instant at which this was asked.</param>
/// <param name="Standing">The result.</param>
/// <param name="WasDone">False where nobody did what was promised: it goes on, or the ticket ended without it.</param>
public sealed record SlaExplanation(
    SlaTarget Target, int PolicyId, string PolicyName, int PolicyVersion, BusinessCalendar Calendar,
    int PriorityId, TimeSpan Amount, TimeSpan WarnBefore, bool InBusinessTime,
    DateTimeOffset StartedAt, IReadOnlyList<SlaPause> Pauses, TimeSpan Paused, TimeSpan Closed, TimeSpan Used, TargetStanding Standing, bool WasDone)
{
    /// <summary>The calendar's; null where the target counts by day and by night.</summary>
    public string? TimeZone => InBusinessTime ? Calendar.TimeZone : null;

    public string CalendarName => Calendar.Name;

    public int CalendarVersion => Calendar.Version;

    /// <summary>By how much it was kept; negative: by how much it was missed. Time of its own clock.</summary>
    public TimeSpan Slack => Amount - Used;

    /// <summary>The instant up to which it is explained: when it is due, or where that is not known the beginning of the pause.</summary>
    public DateTimeOffset Until => Standing.DueAt ?? (Pauses is [.., { To: null } last] ? last.From : StartedAt);

    /// <summary>The closed stretches between two instants, in order; none where it counts by day and by night.</summary>
    public IEnumerable<OpenPeriod> ClosedHours(DateTimeOffset from, DateTimeOffset to)
    {
        if (!InBusinessTime) yield break;
        foreach (var open in Calendar.Periods(from, to))
        {
            if (from < open.From) yield return new OpenPeriod(from, open.From);
            from = open.To;
        }

        if (from < to) yield return new OpenPeriod(from, to);
    }

    /// <summary>Explains one standing of a ticket by what judged it; null where that policy promises the ticket no such thing now.</summary>
    /// <param name="now">Up to when the clock is read where it still goes on; without it, up to what is explained.</param>
    public static SlaExplanation? Of(SlaPolicy policy, BusinessCalendar calendar, Ticket ticket, TargetStanding standing, DateTimeOffset? now = null)
    {
        if (policy.PromiseOf(standing.Target, ticket.PriorityId) is not { } promise) return null;
        return SlaEngine.ClockOf(policy, calendar, ticket, promise) is { } clock
            ? Of(policy, calendar, ticket.PriorityId, promise, clock, standing, standing.EndedAt is not null && SlaEngine.WasKept(standing.Target, ticket), now)
            : null;
    }

    /// <summary>Explains a standing by the clock that gave it.</summary>
    internal static SlaExplanation Of(
        SlaPolicy policy, BusinessCalendar calendar, int priorityId, SlaPromise promise, TargetClock clock, TargetStanding standing, bool wasDone, DateTimeOffset? now)
    {
        var until = clock.Spend(promise.Amount).At ?? (clock.IsPaused ? clock.Pauses[^1].From : clock.StartedAt);
        var (wall, counted) = clock.RunUntil(until);
        var pauses = clock.Pauses.Where(p => p.From < until || p.To is null).ToList();
        var paused = pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + ((pause.To ?? pause.From) - pause.From));
        var used = clock.RunUntil(clock.EndedAt ?? now ?? until).Counted;
        return new SlaExplanation(
            standing.Target, policy.Id, policy.Name, policy.Version, calendar, priorityId, promise.Amount, promise.WarnBefore, promise.InBusinessTime,
            clock.StartedAt, pauses, paused, wall - counted, used, standing, wasDone);
    }
}
