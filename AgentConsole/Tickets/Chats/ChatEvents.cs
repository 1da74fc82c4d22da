namespace AgentConsole.Tickets.Chats;

/// <summary>An agent for whom the chat rang did not take it.</summary>
public sealed record OfferDeclined(long AgentId) : TicketEvent;

/// <summary>After a chat the agent writes up what is left of it; no new one rings for them until then.</summary>
public sealed record WrapUpBegan(long AgentId, DateTimeOffset Until) : TicketEvent;

/// <summary>The agent was done sooner.</summary>
public sealed record WrapUpEnded(long AgentId) : TicketEvent;

/// <summary>The customer was told who is in the talk.</summary>
public sealed record Announced(long MessageId, string Preview) : TicketEvent;
