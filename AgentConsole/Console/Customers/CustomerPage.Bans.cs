using AgentConsole.Common;
using AgentConsole.Console.Bans;
using AgentConsole.People;
using AgentConsole.Tickets.Customers;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Customers;

// Whether the chat is closed to them.
public sealed partial class CustomerPage
{
    private bool banning, mayBan;

    // Only who writes in the chat can be kept out of it.
    private bool CanBan => mayBan && profile!.Identities.Any(identity => identity.Kind == IdentityKind.Visitor);

    [Inject]
    public required BanOrders Bans { get; init; }

    [Inject]
    public required BanTerms BanTerms { get; init; }

    private async Task<Refusal?> BanAsync(CustomerCommand command)
    {
        if (!(await Authentication).User.May(Permissions.VisitorBan)) return new Refusal("account.not_allowed");
        var refusal = await Bans.DoAsync(command, Gone);
        await LoadAsync();
        return refusal;
    }
}
