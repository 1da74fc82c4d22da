using AgentConsole.Console.Ticket;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Macros;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Admin.Macros;

/// <summary>Ready replies and macros: one's own, and those of teams and everybody for whoever may change them.</summary>
public sealed partial class MacrosPage
{
    private IReadOnlyList<Macro> macros = [];
    private NameBook names = NameBook.Empty;
    private AgentInfo? me;
    private bool isLead;

    [Inject]
    public required MacroCatalog Catalog { get; init; }

    [Inject]
    public required TicketCatalog Tickets { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required TicketTerms Terms { get; init; }

    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication).User;
        me = user.AgentId() is { } id ? Directory.Agent(id) : null;
        isLead = user.May(Permissions.MacroManage);
        Load();
    }

    protected override Task OnLiveAsync()
    {
        var changed = FromOutside(() =>
        {
            Load();
            StateHasChanged();
        });
        Catalog.Changed += changed;
        WhenGone(() => Catalog.Changed -= changed);
        return Task.CompletedTask;
    }

    private void Load()
    {
        names = new NameBook(Directory.Agents, Directory.Teams, Tickets.Tags, Tickets.Priorities);
        // Other people's own replies are their own.
        macros = me is null ? [] : [.. Catalog.All.Where(macro => macro.IsFor(me.Id, me.TeamIds) || (isLead && macro.Scope == MacroScope.Team))];
    }

    private bool MayChange(Macro macro) => macro.Scope == MacroScope.Personal ? macro.ScopeId == me?.Id : isLead;

    private string Whose(Macro macro) => macro.Scope switch
    {
        MacroScope.Team => Directory.Team(macro.ScopeId)?.Name ?? $"#{macro.ScopeId}",
        var scope => Words[$"Macros.Scope.{scope}"],
    };

    private async Task EditAsync(Macro? macro)
    {
        if (await AskAsync<MacroDialog>(Words[macro is null ? "Macros.New" : "Macros.EditTitle"], (nameof(MacroDialog.Macro), macro)) is not Macro saved) return;
        Load();
        Say(Words["Macros.Saved", saved.Name]);
    }

    private async Task DeleteAsync(Macro macro)
    {
        if (!MayChange(macro) || await WhoMayAsync(macro.Scope == MacroScope.Personal ? Permissions.MacroOwn : Permissions.MacroManage) is null) return;
        if (!await SureAsync(Words["Macros.Delete.Sure", macro.Name], Words["Macros.Delete"], Words["Macros.Delete"])) return;
        await Catalog.DeleteAsync(macro.Id, CancellationToken.None);
        Load();
        Say(Words["Macros.Deleted", macro.Name]);
    }
}
