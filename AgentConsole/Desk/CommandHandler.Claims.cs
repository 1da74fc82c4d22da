using AgentConsole.Common;
using AgentConsole.People.Customers;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Desk;

// What a customer says of themselves and of the matter before the conversation begins.
public sealed partial class CommandHandler
{
    private Refusal? CheckClaims(CustomerWrites command)
    {
        foreach (var (id, value) in command.Fields)
        {
            if (references.Fields().FirstOrDefault(field => field.Id == id) is not { } field) return new Refusal("field.unknown", id);
            if (FieldRules.Stored(field, value).Refusal is { } wrong) return wrong;
        }

        return command.ClaimedEmail is { } email ? CustomerDetails.CheckEmail(email) : null;
    }

    /// <summary>The new ticket with the answers; the address is written down where none is known.</summary>
    private async Task<Ticket> ClaimAsync(CustomerWrites command, Ticket opened, DeskUnit unit, DateTimeOffset now)
    {
        foreach (var (id, value) in command.Fields)
        {
            var stored = FieldRules.Stored(references.Fields().First(field => field.Id == id), value).Value;
            if (stored != opened.Fields[id]) opened = unit.Append(opened.Id, opened, command.By, now, new FieldChanged(id, opened.Fields[id], stored));
        }

        if (command.ClaimedEmail is not { } email || await unit.ProfileAsync(command.By.Id) is not { Email: null, ErasedAt: null } profile) return opened;
        var (was, said) = (CustomerDetails.Of(profile), (CustomerDetails.Of(profile) with { Email = email }).Tidy());
        unit.Customers.Change(said.On(profile));
        unit.Customers.Log(profile.Id, command.By, now, new ProfileEdited(was.ChangesTo(said)));
        return opened;
    }
}
