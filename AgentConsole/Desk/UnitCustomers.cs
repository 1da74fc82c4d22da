using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.People.Customers;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

/// <summary>The profiles that one commit changes, laid over what the database holds.</summary>
internal sealed class UnitCustomers(DeskDb db, DeskUnit unit)
{
    /// <summary>The most open tickets of one customer that are told at once; nobody has more.</summary>
    private const int MostTold = 2000;

    private readonly Dictionary<long, Customer> _changed = [];
    private readonly List<CustomerLogRow> _log = [];

    public IReadOnlyCollection<Customer> Changed => _changed.Values;

    public Customer? Find(long id) => _changed.GetValueOrDefault(id);

    public void Change(Customer customer) => _changed[customer.Id] = customer;

    /// <summary>The customers that a profile is made of, itself first.</summary>
    public async Task<IReadOnlyList<Customer>> PartsAsync(long profileId)
    {
        var stored = await db.Set<Customer>().Where(customer => customer.ProfileId == profileId).ToListAsync();
        return [.. stored.Where(customer => !_changed.ContainsKey(customer.Id)).Concat(unit.NewCustomers.Where(customer => !_changed.ContainsKey(customer.Id))).Concat(_changed.Values)
            .Where(customer => customer.ProfileId == profileId).OrderBy(customer => customer.Id != profileId).ThenBy(customer => customer.Id)];
    }

    /// <summary>The newest ticket of these customers (0 for none), and those that are not ended.</summary>
    public async Task<(long Newest, IReadOnlyList<long> Open)> TicketsAsync(IReadOnlyList<Customer> customers)
    {
        var ids = customers.Select(customer => customer.Id).ToList();
        var tickets = db.Set<Ticket>().Where(ticket => ids.Contains(ticket.CustomerId));
        var newest = await tickets.MaxAsync(ticket => (long?)ticket.Id) ?? 0;
        var open = await tickets.Where(ticket => ticket.Status <= TicketStatus.Resolved).OrderByDescending(ticket => ticket.Id).Select(ticket => ticket.Id).Take(MostTold).ToListAsync();
        foreach (var ticket in unit.OpenedTickets.Where(ticket => ids.Contains(ticket.CustomerId)))
        {
            newest = Math.Max(newest, ticket.Id);
            open.Add(ticket.Id);
        }

        return (newest, open);
    }

    public void Log(long profileId, Actor by, DateTimeOffset at, CustomerEvent what) => _log.Add(new CustomerLogRow
    {
        CustomerId = profileId,
        Seq = unit.Head,
        At = at,
        AgentId = by.Id,
        AgentName = by.Name,
        Data = CustomerLogJson.Write(what),
    });

    public void Write(DeskTables tables, WriteBatch batch)
    {
        foreach (var customer in _changed.Values) tables.Customers.Update(batch, customer);
        foreach (var row in _log) tables.CustomerLog.Insert(batch, row);
    }
}
