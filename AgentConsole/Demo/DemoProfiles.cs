using AgentConsole.People.Customers;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;

namespace AgentConsole.Demo;

/// <summary>What the company has written about some customers; two of them have one address, and are suggested as the same person.</summary>
internal static class DemoProfiles
{
    private static readonly (string Notes, CustomerAttribute[] Attributes)[] Written =
    [
        ("Leads a group of twelve; orders come twice a year, in April and September. Prefers to be called.", [new("Account", "AP-2209"), new("Shoe size", "43")]),
        ("Had two late parcels last winter. Be generous with shipping.", [new("Account", "AP-1174")]),
        ("Writes for an outdoor magazine.", [new("Magazine", "Peaks"), new("Press list", "yes")]),
    ];

    /// <param name="known">The customers who have written, with the ids they got, in the order of their first tickets.</param>
    public static IEnumerable<TicketCommand> Of(IReadOnlyList<(DemoCustomer Customer, long Id)> known, Actor by)
    {
        var chosen = known.OrderByDescending(one => one.Customer.IsVip).Take(Written.Length).ToList();
        foreach (var ((customer, id), (notes, attributes)) in chosen.Zip(Written)) yield return new EditCustomer(by, id, Details(customer) with { Notes = notes, Attributes = attributes }, 0);
        var (other, otherId) = known.Except(chosen).First();
        yield return new EditCustomer(by, otherId, Details(other) with { Email = chosen[0].Customer.Email }, 0);
    }

    private static CustomerDetails Details(DemoCustomer customer) =>
        new(customer.Name, customer.Email, customer.Company, customer.Language, customer.Tier, customer.IsVip, null, []);
}
