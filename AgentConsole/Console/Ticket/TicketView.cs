using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Sending;

namespace AgentConsole.Console.Ticket;

/// <summary>What the ticket's screen shows, whole: replaced at each change, never edited.</summary>
/// <param name="Messages">Ascending; the last ones, and as many earlier ones as were asked for.</param>
/// <param name="HasEarlier">There are messages before the first of <paramref name="Messages"/>.</param>
/// <param name="Journal">Ascending; the last rows.</param>
/// <param name="OtherTickets">The customer's other tickets, newest first.</param>
public sealed record TicketView(
    Tickets.Ticket Ticket, Customer? Customer, IReadOnlyList<Message> Messages, bool HasEarlier,
    IReadOnlyList<JournalEntry> Journal, IReadOnlyList<CustomerTicket> OtherTickets)
{
    /// <summary>Nobody has proved that the customer's address is theirs.</summary>
    public bool IsEmailClaimed { get; init; }

    /// <summary>The tickets that went on where this one had ended.</summary>
    public IReadOnlyList<long> FollowedBy { get; init; } = [];

    /// <summary>Replies that have not gone out yet, the earliest first.</summary>
    public IReadOnlyList<HeldReply> Held { get; init; } = [];

    /// <summary>The last sequence this view knows of.</summary>
    public long Seq => Math.Max(Journal.Count == 0 ? 0 : Journal[^1].Seq, Messages.Count == 0 ? 0 : Messages[^1].Seq);

    /// <summary>From where on the conversation is whole: what happened before is not shown, for the messages around it are not there.</summary>
    public long WholeFrom => HasEarlier && Messages.Count > 0 ? Messages[0].Seq : 0;

    /// <summary>This view after a change. What both hold is there once, whichever was read first.</summary>
    public TicketView With(TicketDelta delta)
    {
        if (delta.Anew is { } anew) return anew;
        var last = Messages.Count == 0 ? 0 : Messages[^1].Seq;
        Message[] added = [.. delta.Messages.Where(message => message.Seq > last)];
        return this with
        {
            Ticket = delta.Ticket,
            Messages = added.Length == 0 ? Messages : [.. Messages, .. added],
            Held = delta.Held ?? Held,
            Journal = delta.Journal.Count > 0 && delta.Journal[^1].Seq >= (Journal.Count == 0 ? 0 : Journal[^1].Seq) ? delta.Journal : Journal,
        };
    }
}

/// <summary>What a change made new: the ticket, the messages after those that were there, and the journal's last rows.</summary>
public sealed record TicketDelta(Tickets.Ticket Ticket, IReadOnlyList<Message> Messages, IReadOnlyList<JournalEntry> Journal)
{
    /// <summary>What has not gone out yet; null where nothing can have changed of it.</summary>
    public IReadOnlyList<HeldReply>? Held { get; init; }

    /// <summary>The whole view, where what was shown is not to be kept.</summary>
    public TicketView? Anew { get; init; }
}
