namespace AgentConsole.Tickets.Sending;

/// <summary>A reply is about to go out. It changes nothing of the ticket until it does.</summary>
public sealed record ReplyHeld(DateTimeOffset Until) : TicketEvent;

/// <summary>Its writer took it back before it went out.</summary>
public sealed record ReplyTakenBack : TicketEvent;

/// <summary>It did not go out at its instant; its writer is told.</summary>
/// <param name="Code">Why: a refusal's code.</param>
public sealed record ReplyHeldBack(string Code) : TicketEvent;
