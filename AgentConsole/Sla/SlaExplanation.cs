using AgentConsole.Tickets;

namespace AgentConsole.Sla;

/// <summary>Why a target is due when it is: everything its instant was made of, for a person to follow.</summary>
/// <param name="TimeZone">The calendar's; null where the target counts by day and by night.</param>
/// <param name="Pauses">The times it waited, in order; the last may still go on.</param>
/// <param name="Closed">The closed hours that were passed over between the start and the end of what is explained: the due instant, or where
/// there is none the beginning of the pause.</param>
/// <param name="Standing">The result.</param>
public sealed record SlaExplanation(
    SlaTarget Target, string PolicyName, int PolicyVersion, string CalendarName, int CalendarVersion, string? TimeZone,
    int PriorityId, TimeSpan Amount, TimeSpan WarnBefore, bool InBusinessTime,
    DateTimeOffset StartedAt, IReadOnlyList<SlaPause> Pauses, TimeSpan Paused, TimeSpan Closed, TargetStanding Standing)
{
    /// <summary>Explains one standing of a ticket by what judged it; null where that policy promises the ticket no such thing now.</summary>
    public static SlaExplanation? Of(SlaPolicy policy, BusinessCalendar calendar, Ticket ticket, TargetStanding standing)
    {
        if (policy.PromiseOf(standing.Target, ticket.PriorityId) is not { } promise) return null;
        if (SlaEngine.ClockOf(policy, calendar, ticket, promise) is not { } clock) return null;
        var until = clock.Spend(promise.Amount).At ?? (clock.IsPaused ? clock.Pauses[^1].From : clock.StartedAt);
        var (wall, counted) = clock.RunUntil(until);
        var pauses = clock.Pauses.Where(p => p.From < until || p.To is null).ToList();
        var paused = pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + ((pause.To ?? pause.From) - pause.From));
        return new SlaExplanation(
            standing.Target, policy.Name, policy.Version, calendar.Name, calendar.Version, promise.InBusinessTime ? calendar.TimeZone : null,
            ticket.PriorityId, promise.Amount, promise.WarnBefore, promise.InBusinessTime,
            clock.StartedAt, pauses, paused, wall - counted, standing);
    }
}
