using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Sending;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Inbox;

// A new ticket with a message to the customer waits a moment; had back, its form is here again with all that was in it.
public sealed partial class InboxPage
{
    private NewTicketForm? aside;
    private string? resuming;
    private bool isLive;

    /// <summary>The client id of the ticket that was had back and is written on.</summary>
    [SupplyParameterFromQuery(Name = "new")]
    public string? Resumed { get; set; }

    [Inject]
    public required OpeningBoard Openings { get; init; }

    [Inject]
    public required TicketQueries Queries { get; init; }

    protected override Task OnParametersSetAsync() => isLive ? ResumeTicketAsync() : Task.CompletedTask;

    private async Task ResumeTicketAsync()
    {
        if (Resumed is not { } id || me is null || !mayWrite || opening) return;
        if (id != resuming || form is null)
        {
            if (await Openings.FindAsync(me.Id, id, Gone) is not { } held) return;
            var known = held.CustomerId is { } customer ? await Queries.CustomerAsync(customer, Gone) : null;
            // Another one that was begun meanwhile comes after it.
            if (form is { IsEmpty: false } && resuming is null) aside = form;
            (form, resuming) = (NewTicketForm.Of(held, known), id);
        }

        opening = true;
        StateHasChanged();
    }

    private async Task<Refusal?> HoldTicketAsync(HeldOpening held) =>
        (await Authentication).User.May(Permissions.TicketWrite) ? (await Openings.HoldAsync(held, Waits.UndoSend, resuming, Gone)).Refusal : new Refusal("account.not_allowed");

    /// <summary>It is on its way, or was opened at once: what was put aside for it has the form again.</summary>
    private async Task FormIsSentAsync(bool atOnce)
    {
        if (atOnce && resuming is { } sent) await Openings.ForgetAsync(me!.Id, sent, Gone);
        (opening, form, aside, resuming) = (false, aside, null, null);
        LeaveAddress();
    }

    private void LeaveAddress()
    {
        if (Resumed is not null) Navigation.NavigateTo(address.ToString(), replace: true);
    }
}
