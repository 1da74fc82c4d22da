using AgentConsole.Common;
using AgentConsole.Console.Admin;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Routing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Routing;

/// <summary>What the pages that change how work is routed share: the rules in force, and putting others in force.</summary>
public abstract class RoutingEditor : AdminPage
{
    [Inject]
    public required RoutingCatalog Catalog { get; init; }

    [Inject]
    public required TicketCatalog Tickets { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<Resources.Shared> Shared { get; init; }

    protected RoutingRules Rules => Catalog.Book.Rules;

    /// <summary>Opens a team's routing and stores what it was closed with.</summary>
    protected async Task EditTeamAsync(Team team)
    {
        var before = Catalog.Book;
        if (await AskAsync<TeamRoutingDialog>(Words["Routing.Of", team.Name], (nameof(TeamRoutingDialog.Team), team), (nameof(TeamRoutingDialog.Before), before.Of(team.Id))) is not TeamRouting wish) return;
        IReadOnlyList<TeamRouting> others = [.. before.Rules.Teams.Where(other => other.TeamId != team.Id)];
        var isUsual = wish == TeamRouting.Manual(team.Id);
        await SaveAsync(before.Rules with { Teams = isUsual ? others : [.. others, wish] }, Permissions.TeamManage);
    }

    /// <summary>Stores other rules where the person may.</summary>
    protected async Task SaveAsync(RoutingRules wish, string permission = Permissions.SettingsManage)
    {
        if (await WhoMayAsync(permission) is not { } who) return;
        var saved = await Catalog.SaveAsync(Catalog.Book.Version, wish, Time.Instant(), Directory.Agent(who)?.Name ?? "", CancellationToken.None);
        Say(saved, _ => Words["Routing.Saved"]);
    }
}
