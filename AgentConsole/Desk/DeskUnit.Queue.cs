using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

// What nobody has yet, and what each agent has: as the database holds it, with what this commit did laid over it.
public sealed partial class DeskUnit
{
    private const int FirstPage = 64;

    private readonly Dictionary<long, int> _stored = [];
    private readonly Dictionary<long, int> _moved = [];
    private readonly Dictionary<(long? TeamId, int PriorityId), WaitingPage> _waiting = [];

    /// <summary>How many tickets that need an answer each of these agents has.</summary>
    public async Task<IReadOnlyDictionary<long, int>> LoadsAsync(IReadOnlyCollection<long> agents)
    {
        long?[] unread = [.. agents.Where(agent => !_stored.ContainsKey(agent))];
        if (unread.Length > 0)
        {
            var rows = await _db.Set<Ticket>().Where(ticket => ticket.AssigneeId != null && unread.Contains(ticket.AssigneeId) && ticket.Status <= TicketStatus.Open)
                .GroupBy(ticket => ticket.AssigneeId).Select(group => new { Agent = group.Key, Count = group.Count() }).ToListAsync();
            foreach (var agent in unread) _stored[agent!.Value] = rows.Find(row => row.Agent == agent)?.Count ?? 0;
        }

        return agents.ToDictionary(agent => agent, agent => _stored[agent] + _moved.GetValueOrDefault(agent));
    }

    /// <summary>Tickets of a team (null: of none) and a priority that nobody has and that need an answer: what is due first, then what is not due at all, by number.</summary>
    public async IAsyncEnumerable<Ticket> WaitingAsync(long? teamId, int priorityId)
    {
        var seen = new HashSet<long>();
        for (var size = FirstPage; ; size *= 4)
        {
            var page = await PageAsync(teamId, priorityId, size);
            foreach (var id in page.Ids)
            {
                if (seen.Add(id) && await TicketAsync(id) is { } ticket && Waits(ticket) && ticket.TeamId == teamId && ticket.PriorityId == priorityId) yield return ticket;
            }

            if (page.IsWhole) break;
        }

        // What this commit put there, after what was there before it.
        foreach (var ticket in _tickets.Values.Where(ticket => Waits(ticket) && ticket.TeamId == teamId && ticket.PriorityId == priorityId && !seen.Contains(ticket.Id))
            .OrderBy(ticket => ticket.DueAt ?? DateTimeOffset.MaxValue).ThenBy(ticket => ticket.Id).ToList()) yield return ticket;
    }

    private static bool Waits(Ticket ticket) => ticket is { AssigneeId: null, IsSnoozed: false, Status: <= TicketStatus.Open };

    private async Task<WaitingPage> PageAsync(long? teamId, int priorityId, int size)
    {
        if (_waiting.TryGetValue((teamId, priorityId), out var known) && (known.IsWhole || known.Size >= size))
        {
            // What this commit gave away is looked at once, not by each of its commands.
            known.Ids.RemoveAll(id => _tickets.TryGetValue(id, out var ticket) && !Waits(ticket));
            return known;
        }

        var waiting = _db.Set<Ticket>().Where(ticket => ticket.AssigneeId == null && ticket.Status <= TicketStatus.Open && !ticket.IsSnoozed && ticket.TeamId == teamId && ticket.PriorityId == priorityId);
        // Two walks along the index: the databases differ in where nothing stands in an order.
        var ids = await waiting.Where(ticket => ticket.DueAt != null).OrderBy(ticket => ticket.DueAt).ThenBy(ticket => ticket.Id).Select(ticket => ticket.Id).Take(size).ToListAsync();
        if (ids.Count < size)
            ids.AddRange(await waiting.Where(ticket => ticket.DueAt == null).OrderBy(ticket => ticket.Id).Select(ticket => ticket.Id).Take(size - ids.Count).ToListAsync());
        return _waiting[(teamId, priorityId)] = new WaitingPage(size, ids, ids.Count < size);
    }

    private void CountLoad(Ticket? before, Ticket after)
    {
        if (LoadOf(before) is { } was) _moved[was] = _moved.GetValueOrDefault(was) - 1;
        if (LoadOf(after) is { } now) _moved[now] = _moved.GetValueOrDefault(now) + 1;
    }

    private static long? LoadOf(Ticket? ticket) => ticket is { Status: <= TicketStatus.Open } ? ticket.AssigneeId : null;

    private sealed record WaitingPage(int Size, List<long> Ids, bool IsWhole);
}
