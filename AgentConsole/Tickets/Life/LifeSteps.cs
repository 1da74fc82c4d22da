namespace AgentConsole.Tickets.Life;

/// <summary>What time alone does to a ticket.</summary>
public enum LifeStepKind
{
    /// <summary>A snooze is over.</summary>
    Wake,

    /// <summary>A customer whom we wait for is reminded.</summary>
    Remind,

    /// <summary>The reminder was not answered.</summary>
    Resolve,

    /// <summary>The customer is told that a resolved ticket is about to be closed.</summary>
    NoticeOfClosing,

    Close,
}

/// <param name="At">The first instant at which it may happen.</param>
public sealed record LifeStep(LifeStepKind Kind, DateTimeOffset At);

/// <summary>The next thing that time does to a ticket: a function of the ticket and its team's policy. While a customer waits, or a snooze runs, time resolves nothing.</summary>
public static class LifeSteps
{
    /// <summary>What is due by the last instant of an amount is done with the next: a reply at a window's last instant still reopens.</summary>
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>Null where time alone changes nothing.</summary>
    public static LifeStep? Next(Ticket ticket, LifePolicy policy, TimeSpan reopenWindow)
    {
        if (ticket.IsSnoozed) return ticket.SnoozedUntil is { } until ? new LifeStep(LifeStepKind.Wake, until) : null;
        if (ticket.RestsSince is not { } since || Wait(ticket.Status, ticket.IsReminded, policy, reopenWindow) is not var (kind, wait)) return null;
        return new LifeStep(kind, since + wait + Instant);
    }

    /// <summary>What follows, and how long after the instant since which a ticket rests: the same for all of a team's tickets of a status.</summary>
    public static (LifeStepKind Kind, TimeSpan Wait)? Wait(TicketStatus status, bool isReminded, LifePolicy policy, TimeSpan reopenWindow) => (status, isReminded) switch
    {
        (TicketStatus.Pending, false) when policy.RemindHours is { } hours => (LifeStepKind.Remind, TimeSpan.FromHours(hours)),
        (TicketStatus.Pending, true) when policy.ResolveHours is { } hours => (LifeStepKind.Resolve, TimeSpan.FromHours(hours)),
        (TicketStatus.Resolved, false) when Notice(policy, reopenWindow) is { } notice => (LifeStepKind.NoticeOfClosing, policy.CloseAfter(reopenWindow) - notice),
        (TicketStatus.Resolved, false) => (LifeStepKind.Close, policy.CloseAfter(reopenWindow)),
        // It was told how long is left; a policy without a notice closes what has one as if it had just been resolved.
        (TicketStatus.Resolved, true) => (LifeStepKind.Close, Notice(policy, reopenWindow) ?? policy.CloseAfter(reopenWindow)),
        _ => null,
    };

    private static TimeSpan? Notice(LifePolicy policy, TimeSpan reopenWindow) =>
        policy.CloseNoticeHours is { } hours && TimeSpan.FromHours(hours) is var notice && notice < policy.CloseAfter(reopenWindow) ? notice : null;
}
