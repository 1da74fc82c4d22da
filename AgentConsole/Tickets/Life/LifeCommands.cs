namespace AgentConsole.Tickets.Life;

/// <summary>Hides a ticket from the open views until an instant or the customer's next message, whichever is first; null for the message alone. No clock of the agreement stops.</summary>
public sealed record Snooze(Actor By, long TicketId, DateTimeOffset? Until, int? ExpectedVersion = null) : ExistingTicketCommand(By, TicketId, ExpectedVersion);

/// <summary>Ends a snooze before its time.</summary>
public sealed record EndSnooze(Actor By, long TicketId) : ExistingTicketCommand(By, TicketId, null);

/// <summary>Time passed: takes the step that is due now, if it is this one; else nothing happens.</summary>
/// <param name="Text">What the customer reads, where the step tells them something.</param>
public sealed record LetTimePass(Actor By, long TicketId, LifeStepKind Step, string? Text = null) : ExistingTicketCommand(By, TicketId, null);

/// <summary>The customer says whether a resolved ticket is solved: agreement closes it, 'not yet' reopens it.</summary>
public sealed record CustomerJudges(Actor By, long TicketId, bool IsSolved) : ExistingTicketCommand(By, TicketId, null);

/// <summary>The customer says how satisfied they are with a resolution, once for each.</summary>
/// <param name="Score">1 to 5.</param>
/// <param name="For">The instant of the resolution that was looked at; null where any will do.</param>
public sealed record RateResolution(Actor By, long TicketId, int Score, string? Comment, DateTimeOffset? For = null) : ExistingTicketCommand(By, TicketId, null);

/// <summary>Why a ticket was closed without an answer.</summary>
public enum UnansweredReason { Unreachable = 0, Withdrawn = 1, Duplicate = 2, NotOurs = 3, Other = 4 }

public enum ContactKind { Phone = 0, Email = 1, Chat = 2, Other = 3 }

/// <summary>One try to reach the customer.</summary>
/// <param name="Note">What came of it: <c>voicemail</c>, at most 200 characters.</param>
public sealed record ContactAttempt(ContactKind Kind, DateTimeOffset At, string? Note = null);

/// <summary>An agent closes a ticket that gets no answer, with the reason and what was tried to reach the customer.</summary>
/// <param name="Note">In the agent's own words, at most 500 characters; needed for <see cref="UnansweredReason.Other"/>.</param>
/// <param name="Attempts">At most 10; at least one where the customer can't be reached.</param>
public sealed record CloseUnanswered(
    Actor By, long TicketId, UnansweredReason Reason, string? Note, IReadOnlyList<ContactAttempt> Attempts, int? ExpectedVersion = null)
    : ExistingTicketCommand(By, TicketId, ExpectedVersion);
