using AgentConsole.Common;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Tickets.Routing;

/// <summary>Taking a ticket, and the hold that it begins: pure.</summary>
internal static class Holding
{
    /// <summary>True where an agent by this chooses the ticket to work on; one that was offered to them is not chosen.</summary>
    public static bool Picks(Ticket ticket, TicketCommand command) => command.By.Kind == ActorKind.Agent && ticket.AssigneeId != command.By.Id && command switch
    {
        Take => !ticket.OfferedTo.Contains(command.By.Id),
        Assign c => c.AgentId == command.By.Id,
        AgentReplies => ticket.AssigneeId is null && !ticket.OfferedTo.Contains(command.By.Id),
        _ => false,
    };

    public static Outcome<Decision> Decide(Ticket ticket, TicketCommand command, LifecycleContext context) => command switch
    {
        Take c => Taken(ticket, c, context),
        ExtendHold when ticket.AssigneeId == command.By.Id && ticket.HeldUntil is { } until && until - context.Now < context.HoldFor / 2 =>
            new Decision([new HoldExtended(context.Now + context.HoldFor)]),
        EndHold when ticket.HeldUntil <= context.Now => new Decision([ticket.AssigneeId is { } agent ? new AssigneeChanged(agent, null, "hold_over") : new OfferEnded { MissedBy = context.HandsOn && ticket.OfferedTo is [var only] ? only : null }]),
        _ => Decision.Nothing,
    };

    /// <summary>
    /// What an event does to a hold: work of the one it is held for makes the ticket theirs for good, a ticket that waits for others or is done is held for nobody, and
    /// another team's ticket is not offered to this one.
    /// </summary>
    public static Ticket After(Ticket ticket, JournalEntry entry)
    {
        if (ticket.HeldUntil is null) return ticket;
        var isWork = entry.Event is AgentReplied or NoteAdded or StatusChanged or PriorityChanged or TagsChanged or SubjectChanged or TicketSnoozed;
        var isTheirs = isWork && entry.Actor.Kind == ActorKind.Agent && entry.Actor.Id == ticket.AssigneeId;
        var isElsewhere = ticket.AssigneeId is null && entry.Event is TeamChanged;
        return isTheirs || isElsewhere || ticket.IsSnoozed || ticket.Status > TicketStatus.Open ? ticket with { HeldUntil = null, OfferedTo = [] } : ticket;
    }

    /// <summary>Until when a ticket is held that somebody gets now; null where it is not.</summary>
    public static DateTimeOffset? Until(Ticket ticket, LifecycleContext context) =>
        context.HoldFor > TimeSpan.Zero && ticket.Status <= TicketStatus.Open ? context.Now + context.HoldFor : null;

    private static Outcome<Decision> Taken(Ticket ticket, Take command, LifecycleContext context)
    {
        if (ticket.AssigneeId == command.By.Id) return Decision.Nothing;
        if (ticket.AssigneeId is { } other && other != command.From) return new Refusal("take.taken", other);
        var reason = ticket.OfferedTo.Contains(command.By.Id) ? "accepted" : null;
        return new Decision([new AssigneeChanged(ticket.AssigneeId, command.By.Id, reason) { HeldUntil = Until(ticket, context) }]);
    }
}
