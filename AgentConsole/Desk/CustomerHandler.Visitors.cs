using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Customers;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;

namespace AgentConsole.Desk;

// Who a visitor turned out to be. Profiles are joined only when something becomes a person's: two that somebody took apart stay apart.
internal sealed partial class CustomerHandler
{
    private async Task<Outcome<CommandResult>> IdentifyAsync(IdentifyVisitor command, Customer part, DeskUnit unit, DateTimeOffset now)
    {
        var owner = await unit.OwnerAsync(IdentityKind.Visitor, command.VisitorId);
        var isJoined = command.Former is { } former && (await unit.OwnerAsync(IdentityKind.Visitor, former))?.Id == part.Id;
        if (!isJoined && !(command.IsNew && owner?.Id == part.Id)) return await AsItIsAsync(part, unit);

        if (isJoined)
        {
            var identity = owner is null ? command.VisitorId : await FreeAsync(command.VisitorId, unit);
            if (identity is null) return new Refusal("customer.too_many_merged", VisitorIds.MostParts);
            var joined = owner is null ? await NameAsync(command, part, unit, now) : await JoinAsync(command, owner, part, unit, now);
            if (!joined.Succeeded) return joined;
            await unit.RemoveIdentityAsync(IdentityKind.Visitor, command.Former!);
            unit.AddIdentity(new CustomerIdentity { Kind = IdentityKind.Visitor, Value = identity, CustomerId = part.Id });
        }

        part = (await unit.CustomerAsync(part.Id))!;
        if (command.Email is not { } email) return await AsItIsAsync(part, unit);
        // What else the address could not be joined to stays apart; the person is known all the same.
        var known = await unit.OwnerAsync(IdentityKind.Email, email) is { } holder
            ? await JoinAsync(command, holder, part, unit, now)
            : await AddAsync(new AddIdentity(command.By, part.Id, email), part, (await unit.CustomerAsync(part.ProfileId))!, unit, now);
        return known.Succeeded ? known : await AsItIsAsync(part, unit);
    }

    private static async Task<string?> FreeAsync(string visitorId, DeskUnit unit)
    {
        foreach (var identity in VisitorIds.AllOf(visitorId))
        {
            if (await unit.OwnerAsync(IdentityKind.Visitor, identity) is null) return identity;
        }

        return null;
    }

    /// <summary>The customer is called what the site calls them.</summary>
    private async Task<Outcome<CommandResult>> NameAsync(IdentifyVisitor command, Customer part, DeskUnit unit, DateTimeOffset now)
    {
        var was = CustomerDetails.Of(part);
        var details = (was with { Name = command.Name ?? part.Name, Email = command.Email ?? part.Email }).Tidy();
        if (details.Check() is { } wrong) return wrong;
        var changes = was.ChangesTo(details);
        if (changes.Count == 0) return await AsItIsAsync(part, unit);
        unit.Customers.Change(details.On(part));
        return await TellAsync(command, part, [part], new CustomerChanged(CustomerAct.Edited), new ProfileEdited(changes), unit, now);
    }

    private async Task<Outcome<CommandResult>> JoinAsync(IdentifyVisitor command, Customer one, Customer other, DeskUnit unit, DateTimeOffset now) =>
        one.ProfileId == other.ProfileId
            ? await AsItIsAsync(other, unit)
            : await MergeAsync(new MergeCustomers(command.By, one.ProfileId, other.Id), (await unit.CustomerAsync(one.ProfileId))!, unit, now);

    private static async Task<Outcome<CommandResult>> AsItIsAsync(Customer part, DeskUnit unit) =>
        (await unit.Customers.TicketsAsync([part])).Newest is > 0 and var newest
            ? new CommandResult((await unit.TicketAsync(newest))!, unit.Head, null, Repeated: true)
            : new Refusal("customer.no_tickets");
}
