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
    /// <summary>Null where time alone changes nothing.</summary>
    public static LifeStep? Next(Ticket ticket, LifePolicy policy, TimeSpan reopenWindow)
    {
        if (ticket.IsSnoozed) return ticket.SnoozedUntil is { } until ? new LifeStep(LifeStepKind.Wake, until) : null;
        if (ticket.RestsSince is not { } since || Wait(ticket.Status, ticket.IsReminded, policy, reopenWindow) is not { } wait) return null;
        return new LifeStep(wait.Kind, wait.At(since));
    }

    /// <summary>What follows, and how long after the instant since which a ticket rests.</summary>
    public static LifeWait? Wait(TicketStatus status, bool isReminded, LifePolicy policy, TimeSpan reopenWindow)
    {
        var closing = policy.CloseHours is null ? null : policy.Open;
        return (status, isReminded) switch
        {
            (TicketStatus.Pending, false) when policy.RemindHours is { } hours => new LifeWait(LifeStepKind.Remind, TimeSpan.FromHours(hours), policy.Open),
            (TicketStatus.Pending, true) when policy.ResolveHours is { } hours => new LifeWait(LifeStepKind.Resolve, TimeSpan.FromHours(hours), policy.Open),
            (TicketStatus.Resolved, false) when Notice(policy, reopenWindow) is { } notice => new LifeWait(LifeStepKind.NoticeOfClosing, policy.CloseAfter(reopenWindow) - notice, closing),
            (TicketStatus.Resolved, false) => new LifeWait(LifeStepKind.Close, policy.CloseAfter(reopenWindow), closing),
            // It was told how long is left; a policy without a notice closes what has one as if it had just been resolved.
            (TicketStatus.Resolved, true) => new LifeWait(LifeStepKind.Close, Notice(policy, reopenWindow) ?? policy.CloseAfter(reopenWindow), closing),
            _ => null,
        };
    }

    private static TimeSpan? Notice(LifePolicy policy, TimeSpan reopenWindow) =>
        policy.CloseNoticeHours is { } hours && TimeSpan.FromHours(hours) is var notice && notice < policy.CloseAfter(reopenWindow) ? notice : null;
}
