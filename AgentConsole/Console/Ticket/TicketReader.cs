using AgentConsole.Tickets;

namespace AgentConsole.Console.Ticket;

/// <summary>Reads what the ticket's screen shows, and after a change only what can have changed.</summary>
public sealed class TicketReader(TicketQueries queries)
{
    public const int MessagesAtOnce = 50, JournalRows = 300, OtherTickets = 6;

    private const TicketChanges WritesMessage = TicketChanges.Opened | TicketChanges.Message | TicketChanges.Note;

    /// <summary>The view of a ticket; null where there is no such ticket.</summary>
    public async Task<TicketView?> LoadAsync(long ticketId, CancellationToken cancellationToken)
    {
        if (await queries.TicketAsync(ticketId, cancellationToken) is not { } ticket) return null;
        var (messages, earlier) = await PageBeforeAsync(ticketId, long.MaxValue, cancellationToken);
        var journal = await queries.JournalAsync(ticketId, JournalRows, cancellationToken);
        var customer = await queries.ProfileAsync(ticket.CustomerId, cancellationToken);
        var others = await queries.TicketsOfCustomerAsync(ticket.CustomerId, OtherTickets + 1, cancellationToken);
        return new TicketView(ticket, customer, messages, earlier, journal, [.. others.Where(other => other.Id != ticketId).Take(OtherTickets)])
        {
            Held = await queries.HeldAsync(ticketId, cancellationToken),
            IsEmailClaimed = customer is not null && (await queries.ClaimedAsync([customer], cancellationToken)).Count > 0,
            FollowedBy = others.Count > 1 ? await queries.FollowUpsAsync(ticket, cancellationToken) : [],
        };
    }

    /// <inheritdoc cref="TicketQueries.WasWrittenAsync"/>
    public Task<bool> WasWrittenAsync(Actor by, string clientId, CancellationToken cancellationToken) => queries.WasWrittenAsync(by, clientId, cancellationToken);

    /// <summary>What is new in a view after a change of these kinds.</summary>
    public async Task<TicketDelta> ChangesAsync(TicketView before, TicketChanges kinds, CancellationToken cancellationToken)
    {
        var ticketId = before.Ticket.Id;
        var ticket = await queries.TicketAsync(ticketId, cancellationToken) ?? before.Ticket;
        var last = before.Messages.Count == 0 ? 0 : before.Messages[^1].Seq;
        var messages = (kinds & WritesMessage) == TicketChanges.None ? [] : await queries.MessagesAsync(ticketId, last, int.MaxValue, publicOnly: false, cancellationToken);
        var journal = (kinds & ~TicketChanges.Seen) == TicketChanges.None ? [] : await queries.JournalAsync(ticketId, JournalRows, cancellationToken);
        // What waited may have gone out, whatever else is told of.
        var held = before.Held.Count == 0 && (kinds & TicketChanges.Held) == TicketChanges.None ? null : await queries.HeldAsync(ticketId, cancellationToken);
        if ((kinds & TicketChanges.Customer) == TicketChanges.None && !IsRearranged(before, journal)) return new TicketDelta(ticket, messages, journal) { Held = held };
        // Another profile has other tickets; one that was erased has none of the words that are on the screen; and messages came or went in the middle.
        return new TicketDelta(ticket, messages, journal) { Anew = await LoadAsync(ticketId, cancellationToken) };
    }

    /// <summary>The view with one page of earlier messages more.</summary>
    public async Task<TicketView> EarlierAsync(TicketView before, CancellationToken cancellationToken)
    {
        if (!before.HasEarlier || before.Messages.Count == 0) return before;
        var (page, more) = await PageBeforeAsync(before.Ticket.Id, before.Messages[0].Seq, cancellationToken);
        return before with { Messages = [.. page, .. before.Messages], HasEarlier = more };
    }

    private static bool IsRearranged(TicketView before, IReadOnlyList<JournalEntry> journal) =>
        journal.Any(entry => entry.Seq > before.Seq && (EventKinds.Of(entry.Event).Changes & TicketChanges.Rearranged) != TicketChanges.None);

    // One row more than is shown says whether there are others before it.
    private async Task<(IReadOnlyList<Message> Messages, bool More)> PageBeforeAsync(long ticketId, long seq, CancellationToken cancellationToken)
    {
        var rows = await queries.MessagesBeforeAsync(ticketId, seq, MessagesAtOnce + 1, publicOnly: false, cancellationToken);
        return rows.Count > MessagesAtOnce ? ([.. rows.Skip(rows.Count - MessagesAtOnce)], true) : (rows, false);
    }
}
