using AgentConsole.People;
using AgentConsole.Sites;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Admin.Sites;

/// <summary>The websites that carry the widget: made, changed, closed and opened, each change in force at once.</summary>
public sealed partial class SitesPage
{
    private IReadOnlyList<Site>? sites;

    [Inject]
    public required SiteCatalog Catalog { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    protected override async Task OnInitializedAsync() => await LoadAsync();

    protected override Task OnLiveAsync()
    {
        var changed = Reloading(LoadAsync);
        Catalog.Changed += changed;
        Directory.Changed += changed;
        WhenGone(() =>
        {
            Catalog.Changed -= changed;
            Directory.Changed -= changed;
        });
        return Task.CompletedTask;
    }

    private async Task LoadAsync() => sites = await Catalog.ListAsync(Gone);

    private async Task EditAsync(Site? site)
    {
        if (await AskBesideAsync<SiteDialog>(Words[site is null ? "Sites.New" : "Sites.EditTitle"], (nameof(SiteDialog.Site), site)) is not Site saved) return;
        await LoadAsync();
        Say(Words["Sites.Saved", saved.Name]);
        // A new site is worth nothing without its line.
        if (site is null) await ShowLineAsync(saved);
    }

    private async Task ShowLineAsync(Site site) => await AskAsync<SiteLine>(Words["Sites.Line.Of", site.Name], (nameof(SiteLine.Site), site));

    private async Task CloseAsync(Site site)
    {
        if (!await SureAsync(Words["Sites.Close.Ask", site.Name], Words["Sites.Close"], Words["Sites.Close"])) return;
        if (await WhoMayAsync(Permissions.SettingsManage) is null) return;
        Say(await Catalog.CloseAsync(site, CancellationToken.None), closed => Words["Sites.NowClosed", closed.Name]);
        await LoadAsync();
    }

    private async Task ReopenAsync(Site site)
    {
        if (await WhoMayAsync(Permissions.SettingsManage) is null) return;
        Say(await Catalog.OpenAsync(site, CancellationToken.None), open => Words["Sites.NowOpen", open.Name]);
        await LoadAsync();
    }
}
