namespace AgentConsole.Tickets.Chats;

/// <summary>The agent does not take a chat that rings for them: it goes on to the next. Where it rings for them no more, nothing happens.</summary>
public sealed record Decline(Actor By, long TicketId) : ExistingTicketCommand(By, TicketId, null);

/// <summary>The agent has nothing more to do after a chat: the next may ring.</summary>
public sealed record EndWrapUp(Actor By, long TicketId) : ExistingTicketCommand(By, TicketId, null);

/// <summary>A line for the customer about who is in the talk. It answers nothing and changes nothing.</summary>
/// <param name="Text">In the customer's language.</param>
public sealed record Announce(Actor By, long TicketId, string Text, string? ClientId = null) : ExistingTicketCommand(By, TicketId, null);
