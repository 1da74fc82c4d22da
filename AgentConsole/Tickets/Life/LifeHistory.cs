namespace AgentConsole.Tickets.Life;

/// <summary>The part of the fold that knows snoozes, silence and endings. Pure.</summary>
internal static class LifeHistory
{
    /// <summary>The ticket after one of this folder's events.</summary>
    public static Ticket Apply(Ticket ticket, JournalEntry entry) => entry.Event switch
    {
        TicketSnoozed e => ticket with { IsSnoozed = true, SnoozedUntil = e.Until, Version = ticket.Version + 1 },
        TicketWoken => ticket with { IsSnoozed = false, SnoozedUntil = null, Version = ticket.Version + 1 },
        CustomerReminded => ticket with { IsReminded = true, Version = ticket.Version + 1 },
        SatisfactionGiven e => ticket with { Score = e.Score, ScoreComment = e.Comment, ScoreFor = e.For, Version = ticket.Version + 1 },
        ClosedUnanswered => ticket with { Ending = ticket.Ending | TicketEnding.Unanswered, Version = ticket.Version + 1 },
        var unknown => throw new InvalidOperationException($"No ticket history knows {unknown.GetType().Name}."),
    };

    /// <summary>Since when the ticket rests, so that time alone may go on with it, and how it ended: after every event.</summary>
    public static Ticket Settle(Ticket ticket, JournalEntry entry) => entry.Event switch
    {
        StatusChanged e when e.From == e.To => ticket with { StatusId = e.ToId },
        StatusChanged e => ticket with
        {
            StatusId = e.ToId,
            RestsSince = e.To == TicketStatus.Resolved ? entry.At : Quiet(ticket, entry.At),
            IsReminded = false,
            Ending = Ended(ticket.Ending, e.To, entry.Actor.Kind),
        },
        CustomerWrote { IsAutomatic: false } when ticket.Status != TicketStatus.Resolved => ticket with { RestsSince = null, IsReminded = false },
        AgentReplied or TicketWoken when ticket.Status == TicketStatus.Pending => ticket with { RestsSince = Quiet(ticket, entry.At), IsReminded = false },
        TicketSnoozed => ticket with { RestsSince = null, IsReminded = false },
        CustomerReminded => ticket with { RestsSince = entry.At },
        _ => ticket,
    };

    /// <summary>A customer is silent where it is theirs to write: never while they wait for us, nor while we have put the ticket away.</summary>
    private static DateTimeOffset? Quiet(Ticket ticket, DateTimeOffset at) =>
        ticket is { Status: TicketStatus.Pending, WaitingSince: null, IsSnoozed: false } ? at : null;

    private static TicketEnding Ended(TicketEnding before, TicketStatus to, ActorKind by)
    {
        var byRule = by is ActorKind.Rule or ActorKind.System or ActorKind.Clock;
        return to switch
        {
            TicketStatus.Resolved => byRule ? TicketEnding.ResolvedByRule : TicketEnding.None,
            TicketStatus.Closed => before | (byRule ? TicketEnding.ClosedByRule : by == ActorKind.Customer ? TicketEnding.Agreed : TicketEnding.None),
            _ => TicketEnding.None,
        };
    }
}
