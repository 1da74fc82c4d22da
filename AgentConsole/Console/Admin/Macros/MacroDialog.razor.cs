using System.Globalization;
using AgentConsole.Console.Ticket;
using AgentConsole.Console.Ticket.Life;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Macros;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Admin.Macros;

/// <summary>Makes or changes one macro; closes with the macro as it was stored.</summary>
public sealed partial class MacroDialog
{
    private readonly MacroForm form = new();
    private bool busy;
    private bool isLead;
    private NameBook names = NameBook.Empty;

    /// <summary>The macro to change; null for a new one.</summary>
    [Parameter]
    public Macro? Macro { get; set; }

    [Inject]
    public required MacroCatalog Catalog { get; init; }

    [Inject]
    public required TicketCatalog Tickets { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required LifeCatalog Life { get; init; }

    [Inject]
    public required TicketTerms Terms { get; init; }

    protected override async Task OnInitializedAsync()
    {
        isLead = (await Authentication).User.May(Permissions.MacroManage);
        form.Whose = isLead ? "all" : "me";
        names = new NameBook([], [], Tickets.Tags, []) { Statuses = Life.Statuses };
        if (Macro is not null) form.Take(Macro);
    }

    /// <summary>By its name; where there is none of that name yet it is made.</summary>
    private async Task TagAsync(string name, HashSet<long> into)
    {
        var tag = await TagByName.FindOrMakeAsync(Tickets, name, CancellationToken.None);
        if (tag.Succeeded) into.Add(tag.Value.Id);
        else SayRefused(Terms.Of(tag.Refusal));
        names = new NameBook([], [], Tickets.Tags, []) { Statuses = Life.Statuses };
    }

    private async Task SaveAsync()
    {
        // Who may is asked of what is stored and of what is wished: nobody makes their own of what is everybody's.
        var isShared = form.Whose != "me" || Macro is { Scope: not MacroScope.Personal };
        if (busy || await WhoMayAsync(isShared ? Permissions.MacroManage : Permissions.MacroOwn) is not { } me) return;
        if (Macro is { Scope: MacroScope.Personal } mine && mine.ScopeId != me) return;
        busy = true;
        var outcome = await Catalog.SaveAsync(form.Wish(Macro, me), CancellationToken.None);
        busy = false;
        if (outcome.Succeeded) Dialogs.Close(outcome.Value);
        else SayRefused(Terms.Of(outcome.Refusal));
    }

    private sealed class MacroForm
    {
        public string? Name { get; set; }

        /// <summary><c>me</c>, <c>all</c> or a team's id.</summary>
        public string Whose { get; set; } = "me";

        public string? Text { get; set; }

        public bool IsNote { get; set; }

        /// <summary>As a select carries it (<see cref="StatusChoice"/>); empty where it is left.</summary>
        public string Status { get; set; } = "";

        public int? PriorityId { get; set; }

        public long? TeamId { get; set; }

        public bool Takes { get; set; }

        public HashSet<long> Add { get; } = [];

        public HashSet<long> Remove { get; } = [];

        public void Take(Macro macro)
        {
            (Name, Text, IsNote, Status, PriorityId, TeamId, Takes) = (macro.Name, macro.Text, macro.IsNote, StatusChoice.ValueOf(macro.Status, macro.StatusId), macro.PriorityId, macro.TeamId, macro.TakesTicket);
            Whose = macro.Scope switch { MacroScope.All => "all", MacroScope.Personal => "me", _ => macro.ScopeId.ToString(CultureInfo.InvariantCulture) };
            Add.UnionWith(macro.AddTagIds);
            Remove.UnionWith(macro.RemoveTagIds);
        }

        public Macro Wish(Macro? was, long me)
        {
            var (scope, id) = Whose switch { "me" => (MacroScope.Personal, me), "all" => (MacroScope.All, 0L), var team => (MacroScope.Team, long.Parse(team, CultureInfo.InvariantCulture)) };
            var (status, statusId) = StatusChoice.Parse(Status);
            return new Macro
            {
                Id = was?.Id ?? 0,
                Name = Name ?? "",
                Scope = scope,
                ScopeId = id,
                Text = Text ?? "",
                IsNote = IsNote,
                Status = status,
                StatusId = statusId,
                PriorityId = PriorityId,
                TeamId = TeamId,
                TakesTicket = Takes,
                AddTagIds = [.. Add.Order()],
                RemoveTagIds = [.. Remove.Order()],
            };
        }
    }
}
