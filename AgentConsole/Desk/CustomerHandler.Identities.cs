using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Customers;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;

namespace AgentConsole.Desk;

// What a customer is known by, besides the browsers they wrote from: those are nobody's to give or take.
internal sealed partial class CustomerHandler
{
    /// <summary>Nobody has so many; each is shown.</summary>
    public const int MostIdentities = 50;

    private async Task<Outcome<CommandResult>> AddAsync(AddIdentity command, Customer part, Customer profile, DeskUnit unit, DateTimeOffset now)
    {
        var read = CustomerContact.ReadAny(command.Text);
        if (!read.Succeeded) return read.Refusal;
        var (kind, value) = read.Value;
        var parts = await unit.Customers.PartsAsync(profile.Id);
        if (await unit.OwnerAsync(kind, value) is { } owner)
        {
            return owner.ProfileId == profile.Id
                ? new CommandResult((await unit.TicketAsync((await unit.Customers.TicketsAsync(parts)).Newest))!, unit.Head, null, Repeated: true)
                : new Refusal("customer.identity_taken", value, owner.ProfileId);
        }

        if (await unit.CountIdentitiesAsync([.. parts.Select(one => one.Id)]) >= MostIdentities) return new Refusal("customer.identities_many", MostIdentities);
        var told = await TellAsync(command, profile, parts, new CustomerChanged(CustomerAct.Edited), new ProfileKnownBy(kind, value, IsAdded: true, part.Id), unit, now);
        if (told.Succeeded) unit.AddIdentity(new CustomerIdentity { Kind = kind, Value = value, CustomerId = part.Id });
        return told;
    }

    private async Task<Outcome<CommandResult>> RemoveAsync(RemoveIdentity command, Customer profile, DeskUnit unit, DateTimeOffset now)
    {
        var owner = command.Kind == IdentityKind.Visitor ? null : await unit.OwnerAsync(command.Kind, command.Value);
        if (owner is null || owner.ProfileId != profile.Id) return new Refusal("customer.identity_gone", command.Value);
        var parts = await unit.Customers.PartsAsync(profile.Id);
        var told = await TellAsync(command, profile, parts, new CustomerChanged(CustomerAct.Edited), new ProfileKnownBy(command.Kind, command.Value, IsAdded: false, owner.Id), unit, now);
        if (told.Succeeded) await unit.RemoveIdentityAsync(command.Kind, command.Value);
        return told;
    }
}
