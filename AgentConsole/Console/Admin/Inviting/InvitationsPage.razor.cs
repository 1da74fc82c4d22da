using System.Globalization;
using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Sites.Invitations;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Admin.Inviting;

/// <summary>Whether a site's visitors are seen, by which rules they are invited, and what becomes of it. Each change holds at once.</summary>
public sealed partial class InvitationsPage
{
    private IReadOnlyList<Site>? sites;
    private Site? site;

    /// <summary>The site's id; the first by name where it is none.</summary>
    [SupplyParameterFromQuery(Name = "site")]
    public long? SiteId { get; set; }

    [Inject]
    public required SiteCatalog Catalog { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private SiteInviting Inviting => site!.Inviting;

    protected override async Task OnInitializedAsync() => await LoadAsync();

    protected override Task OnLiveAsync()
    {
        var changed = Reloading(LoadAsync);
        Catalog.Changed += changed;
        WhenGone(() => Catalog.Changed -= changed);
        return Task.CompletedTask;
    }

    private async Task LoadAsync()
    {
        sites = [.. (await Catalog.ListAsync(Gone)).Where(one => one.DisabledAt is null)];
        site = sites.FirstOrDefault(one => one.Id == (site?.Id ?? SiteId)) ?? (sites.Count > 0 ? sites[0] : null);
    }

    private void TurnToAsync(ChangeEventArgs chosen)
    {
        if (!long.TryParse(chosen.Value as string, CultureInfo.InvariantCulture, out var id)) return;
        site = sites!.FirstOrDefault(one => one.Id == id) ?? site;
        Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"/settings/invitations?site={site!.Id}"), replace: true);
    }

    private Task SwitchAsync(ChangeEventArgs change) => SaveAsync(Inviting with { IsOn = change.Value is true }, change.Value is true ? "Invites.NowOn" : "Invites.NowOff");

    private Task SetDaysAsync(ChangeEventArgs change) =>
        int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var days) ? SaveAsync(Inviting with { EveryDays = days }, "Sites.Saved") : Task.CompletedTask;

    private async Task EditAsync(InviteRule? rule)
    {
        if (await AskBesideAsync<InviteRuleDialog>(Words[rule is null ? "Invites.New" : "Invites.Edit"], (nameof(InviteRuleDialog.Rule), rule), (nameof(InviteRuleDialog.Site), site)) is not InviteRule wished) return;
        if (rule is null) await SaveAsync(Inviting with { Rules = [.. Inviting.Rules, wished] }, "Sites.Saved");
        else await ReplaceAsync(rule, wished);
    }

    private Task ReplaceAsync(InviteRule rule, InviteRule by) => SaveAsync(Inviting with { Rules = [.. Inviting.Rules.Select(one => one.Id == rule.Id ? by : one)] }, "Sites.Saved");

    private async Task DeleteAsync(InviteRule rule)
    {
        if (!await SureAsync(Words["Invites.Delete.Ask", rule.Name], Words["Rules.Delete"], Words["Rules.Delete"])) return;
        await SaveAsync(Inviting with { Rules = [.. Inviting.Rules.Where(one => one.Id != rule.Id)] }, "Sites.Saved");
    }

    private Task MoveAsync(int place, int by)
    {
        var rules = Inviting.Rules.ToList();
        (rules[place], rules[place + by]) = (rules[place + by], rules[place]);
        return SaveAsync(Inviting with { Rules = rules }, "Sites.Saved");
    }

    private async Task SaveAsync(SiteInviting inviting, string done)
    {
        if (await WhoMayAsync(Permissions.SettingsManage) is null) return;
        var saved = await Catalog.InviteAsync(site!, inviting, CancellationToken.None);
        if (Say(saved, one => Words[done, one.Name])) site = saved.Value;
        await LoadAsync();
    }
}
