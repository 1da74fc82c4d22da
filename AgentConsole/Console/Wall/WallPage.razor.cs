using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Wall;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgentConsole.Console.Wall;

/// <summary>The wall as it happens: figures by push, presence beside them. Nothing is asked for twice.</summary>
public sealed partial class WallPage
{
    private WallView? view;
    private WallUpdate? update;
    private DateTimeOffset updatedAt;
    private bool mayManageLinks;
    private bool isAccount;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required WallFeed Feed { get; init; }

    [Inject]
    public required LiveFeed Live { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required PresenceBoard Presence { get; init; }

    [Inject]
    public required TicketCatalog Catalog { get; init; }

    [Inject]
    public required SlaCatalog Agreements { get; init; }

    [Inject]
    public required WallTerms Terms { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    protected override async Task OnLiveAsync()
    {
        var user = (await Authentication).User;
        (mayManageLinks, isAccount) = (user.May(Permissions.WallLink), user.AgentId() is not null);
        var again = FromOutside(Show);
        Directory.Changed += again;
        Presence.Changed += again;
        Catalog.Changed += again;
        Live.StateChanged += again;
        Agreements.Changed += again;
        WhenGone(() =>
        {
            Directory.Changed -= again;
            Presence.Changed -= again;
            Catalog.Changed -= again;
            Live.StateChanged -= again;
            Agreements.Changed -= again;
        });
        var watch = Keep(Feed.Watch());
        Follow(watch.NextAsync, next =>
        {
            (update, updatedAt) = (next, Time.GetUtcNow());
            Show();
        });
    }

    private void Show()
    {
        if (update is null) return;
        view = new WallView(Live.State, updatedAt, update.Figures, Catalog.Priorities,
            WallView.Line(Directory.Agents, Presence.Of, update.Figures.OpenByAgent),
            Agreements.Book.PolicyNames)
        {
            Teams = Directory.Teams.ToDictionary(team => team.Id, team => team.Name),
        };
        StateHasChanged();
    }
}
