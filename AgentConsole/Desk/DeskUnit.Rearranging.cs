using AgentConsole.Live;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Merging;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

// What merging, splitting and linking read and write. Asked now and then: through EF, with what this commit did already laid over it.
public sealed partial class DeskUnit
{
    private readonly Dictionary<long, Message> _elsewhere = [];

    /// <summary>The ticket itself, or the one in which its conversation goes on.</summary>
    public async Task<Ticket> HomeOfAsync(Ticket ticket)
    {
        while (ticket.MergedIntoId is { } into && await TicketAsync(into) is { } home) ticket = home;
        return ticket;
    }

    /// <summary>A ticket's whole journal, this commit's rows included.</summary>
    internal async Task<List<JournalEntry>> JournalOfAsync(long ticketId)
    {
        var rows = await _db.Set<JournalRow>().AsNoTracking().Where(row => row.TicketId == ticketId).OrderBy(row => row.Seq).ToListAsync();
        return [.. rows.Concat(_journal.Where(row => row.TicketId == ticketId)).Select(TicketJournal.Entry)];
    }

    /// <summary>The messages that are a ticket's own now, ascending.</summary>
    internal async Task<List<Message>> MessagesOfAsync(long ticketId)
    {
        var stored = await _db.Set<Message>().AsNoTracking().Where(message => message.TicketId == ticketId).ToListAsync();
        return [.. stored.Where(message => !_elsewhere.ContainsKey(message.Id)).Concat(_elsewhere.Values.Concat(_messages).Where(message => message.TicketId == ticketId)).OrderBy(message => message.Seq)];
    }

    /// <summary>Gives messages to another ticket; they keep their places in time.</summary>
    internal void Move(IEnumerable<Message> messages, long toTicketId)
    {
        foreach (var message in messages)
        {
            var moved = message with { TicketId = toTicketId };
            var fresh = _messages.FindIndex(mine => mine.Id == message.Id);
            if (fresh >= 0) _messages[fresh] = moved;
            else _elsewhere[message.Id] = moved;
            if (message.ClientId is { } client && _newClientIds.ContainsKey((message.AuthorKind, message.AuthorId, client))) _newClientIds[(message.AuthorKind, message.AuthorId, client)] = moved;
        }
    }

    /// <summary>How many tickets are read as one with this: itself and everything that was merged into it, and into that.</summary>
    internal async Task<int> FamilySizeAsync(long ticketId)
    {
        var family = await TicketFamily.OfAsync(_db, ticketId, CancellationToken.None);
        var here = _tickets.Values.Count(ticket => ticket.MergedIntoId is { } into && (into == ticketId || family.Contains(into)) && !family.Contains(ticket.Id));
        return family.Count + here;
    }

    /// <summary>How many tickets have this one as their incident.</summary>
    internal async Task<int> ChildrenOfAsync(long ticketId)
    {
        var stored = await _db.Set<Ticket>().Where(ticket => ticket.ParentId == ticketId).Select(ticket => ticket.Id).ToListAsync();
        return stored.Count(id => !_tickets.ContainsKey(id)) + _tickets.Values.Count(ticket => ticket.ParentId == ticketId);
    }
}
