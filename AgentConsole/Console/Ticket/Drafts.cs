using System.Collections.Concurrent;

namespace AgentConsole.Console.Ticket;

/// <summary>The drafts of all agents, so that one survives looking at another ticket, a reload and a hand-over. They live as long as the process.</summary>
public sealed class Drafts
{
    private readonly ConcurrentDictionary<(long Agent, long Ticket), Draft> _drafts = new();

    public Draft Of(long agentId, long ticketId) => _drafts.GetOrAdd((agentId, ticketId), static _ => new Draft());

    /// <summary>Forgets a draft that holds nothing, so that only what is being written takes room.</summary>
    public void Leave(long agentId, long ticketId)
    {
        if (_drafts.TryGetValue((agentId, ticketId), out var draft) && draft.IsEmpty) _drafts.TryRemove((agentId, ticketId), out _);
    }
}
