using AgentConsole.Data;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

// What keeps chats from agents, and what rings for whom: as the database holds it, with what this commit did laid over it.
public sealed partial class DeskUnit
{
    private readonly Dictionary<long, (ChatDuty? Stored, ChatDuty Now)> _duties = [];
    private readonly List<Action> _afterwards = [];

    /// <summary>What keeps chats from each of these agents.</summary>
    public async ValueTask<IReadOnlyDictionary<long, ChatDuty>> DutiesAsync(IReadOnlyCollection<long> agents)
    {
        long[] unread = [.. agents.Where(agent => !_duties.ContainsKey(agent))];
        if (unread.Length > 0)
        {
            var stored = await _db.Set<ChatDuty>().AsNoTracking().Where(duty => unread.Contains(duty.AgentId)).ToDictionaryAsync(duty => duty.AgentId);
            foreach (var agent in unread) _duties[agent] = (stored.GetValueOrDefault(agent), stored.GetValueOrDefault(agent) ?? new ChatDuty(agent));
        }

        return agents.ToDictionary(agent => agent, agent => _duties[agent].Now);
    }

    /// <summary>The agent's duty is this from here on; <see cref="DutiesAsync"/> was asked before.</summary>
    public void Keep(ChatDuty duty) => _duties[duty.AgentId] = (_duties[duty.AgentId].Stored, duty);

    /// <summary>How many chats each of these agents has or is asked to take.</summary>
    public async Task<IReadOnlyDictionary<long, int>> ChatsAsync(IReadOnlyCollection<long> agents, DateTimeOffset now)
    {
        var since = now - RunningChats.Lately;
        long?[] ids = [.. agents];
        var stored = await _db.Set<Ticket>().AsNoTracking()
            .Where(ticket => ticket.Channel == TicketChannel.Chat && ticket.AssigneeId != null && ids.Contains(ticket.AssigneeId)
                && (ticket.Status <= TicketStatus.Open || (ticket.Status == TicketStatus.Pending && ticket.LastMessageAt > since)))
            .Select(ticket => new { ticket.Id, Agent = ticket.AssigneeId!.Value }).ToListAsync();
        var offered = await _db.Set<Ticket>().AsNoTracking().Where(ticket => ticket.HeldUntil != null && ticket.AssigneeId == null && ticket.Channel == TicketChannel.Chat)
            .Select(ticket => new { ticket.Id, ticket.OfferedTo }).ToListAsync();
        return stored.Select(row => (row.Id, row.Agent))
            .Concat(offered.Where(row => row.OfferedTo.Count == 1).Select(row => (row.Id, Agent: row.OfferedTo[0])))
            .Where(row => !_tickets.ContainsKey(row.Id))
            .Concat(_tickets.Values.Select(ticket => (ticket.Id, Agent: RunsWith(ticket, since))).Where(row => row.Agent is not null).Select(row => (row.Id, row.Agent!.Value)))
            .GroupBy(row => row.Item2).ToDictionary(group => group.Key, group => group.Count());
    }

    /// <summary>Something that is no ticket's: done once this is committed, and not at all where it never is.</summary>
    public void Afterwards(Action act) => _afterwards.Add(act);

    private static long? RunsWith(Ticket ticket, DateTimeOffset since) => ticket switch
    {
        { Channel: not TicketChannel.Chat } => null,
        { AssigneeId: null, HeldUntil: not null, OfferedTo: [var only] } => only,
        { Status: <= TicketStatus.Open } => ticket.AssigneeId,
        { Status: TicketStatus.Pending } when ticket.LastMessageAt > since => ticket.AssigneeId,
        _ => null,
    };

    private void WriteDuties(DeskTables tables, WriteBatch batch)
    {
        foreach (var (stored, now) in _duties.Values)
        {
            if (now == (stored ?? new ChatDuty(now.AgentId))) continue;
            if (stored is null) tables.Duties.Insert(batch, now);
            else tables.Duties.Update(batch, now);
        }
    }
}
