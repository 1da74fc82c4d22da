using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.Resources;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Sending;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Inbox;

/// <summary>Where an agent opens a ticket for a customer. What is filled in stays until the ticket is stored; every failure is said beside it.</summary>
public sealed partial class NewTicket
{
    private static readonly IReadOnlyDictionary<NewTicketField, Refusal> None = new Dictionary<NewTicketField, Refusal>();

    private IReadOnlyDictionary<NewTicketField, Refusal> problems = None;
    private Refusal? refusal;
    private bool sending;

    [Parameter, EditorRequired]
    public required NewTicketForm Form { get; set; }

    [Parameter, EditorRequired]
    public required NameBook Names { get; set; }

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    [Parameter]
    public bool MayAssign { get; set; }

    /// <summary>Stores it.</summary>
    [Parameter, EditorRequired]
    public required Func<AgentOpens, Task<Outcome<CommandResult>>> Open { get; set; }

    /// <summary>Sends it off with a message to the customer, so that it can be had back for a moment; null where that is not offered.</summary>
    [Parameter]
    public Func<HeldOpening, Task<Refusal?>>? Hold { get; set; }

    /// <summary>It is on its way.</summary>
    [Parameter]
    public EventCallback OnHeld { get; set; }

    /// <summary>The ticket is there.</summary>
    [Parameter]
    public EventCallback<long> OnOpened { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    public required TicketCatalog Catalog { get; init; }

    [Inject]
    public required TicketTerms Terms { get; init; }

    [Inject]
    public required IStringLocalizer<InboxWords> Words { get; init; }

    private bool IsNote => Form.First.Mode == ComposerMode.Note;

    private async Task SendAsync()
    {
        if (sending || Form.First.Files.AreOnTheirWay) return;
        (problems, refusal) = (Form.Problems(), null);
        if (problems.Count > 0) return;
        sending = true;
        try
        {
            if (Hold is not null && Form.CanWait)
            {
                refusal = await Hold(Form.Held(Me));
                if (refusal is null) await OnHeld.InvokeAsync();
                return;
            }

            var outcome = await Open(Form.Command(Me));
            refusal = outcome.Refusal;
            if (outcome.Succeeded) await OnOpened.InvokeAsync(outcome.Value.Ticket.Id);
        }
        finally
        {
            sending = false;
        }
    }

    private async Task TagAsync(string name)
    {
        var tag = await TagByName.FindOrMakeAsync(Catalog, name, CancellationToken.None);
        refusal = tag.Refusal;
        if (tag.Value is { } found && !Form.TagIds.Contains(found.Id)) Form.TagIds.Add(found.Id);
    }

    private string? Wrong(NewTicketField field) => problems.TryGetValue(field, out var wrong) ? Terms.Of(wrong) : null;

    private string? Invalid(NewTicketField field) => problems.ContainsKey(field) ? "true" : null;
}
