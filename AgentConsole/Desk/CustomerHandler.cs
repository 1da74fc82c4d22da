using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Customers;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;

namespace AgentConsole.Desk;

/// <summary>What is done with customers: decided over the profile as it is, written with it, and told to its tickets.</summary>
internal sealed partial class CustomerHandler(Judge judge)
{
    /// <summary>Nobody has written from so many addresses; a merge past it is a mistake.</summary>
    public const int MostMerged = 50;

    public async Task<Outcome<CommandResult>> HandleAsync(CustomerCommand command, DeskUnit unit, DateTimeOffset now)
    {
        if (await unit.CustomerAsync(command.CustomerId) is not { ErasedAt: null } customer) return new Refusal("customer.unknown", command.CustomerId);
        var profile = (await unit.CustomerAsync(customer.ProfileId))!;
        return command switch
        {
            EditCustomer c => await EditAsync(c, profile, unit, now),
            AddIdentity c => await AddAsync(c, customer, profile, unit, now),
            RemoveIdentity c => await RemoveAsync(c, profile, unit, now),
            IdentifyVisitor c => await IdentifyAsync(c, customer, unit, now),
            MergeCustomers c => await MergeAsync(c, profile, unit, now),
            UnmergeCustomer c => await UnmergeAsync(c, customer, unit, now),
            ExportCustomer c => await TellAsync(c, profile, await unit.Customers.PartsAsync(profile.Id), new CustomerChanged(CustomerAct.Exported), new ProfileExported(), unit, now),
            BanVisitor c => await BanAsync(c, profile, unit, now),
            UnbanVisitor c => await UnbanAsync(c, profile, unit, now),
            EraseCustomer c => await EraseAsync(c, profile, unit, now),
            _ => throw new ArgumentException($"No handler knows {command.GetType().Name}.", nameof(command)),
        };
    }

    private async Task<Outcome<CommandResult>> EditAsync(EditCustomer command, Customer profile, DeskUnit unit, DateTimeOffset now)
    {
        if (command.ExpectedVersion != profile.Version) return new Refusal("customer.changed");
        var details = command.Details.Tidy();
        if (details.Check() is { } wrong) return wrong;
        var changes = CustomerDetails.Of(profile).ChangesTo(details);
        var parts = await unit.Customers.PartsAsync(profile.Id);
        if (changes.Count > 0) unit.Customers.Change(details.On(profile));
        return changes.Count > 0
            ? await TellAsync(command, profile, parts, new CustomerChanged(CustomerAct.Edited), new ProfileEdited(changes), unit, now)
            : new CommandResult((await unit.TicketAsync((await unit.Customers.TicketsAsync(parts)).Newest))!, unit.Head, null, Repeated: false);
    }

    private async Task<Outcome<CommandResult>> MergeAsync(MergeCustomers command, Customer kept, DeskUnit unit, DateTimeOffset now)
    {
        if (await unit.CustomerAsync(command.Other) is not { ErasedAt: null } named) return new Refusal("customer.unknown", command.Other);
        if (named.ProfileId == kept.Id) return new Refusal("customer.same");
        var other = (await unit.CustomerAsync(named.ProfileId))!;
        var (parts, others) = (await unit.Customers.PartsAsync(kept.Id), await unit.Customers.PartsAsync(other.Id));
        if (parts.Count + others.Count > MostMerged) return new Refusal("customer.too_many_merged", MostMerged);
        foreach (var part in others) unit.Customers.Change(part with { ProfileId = kept.Id, MergedInto = part.Id == other.Id ? kept.Id : part.MergedInto });
        return await TellAsync(command, kept, others, new CustomerChanged(CustomerAct.Merged, kept.Id), new ProfileMerged(other.Id, other.Name), unit, now);
    }

    private async Task<Outcome<CommandResult>> UnmergeAsync(UnmergeCustomer command, Customer customer, DeskUnit unit, DateTimeOffset now)
    {
        if (customer.MergedInto is null) return new Refusal("customer.not_merged");
        var profile = (await unit.CustomerAsync(customer.ProfileId))!;
        var all = await unit.Customers.PartsAsync(profile.Id);
        // What had been merged into it before goes with it.
        var branch = new HashSet<long> { customer.Id };
        for (var before = 0; before < branch.Count;)
        {
            before = branch.Count;
            branch.UnionWith(all.Where(part => part.MergedInto is { } into && branch.Contains(into)).Select(part => part.Id).ToList());
        }

        List<Customer> parts = [.. all.Where(part => branch.Contains(part.Id))];
        foreach (var part in parts) unit.Customers.Change(part with { ProfileId = customer.Id, MergedInto = part.Id == customer.Id ? null : part.MergedInto });
        return await TellAsync(command, profile, parts, new CustomerChanged(CustomerAct.Unmerged, profile.Id), new ProfileUnmerged(customer.Id, customer.Name), unit, now);
    }

    private async Task<Outcome<CommandResult>> EraseAsync(EraseCustomer command, Customer profile, DeskUnit unit, DateTimeOffset now)
    {
        var parts = await unit.Customers.PartsAsync(profile.Id);
        var tickets = await unit.Erasing.EraseAsync(parts, now);
        return await TellAsync(command, profile, parts, new CustomerChanged(CustomerAct.Erased), new ProfileErased(tickets), unit, now);
    }

    /// <summary>Writes the record, and tells the tickets: those that are open are judged anew, for what the agreement asks of their customer may be another.</summary>
    private async Task<Outcome<CommandResult>> TellAsync(
        CustomerCommand command, Customer profile, IReadOnlyList<Customer> concerned, CustomerChanged told, CustomerEvent done, DeskUnit unit, DateTimeOffset now)
    {
        var (newest, open) = await unit.Customers.TicketsAsync(concerned);
        if (newest == 0) return new Refusal("customer.no_tickets");
        List<long> ids = told.Act == CustomerAct.Exported ? [newest] : told.Act == CustomerAct.Erased ? [.. unit.Erasing.Erased] : [.. open.Append(newest).Distinct()];
        foreach (var id in ids)
        {
            var ticket = (await unit.TicketAsync(id))!;
            var at = now < ticket.UpdatedAt ? ticket.UpdatedAt : now;
            ticket = unit.Append(id, ticket, command.By, at, told);
            if (ticket.IsOpen) await judge.JudgeAsync(ticket, unit, at);
        }

        unit.Customers.Log(profile.Id, command.By, now, done);
        return new CommandResult((await unit.TicketAsync(newest))!, unit.Head, null, Repeated: false);
    }
}
