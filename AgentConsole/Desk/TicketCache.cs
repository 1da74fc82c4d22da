using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tickets;

namespace AgentConsole.Desk;

/// <summary>
/// The tickets that the writer touched last, as committed at <see cref="Seq"/>. Only the writer's loop uses it. When another node has
/// committed since, what it touched is forgotten before the next command looks.
/// </summary>
internal sealed class TicketCache
{
    private readonly Lru<long, Ticket> _tickets = new(4096);
    private readonly Lru<(long CustomerId, TicketChannel Channel), long> _newest = new(16_384);

    // A customer's row is written once, by the Desk, and so is right as long as it is remembered.
    private readonly Lru<long, Customer> _customers = new(4096);

    /// <summary>The journal's sequence up to which this is right.</summary>
    public long Seq { get; set; }

    public Ticket? Find(long id) => _tickets.TryGet(id, out var ticket) ? ticket : null;

    public Customer? Customer(long id) => _customers.TryGet(id, out var customer) ? customer : null;

    public void Keep(Customer customer) => _customers.Set(customer.Id, customer);

    public void Keep(Ticket ticket) => _tickets.Set(ticket.Id, ticket);

    /// <summary>The number of the customer's newest ticket on a channel; null where it is not remembered.</summary>
    public long? NewestOf(long customerId, TicketChannel channel) => _newest.TryGet((customerId, channel), out var id) ? id : null;

    public void KeepNewest(long customerId, TicketChannel channel, long id) => _newest.Set((customerId, channel), id);

    /// <summary>Another node has changed these, and may have opened others.</summary>
    public void Forget(IEnumerable<long> ids)
    {
        foreach (var id in ids) _tickets.Remove(id);
        _newest.Clear();
        _customers.Clear();
    }

    public void Clear()
    {
        _tickets.Clear();
        _newest.Clear();
        _customers.Clear();
    }
}
