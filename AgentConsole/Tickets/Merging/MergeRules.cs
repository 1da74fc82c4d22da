using AgentConsole.Common;

namespace AgentConsole.Tickets.Merging;

/// <summary>What may be merged, split and linked.</summary>
public static class MergeRules
{
    /// <summary>The most tickets that are read as one, the most messages that are split off at once, the most related tickets of one, and the most children.</summary>
    public const int MaxFamily = 200, MaxSplit = 500, MaxRelated = 50, MaxChildren = 10_000;

    /// <summary>What is wrong with merging a ticket into another; null where nothing is. No cycle can come of it: what was merged is no target.</summary>
    public static Refusal? Merge(Ticket ticket, Ticket into) => (ticket, into) switch
    {
        _ when ticket.Id == into.Id => new Refusal("merge.itself", ticket.Id),
        ({ MergedIntoId: { } already }, _) => new Refusal("merge.already", ticket.Id, already),
        ({ Status: TicketStatus.Closed }, _) => new Refusal("ticket.closed", ticket.Id),
        (_, { MergedIntoId: { } home }) => new Refusal("merge.target_merged", into.Id, home),
        (_, { Status: TicketStatus.Closed or TicketStatus.Spam }) => new Refusal("merge.target_closed", into.Id),
        // What is written to one customer must never be read by another.
        _ when ticket.CustomerId != into.CustomerId => new Refusal("merge.other_customer", ticket.Id, into.Id),
        _ => null,
    };

    /// <summary>What is wrong with saying what a ticket is to another; null where nothing is. A parent has no parent: incidents are one level deep.</summary>
    public static Refusal? Link(Ticket ticket, Ticket other, TicketLinkKind kind, bool ticketHasChildren, bool otherHasChildren) => kind switch
    {
        _ when ticket.Id == other.Id => new Refusal("link.itself", ticket.Id),
        TicketLinkKind.Related when ticket.RelatedIds.Contains(other.Id) => null,
        TicketLinkKind.Related when ticket.RelatedIds.Count >= MaxRelated => new Refusal("link.too_many", ticket.Id, MaxRelated),
        TicketLinkKind.Related when other.RelatedIds.Count >= MaxRelated => new Refusal("link.too_many", other.Id, MaxRelated),
        TicketLinkKind.Related => null,
        TicketLinkKind.ChildOf when ticket.ParentId == other.Id => null,
        TicketLinkKind.ChildOf when ticket.ParentId is { } parent => new Refusal("link.has_parent", ticket.Id, parent),
        TicketLinkKind.ChildOf when other.ParentId is { } above => new Refusal("link.parent_is_child", other.Id, above),
        TicketLinkKind.ChildOf when ticketHasChildren => new Refusal("link.child_has_children", ticket.Id),
        TicketLinkKind.ChildOf => null,
        TicketLinkKind.ParentOf => Link(other, ticket, TicketLinkKind.ChildOf, otherHasChildren, ticketHasChildren),
        _ => new Refusal("link.unknown"),
    };
}
