using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.People;
using AgentConsole.Tickets;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Inbox;

// A ticket that the agent opens for a customer.
public sealed partial class InboxPage
{
    private NewTicketForm? form;
    private bool opening;
    private bool mayWrite;
    private bool mayAssign;

    [Inject]
    public required Desk.Desk Desk { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private Actor Me => Actor.Agent(me!.Id, me.Name);

    private NameBook Names => new(Directory.Agents, Directory.Teams, Catalog.Tags, Catalog.Priorities) { Statuses = Life.Statuses };

    /// <summary>What was filled in before the dialog was closed is still there.</summary>
    private void BeginTicket()
    {
        if (!mayWrite || me is null) return;
        form ??= new NewTicketForm { AssigneeId = me.Id, TeamId = me.TeamIds is [var only] ? only : null };
        opening = true;
    }

    private void EndTicket()
    {
        opening = false;
        LeaveAddress();
    }

    private async Task<Outcome<CommandResult>> OpenTicketAsync(AgentOpens command)
    {
        // A page stays open for hours; who may do this is asked when it is done.
        var user = (await Authentication).User;
        return user.May(Permissions.TicketWrite) ? await Desk.AskAsync(command, Time, Gone) : new Refusal("account.not_allowed");
    }

    private async Task ShowOpenedAsync(long ticketId)
    {
        await FormIsSentAsync(atOnce: true);
        Navigation.NavigateTo((address with { TicketId = ticketId }).ToString());
    }
}
