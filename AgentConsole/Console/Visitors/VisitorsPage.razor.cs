using AgentConsole.Common;
using AgentConsole.Console.Account;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Sites;
using AgentConsole.Sites.Visitors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Visitors;

/// <summary>Who is on the sites now, by push, and an invitation to talk by hand.</summary>
public sealed partial class VisitorsPage
{
    private IReadOnlyList<SiteVisitor>? all;
    private IReadOnlyList<(long Id, string Name)> sites = [];
    private List<SiteVisitor> shown = [];
    private SiteVisitor? inviting;
    private string typed = "";
    private long site;
    private bool isAnyOn;
    private string? said;
    private string? refused;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required VisitorBoard Board { get; init; }

    [Inject]
    public required SiteCatalog Catalog { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<VisitorWords> Words { get; init; }

    protected override async Task OnInitializedAsync() =>
        isAnyOn = (await Catalog.ListAsync(Gone)).Any(one => one is { DisabledAt: null, Inviting.IsOn: true });

    protected override Task OnLiveAsync()
    {
        var watch = Keep(new VisitorWatch(Board, Time));
        Follow(watch.NextAsync, now =>
        {
            all = now;
            Sift();
            StateHasChanged();
        });
        return Task.CompletedTask;
    }

    private void Sift()
    {
        sites = VisitorList.Sites(all ?? []);
        shown = VisitorList.Sift(all ?? [], typed, site);
    }

    private void Begin(SiteVisitor visitor) => (inviting, refused, said) = (visitor, null, null);

    private void End() => inviting = null;

    private async Task SendAsync(string text)
    {
        // A page stays open for hours: who it is, is asked when something is done.
        var user = (await Authentication).User;
        if (inviting is not { } whom || !user.May(Permissions.VisitorInvite) || user.AgentId() is not { } agent) return;
        var outcome = Board.Invite(whom, agent, Directory.Agent(agent)?.Name ?? user.Identity?.Name ?? "", text);
        refused = outcome.Succeeded ? null : Words.Say(outcome.Refusal);
        if (!outcome.Succeeded) return;
        inviting = null;
        said = Words["Invited.Done", VisitorRow.NameOf(outcome.Value, Words)];
    }
}
