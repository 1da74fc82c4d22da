using AgentConsole.Common;
using AgentConsole.Console.Bans;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Ticket;

// The visitor on the other side of a chat, to whom it can be closed.
public sealed partial class OpenTicket
{
    private bool mayBan, banning;

    [Inject]
    public required BanOrders Bans { get; init; }

    private EventCallback OnBan =>
        mayBan && view is { Ticket.Channel: TicketChannel.Chat, Customer.ErasedAt: null } ? EventCallback.Factory.Create(this, () => banning = true) : default;

    /// <summary>Who may is asked when it is done: a page stays open for hours.</summary>
    private async Task<Refusal?> BanAsync(CustomerCommand command)
    {
        if (!(await Authentication).User.May(Permissions.VisitorBan)) return new Refusal("account.not_allowed");
        var refusal = await Bans.DoAsync(command, Gone);
        await RefreshAsync();
        return refusal;
    }
}
