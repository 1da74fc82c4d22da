using AgentConsole.Tickets.Macros;

namespace AgentConsole.Tickets.Sending;

/// <summary>
/// An agent sends a reply that may be taken back for a while (<see cref="HeldReply"/>). It is refused now with whatever the reply would be refused with now. A repeat of a client id is
/// answered as the first was.
/// </summary>
/// <param name="ThenStatus">What the reply makes of the ticket, as with <see cref="AgentReplies"/>.</param>
public sealed record HoldReply(Actor By, long TicketId, string Text, string ClientId, TicketStatus? ThenStatus = null, int? ExpectedVersion = null)
    : ExistingTicketCommand(By, TicketId, ExpectedVersion)
{
    /// <inheritdoc cref="AgentReplies.ThenStatusId"/>
    public int? ThenStatusId { get; init; }

    /// <summary>What is done with the ticket once it is sent.</summary>
    public Macro? Macro { get; init; }

    /// <summary>The reply that it will be.</summary>
    public AgentReplies Reply => new(By, TicketId, Text, ClientId, ThenStatus, ExpectedVersion) { ThenStatusId = ThenStatusId, Attached = Attached };
}

/// <summary>
/// The held reply goes out, where its instant has come. Where others changed the ticket meanwhile, or it can't be sent any more, it is held back and its writer is told. One that is
/// gone already is answered as done.
/// </summary>
/// <param name="By">Who wrote it.</param>
/// <param name="Anyway">Its writer has seen why it was held back, and sends it now.</param>
public sealed record SendHeld(Actor By, long TicketId, string ClientId, bool Anyway = false) : ExistingTicketCommand(By, TicketId, null);

/// <summary>Its writer takes a held reply back: its words, files and status are their draft again. Refused with <c>reply.gone</c> where it went out.</summary>
public sealed record TakeBack(Actor By, long TicketId, string ClientId) : ExistingTicketCommand(By, TicketId, null);
