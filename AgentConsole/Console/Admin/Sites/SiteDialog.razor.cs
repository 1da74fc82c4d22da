using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Sites;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Admin.Sites;

/// <summary>A site's form, a new one's or an old one's. It closes with the site as it was saved.</summary>
public sealed partial class SiteDialog
{
    private readonly SiteForm form = new();
    private IReadOnlyList<FieldRefusal> wrong = [];
    private bool saving;

    /// <summary>The site to change; null for a new one.</summary>
    [Parameter]
    public Site? Site { get; set; }

    [Inject]
    public required SiteCatalog Catalog { get; init; }

    [Inject]
    public required AgentDirectory Directory { get; init; }

    protected override void OnInitialized()
    {
        if (Site is not { } site) return;
        (form.Name, form.Origins, form.TeamId) = (site.Name, site.AllowedOrigins.Replace(' ', '\n'), site.TeamId);
        (form.Colour, form.Greeting) = (site.Colour, site.Greeting);
    }

    private async Task SaveAsync()
    {
        var wish = new SiteWish(form.Name ?? "", form.Origins ?? "", form.TeamId, form.Colour, form.Greeting ?? "");
        wrong = SiteRules.Check(wish);
        if (wrong.Count > 0 || saving || await WhoMayAsync(Permissions.SettingsManage) is null) return;
        saving = true;
        var outcome = Site is { } began ? await Catalog.ChangeAsync(began, wish, CancellationToken.None) : await Catalog.CreateAsync(wish, CancellationToken.None);
        saving = false;
        if (Say(outcome, site => site.Name)) Dialogs.Close(outcome.Value);
    }

    private Refusal[] Of(string field) => [.. wrong.Where(problem => problem.Field == field).Select(problem => problem.Refusal)];

    private string? Invalid(string field) => Of(field).Length > 0 ? "true" : null;

    private sealed class SiteForm
    {
        public string? Name { get; set; }

        /// <summary>One a line.</summary>
        public string? Origins { get; set; }

        public long? TeamId { get; set; }

        public string Colour { get; set; } = Site.DefaultColour;

        public string? Greeting { get; set; }
    }
}
