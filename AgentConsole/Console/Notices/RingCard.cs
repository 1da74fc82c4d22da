using AgentConsole.Tickets.Chats;

namespace AgentConsole.Console.Notices;

/// <summary>A ticket that rings, as its card shows it.</summary>
/// <param name="Over">Why it rings no more, in the reader's words; null while it rings.</param>
/// <param name="Wrong">Why it could not be taken or declined, in the reader's words.</param>
/// <param name="IsAnswered">The agent answers it here: what follows from that is no news.</param>
internal sealed record RingCard(RingingTicket Ticket, string? Over = null, string? Wrong = null, bool IsAnswered = false)
{
    public long Id => Ticket.TicketId;

    public bool Rings => Over is null;
}
