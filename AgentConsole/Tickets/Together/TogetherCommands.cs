namespace AgentConsole.Tickets.Together;

/// <summary>
/// Gives the ticket to another agent or team, with a note that is there when they are told. A team without an agent gets it into its queue.
/// </summary>
/// <param name="Text">The note; empty for none.</param>
public sealed record HandOver(Actor By, long TicketId, long? AgentId, long? TeamId, string Text, string? ClientId = null, int? ExpectedVersion = null)
    : ExistingTicketCommand(By, TicketId, ExpectedVersion)
{
    public IReadOnlyList<Mention> Mentions { get; init; } = [];
}

/// <summary>The agent wants to be told of the ticket, or no more.</summary>
public sealed record Follow(Actor By, long TicketId, bool On) : ExistingTicketCommand(By, TicketId, null);

/// <summary>Brings in whom the ticket's team has named for what is too much for it, with a note. Refused with <c>escalate.no_path</c> where it named nobody.</summary>
public sealed record Escalate(Actor By, long TicketId, string Text, string? ClientId = null, int? ExpectedVersion = null)
    : ExistingTicketCommand(By, TicketId, ExpectedVersion);
