using AgentConsole.Tickets;

namespace AgentConsole.Sla;

/// <summary>Judges tickets: a pure function of the ticket's own history, one version of a policy and a calendar. The present only tells how far the clocks have come.</summary>
public static partial class SlaEngine
{
    // Nobody waits for an answer to what is resolved, closed or spam; a target that such a ticket still has goes on when it is reopened.
    private static readonly TicketStatus[] s_alwaysPausing = [TicketStatus.Resolved, TicketStatus.Closed, TicketStatus.Spam];

    /// <summary>
    /// How a ticket stands at an instant. Due instants don't depend on that instant, and judging twice gives equal records. A target that was met in time
    /// ended before its due instant: at that instant it is breached, whether or not the clock has told yet.
    /// </summary>
    public static TicketSla Judge(SlaPolicy policy, BusinessCalendar calendar, Ticket ticket, DateTimeOffset now)
    {
        var targets = new List<TargetStanding>(2);
        if (ticket.Status != TicketStatus.Spam)
        {
            foreach (var target in Enum.GetValues<SlaTarget>())
            {
                if (policy.PromiseOf(target, ticket.PriorityId) is { } promise && ClockOf(policy, calendar, ticket, promise) is { } clock && !IsWithdrawn(ticket, clock))
                    targets.Add(Standing(promise, clock, WasKept(target, ticket), now));
            }
        }

        return new TicketSla(policy.Id, policy.Version, targets, calendar.Id, calendar.Version);
    }

    /// <summary>The clock of one target; null where the ticket has none of that kind now.</summary>
    internal static TargetClock? ClockOf(SlaPolicy policy, BusinessCalendar calendar, Ticket ticket, SlaPromise promise)
    {
        var (started, ended) = promise.Target switch
        {
            SlaTarget.FirstResponse => (ticket.CreatedAt, ticket.FirstResponseAt ?? ticket.ClosedAt),
            // Before the first answer it is the first response that is waited for.
            SlaTarget.NextResponse => (ticket.FirstResponseAt is null ? null : ticket.WaitingSince, ticket.ClosedAt),
            SlaTarget.FirstResolution => (ticket.CreatedAt, FirstResolution(ticket)),
            SlaTarget.TotalResolution => (ticket.CreatedAt, ticket.Status is TicketStatus.Resolved or TicketStatus.Closed ? LastResolution(ticket) : null),
            _ => ((DateTimeOffset?)null, (DateTimeOffset?)null),
        };
        return started is { } from ? ClockOf(policy, calendar, ticket, promise, from, ended) : null;
    }

    internal static TargetClock ClockOf(
        SlaPolicy policy, BusinessCalendar calendar, Ticket ticket, SlaPromise promise, DateTimeOffset started, DateTimeOffset? ended) =>
        new(calendar, promise, [.. policy.PausesOf(promise.Target), .. s_alwaysPausing], ticket.Statuses, started, ended);

    internal static TargetStanding Standing(SlaPromise promise, TargetClock clock, bool kept, DateTimeOffset now)
    {
        var (due, left) = clock.Spend(promise.Amount);
        if (clock.EndedAt is { } ended)
        {
            var state = kept && !(due <= ended) ? SlaState.Met : SlaState.Missed;
            return new TargetStanding(promise.Target, state, clock.StartedAt, null, due, ended, null);
        }

        // What is overdue stays so, waiting or not: a breach is told once.
        if (due is null && clock.IsPaused) return new TargetStanding(promise.Target, SlaState.Paused, clock.StartedAt, null, null, null, left);
        var atRisk = promise.WarnBefore <= TimeSpan.Zero ? null
            : promise.WarnBefore >= promise.Amount ? clock.StartedAt
            : clock.Spend(promise.Amount - promise.WarnBefore).At;
        var running = due <= now ? SlaState.Breached : atRisk <= now ? SlaState.AtRisk : SlaState.OnTrack;
        return new TargetStanding(promise.Target, running, clock.StartedAt, atRisk, due, null, null);
    }

    /// <summary>True where what was promised was done, be it late. Closing a ticket without an answer is not an answer.</summary>
    internal static bool WasKept(SlaTarget target, Ticket ticket) => target switch
    {
        SlaTarget.FirstResponse => ticket.FirstResponseAt is not null,
        SlaTarget.NextResponse => false,
        _ => true,
    };

    /// <summary>What a merge ended is neither kept nor broken: the ticket it went into has promises of its own.</summary>
    private static bool IsWithdrawn(Ticket ticket, TargetClock clock) => ticket.MergedIntoId is not null && (clock.EndedAt is null || clock.EndedAt == ticket.ClosedAt);

    /// <summary>Closing what was never resolved resolves it too.</summary>
    private static DateTimeOffset? FirstResolution(Ticket ticket) =>
        ticket.FirstResolvedAt ?? ticket.Statuses.FirstOrDefault(s => s.Status is TicketStatus.Resolved or TicketStatus.Closed)?.From ?? ticket.ClosedAt;

    private static DateTimeOffset? LastResolution(Ticket ticket) => ticket.ResolvedAt ?? ticket.ClosedAt;
}
