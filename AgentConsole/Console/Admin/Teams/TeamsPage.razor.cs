using AgentConsole.People;
using AgentConsole.Tickets.Life;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Admin.Teams;

/// <summary>A team with those in it who can sign in.</summary>
public sealed record TeamRow(long Id, string Name, IReadOnlyList<AgentInfo> Members)
{
    public int Count => Members.Count;
}

/// <summary>The teams and who is in them.</summary>
public sealed partial class TeamsPage
{
    private IReadOnlyList<TeamRow> teams = [];
    private IReadOnlyDictionary<long, Satisfaction> satisfaction = new Dictionary<long, Satisfaction>();

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required SatisfactionFigures Figures { get; init; }

    protected override void OnInitialized() => Load();

    protected override async Task OnLiveAsync()
    {
        var changed = FromOutside(() =>
        {
            Load();
            StateHasChanged();
        });
        Directory.Changed += changed;
        WhenGone(() => Directory.Changed -= changed);
        satisfaction = await Figures.OfTeamsAsync(Gone);
        StateHasChanged();
    }

    private void Load() =>
        teams = [.. Directory.Teams.Select(team => new TeamRow(team.Id, team.Name, [.. Directory.Agents.Where(agent => agent.TeamIds.Contains(team.Id))]))];

    /// <summary>How a team's tickets end; those of all that have no way of their own where there is no team.</summary>
    private async Task LifeAsync(TeamRow? team)
    {
        var name = team?.Name ?? Words["Life.Others"];
        if (await AskAsync<Life.LifeDialog>(Words["Life.Title", name], (nameof(Life.LifeDialog.TeamId), team?.Id ?? 0)) is true) Say(Words["Life.Saved", name]);
    }

    private async Task EditAsync(TeamRow? team)
    {
        if (await AskAsync<TeamDialog>(Words[team is null ? "Teams.New" : "Teams.EditTitle"], (nameof(TeamDialog.Team), team)) is not Team saved) return;
        Load();
        Say(Words["Teams.Saved", saved.Name]);
    }
}
