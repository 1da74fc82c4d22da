using AgentConsole.Console.Controls;
using AgentConsole.Console.Ticket.Life;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AgentConsole.Console.Ticket;

/// <summary>The ticket's number, subject and fields, each changed where it stands. What it changes it asks for as a command; it decides nothing.</summary>
public sealed partial class TicketHeader
{
    private bool editing;
    private bool focusSubject;
    private string subject = "";
    private ElementReference subjectInput;

    [Parameter, EditorRequired]
    public required Tickets.Ticket Ticket { get; set; }

    [Parameter, EditorRequired]
    public required NameBook Names { get; set; }

    /// <summary>The agent who looks.</summary>
    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    [Parameter]
    public bool MayWrite { get; set; }

    [Parameter]
    public bool MayAssign { get; set; }

    [Parameter]
    public bool SideOpen { get; set; }

    /// <summary>Reads the ticket's ledger.</summary>
    [Parameter]
    public Func<Tickets.Ticket, ValueTask<IReadOnlyList<SlaExplanation>>> Explain { get; set; } = _ => new([]);

    /// <summary>What else can be done with the ticket.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter]
    public EventCallback<TicketCommand> OnCommand { get; set; }

    [Parameter]
    public EventCallback OnTake { get; set; }

    /// <summary>False where the agent may not choose what to work on.</summary>
    [Parameter]
    public bool MayTake { get; set; } = true;

    /// <summary>Another agent or team was chosen; where nobody listens it is given to them at once.</summary>
    [Parameter]
    public EventCallback<HandOverTarget> OnHandOver { get; set; }

    /// <summary>A tag's name was written; it may be a new one.</summary>
    [Parameter]
    public EventCallback<string> OnTag { get; set; }

    [Parameter]
    public EventCallback<bool> OnSide { get; set; }

    /// <summary>It is to be merged into another ticket.</summary>
    [Parameter]
    public EventCallback OnMerge { get; set; }

    // Closed is immutable but for tags.
    private bool CanWrite => MayWrite && Ticket.Status != TicketStatus.Closed;

    private bool CanAssign => MayAssign && Ticket.Status != TicketStatus.Closed;

    private PriorityLevel? Level => Names.Priority(Ticket.PriorityId);

    private string Rank => PriorityLook.Css(Level);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focusSubject) return;
        focusSubject = false;
        await subjectInput.FocusAsync();
    }

    private void EditSubject() => (editing, focusSubject, subject) = (true, true, Ticket.Subject);

    private void OnSubjectKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") editing = false;
    }

    private async Task SaveSubjectAsync()
    {
        editing = false;
        if (subject.Trim() != Ticket.Subject) await OnCommand.InvokeAsync(new ChangeSubject(Me, Ticket.Id, subject.Trim()));
    }

    private Task SetStatusAsync(string value) => StatusChoice.For(Ticket, Names).FirstOrDefault(choice => choice.Value == value) is { } chosen
        ? OnCommand.InvokeAsync(new ChangeStatus(Me, Ticket.Id, chosen.Status, ExpectedVersion: Ticket.Version, StatusId: chosen.StatusId))
        : Task.CompletedTask;

    private Task SetPriorityAsync(int priority) => OnCommand.InvokeAsync(new ChangePriority(Me, Ticket.Id, priority));

    // js/late.js says a choice again whose answer may have been lost: what is so already is handed to nobody once more.
    private Task SetAssigneeAsync(long? agent) => agent == Ticket.AssigneeId ? Task.CompletedTask : agent is { } other && other != Me.Id && OnHandOver.HasDelegate
        ? OnHandOver.InvokeAsync(new HandOverTarget(HandOverKind.Agent, other))
        : OnCommand.InvokeAsync(new Assign(Me, Ticket.Id, agent, ExpectedVersion: Ticket.Version));

    private Task SetTeamAsync(long? team) => team == Ticket.TeamId ? Task.CompletedTask : team is { } other && OnHandOver.HasDelegate
        ? OnHandOver.InvokeAsync(new HandOverTarget(HandOverKind.Team, other))
        : OnCommand.InvokeAsync(new AssignTeam(Me, Ticket.Id, team));

    private Task RemoveTagAsync(long tag) => OnCommand.InvokeAsync(new ChangeTags(Me, Ticket.Id, [], [tag]));
}
