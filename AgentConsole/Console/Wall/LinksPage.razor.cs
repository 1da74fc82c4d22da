using System.Globalization;
using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Links;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgentConsole.Console.Wall;

/// <summary>Where supervisors make links for screens that nobody signs in at, and end them.</summary>
public sealed partial class LinksPage
{
    private IReadOnlyList<WallLinkInfo>? links;
    private NewWallLink? made;
    private Refusal? refusal;
    private string label = "";
    private bool copied;
    private long? asking;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Inject]
    public required WallLinks WallLinks { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required WallTerms Terms { get; init; }

    [Inject]
    public required Scripts Scripts { get; init; }

    protected override async Task OnInitializedAsync() => await LoadAsync();

    private async Task LoadAsync() => links = await WallLinks.ListAsync(CancellationToken.None);

    private async Task CreateAsync()
    {
        if (await AgentAsync() is not { } agent) return;
        var outcome = await WallLinks.CreateAsync(label, agent, CancellationToken.None);
        (made, refusal, copied) = (outcome.Value, outcome.Refusal, false);
        if (!outcome.Succeeded) return;
        label = "";
        await LoadAsync();
    }

    /// <summary>The first press asks, the second does: a screen somewhere goes dark.</summary>
    private async Task RevokeAsync(WallLinkInfo link)
    {
        if (asking != link.Id)
        {
            asking = link.Id;
            return;
        }

        asking = null;
        if (await AgentAsync() is null) return;
        await WallLinks.RevokeAsync(link.Id, CancellationToken.None);
        if (made?.Link.Id == link.Id) made = null;
        await LoadAsync();
    }

    private async Task CopyAsync()
    {
        await using var module = await Scripts.LoadAsync("/js/copy.js");
        copied = await module.AskAsync<bool>("copyFrom", "new-link-address");
    }

    // A page stays open for hours; who may do this is asked when it is done.
    private async Task<long?> AgentAsync()
    {
        var user = (await Authentication).User;
        return user.May(Permissions.WallLink) ? user.AgentId() : null;
    }

    private static string Day(DateTimeOffset at) => at.ToString("d", CultureInfo.CurrentCulture);
}
