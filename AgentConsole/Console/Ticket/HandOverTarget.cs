namespace AgentConsole.Console.Ticket;

/// <summary>To whom a ticket is about to be given.</summary>
public enum HandOverKind { Agent, Team, Escalation }

/// <param name="Id">The agent's or the team's; 0 for an escalation, whose path names whom.</param>
public sealed record HandOverTarget(HandOverKind Kind, long Id);

/// <summary>The note that goes with it, while it is written.</summary>
public sealed class HandOverDraft
{
    public string Text { get; set; } = "";

    /// <summary>The store knows a repeat by it.</summary>
    public string ClientId { get; } = Guid.CreateVersion7().ToString("N");
}
