namespace AgentConsole.Tickets.Bulk;

/// <summary>How long a ticket is snoozed.</summary>
/// <param name="Until">Null: until the customer writes.</param>
public sealed record SnoozeEnd(DateTimeOffset? Until)
{
    /// <summary>Null where it is not snoozed.</summary>
    public static SnoozeEnd? Of(Ticket ticket) => ticket.IsSnoozed ? new(ticket.SnoozedUntil) : null;
}

/// <summary>
/// What a job can change of a ticket, as it was before. It is stored before the ticket is changed: a job that is cut in the middle of a ticket knows after it what it had done.
/// </summary>
public sealed record BulkPoint(
    TicketStatus Status, int? StatusId, int PriorityId, long? AssigneeId, long? TeamId, IReadOnlyList<long> TagIds, long? MergedIntoId, SnoozeEnd? Snooze)
{
    public static BulkPoint Of(Ticket ticket) =>
        new(ticket.Status, ticket.StatusId, ticket.PriorityId, ticket.AssigneeId, ticket.TeamId, ticket.TagIds, ticket.MergedIntoId, SnoozeEnd.Of(ticket));
}
