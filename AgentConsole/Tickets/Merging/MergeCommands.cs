namespace AgentConsole.Tickets.Merging;

/// <summary>A wish that concerns two tickets at once, carried out in one transaction.</summary>
public abstract record RearrangeCommand(Actor By, long TicketId, int? ExpectedVersion = null) : ExistingTicketCommand(By, TicketId, ExpectedVersion);

/// <summary>
/// The ticket becomes part of another one of the same customer: its messages are read there, it is closed with a pointer, and what the customer writes to it later
/// goes there. Answered with the merged ticket.
/// </summary>
public sealed record MergeTicket(Actor By, long TicketId, long IntoId, int? ExpectedVersion = null) : RearrangeCommand(By, TicketId, ExpectedVersion);

/// <summary>Takes a merge back: both are as if it had not been, with what came since. Answered with the ticket that was merged.</summary>
public sealed record UndoMerge(Actor By, long TicketId) : RearrangeCommand(By, TicketId);

/// <summary>A message becomes a ticket of its own, with its place in time. Answered with the new ticket.</summary>
/// <param name="AndWhatFollows">Everything after it goes with it.</param>
public sealed record SplitTicket(Actor By, long TicketId, long MessageId, bool AndWhatFollows, string Subject) : RearrangeCommand(By, TicketId);

/// <summary>Puts the messages of a split-off ticket back. Answered with the ticket they came from.</summary>
/// <param name="TicketId">The ticket that was split off.</param>
public sealed record UndoSplit(Actor By, long TicketId) : RearrangeCommand(By, TicketId);

/// <summary>Says what a ticket is to another one. Answered with the first.</summary>
public sealed record LinkTickets(Actor By, long TicketId, long OtherId, TicketLinkKind Kind) : RearrangeCommand(By, TicketId);

/// <summary>Takes every link between two tickets back.</summary>
public sealed record UnlinkTickets(Actor By, long TicketId, long OtherId) : RearrangeCommand(By, TicketId);

/// <summary>What a ticket is to another: related; one of many about an incident; the incident itself.</summary>
public enum TicketLinkKind { Related = 0, ChildOf = 1, ParentOf = 2 }
