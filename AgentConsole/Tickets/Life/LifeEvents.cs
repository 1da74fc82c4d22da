namespace AgentConsole.Tickets.Life;

/// <param name="Until">Null until the customer writes.</param>
public sealed record TicketSnoozed(DateTimeOffset? Until) : TicketEvent;

/// <param name="Reason"><c>time</c>, <c>customer_replied</c>, <c>ended</c>; null where a person wished it.</param>
public sealed record TicketWoken(string? Reason) : TicketEvent;

/// <summary>The customer was told, by the team's policy, what their silence will come to.</summary>
/// <param name="Before">What comes next if nothing is heard: <see cref="LifeStepKind.Resolve"/> or <see cref="LifeStepKind.Close"/>.</param>
public sealed record CustomerReminded(long MessageId, string Preview, LifeStepKind Before) : TicketEvent;

/// <param name="For">The resolution that is judged, by its instant.</param>
public sealed record SatisfactionGiven(int Score, string? Comment, DateTimeOffset For) : TicketEvent;

/// <summary>Why there is no answer; the closing itself follows.</summary>
public sealed record ClosedUnanswered(UnansweredReason Reason, string? Note, IReadOnlyList<ContactAttempt> Attempts) : TicketEvent;

/// <summary>How a ticket ended, for labels and reports.</summary>
[Flags]
public enum TicketEnding
{
    None = 0,

    /// <summary>Nobody but a rule resolved it.</summary>
    ResolvedByRule = 1,

    /// <summary>Nobody but a rule closed it: its time was over.</summary>
    ClosedByRule = 2,

    /// <summary>The customer said that it is solved.</summary>
    Agreed = 4,

    Unanswered = 8,
}
