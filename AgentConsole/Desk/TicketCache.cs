using AgentConsole.Common;
using AgentConsole.Tickets;

namespace AgentConsole.Desk;

/// <summary>
/// The tickets that the writer touched last, as committed at <see cref="Seq"/>. Only the writer's loop uses it. When another node has
/// committed since, what it touched is forgotten before the next command looks.
/// </summary>
internal sealed class TicketCache
{
    private readonly Lru<long, Ticket> _tickets = new(4096);

    /// <summary>The journal's sequence up to which this is right.</summary>
    public long Seq { get; set; }

    public Ticket? Find(long id) => _tickets.TryGet(id, out var ticket) ? ticket : null;

    public void Keep(Ticket ticket) => _tickets.Set(ticket.Id, ticket);

    public void Forget(long id) => _tickets.Remove(id);

    public void Clear() => _tickets.Clear();
}
