using AgentConsole.Tickets.Chats;

namespace AgentConsole.Tickets.Wall;

/// <summary>
/// Chats that were answered lately and wait for the customer: they go on for <see cref="RunningChats.Lately"/> after what was said last. Only these are kept, so that it costs
/// what is talked in half an hour, however many chats there are. Not safe for several threads.
/// </summary>
internal sealed class TalkedLately
{
    private readonly Dictionary<long, (long Team, DateTimeOffset EndsAt)> _chats = [];

    public void Clear() => _chats.Clear();

    /// <summary>Takes in how a ticket is now.</summary>
    public void Take(Ticket ticket)
    {
        if (ticket is { Channel: TicketChannel.Chat, Status: TicketStatus.Pending, IsSnoozed: false, AssigneeId: not null }) Take(ticket.Id, ticket.TeamId, ticket.LastMessageAt);
        else _chats.Remove(ticket.Id);
    }

    public void Take(long ticketId, long? team, DateTimeOffset saidLast) => _chats[ticketId] = (team ?? 0, saidLast + RunningChats.Lately);

    /// <summary>How many go on, by team (0: of none). Those that have ended are forgotten.</summary>
    public Dictionary<long, int> ByTeam(DateTimeOffset now)
    {
        foreach (var (id, chat) in _chats) if (chat.EndsAt <= now) _chats.Remove(id);
        return _chats.Values.GroupBy(chat => chat.Team).ToDictionary(team => team.Key, team => team.Count());
    }
}
