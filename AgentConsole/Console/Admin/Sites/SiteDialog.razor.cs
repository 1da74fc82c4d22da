using System.Globalization;
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
    private LookForm look = new(null);
    private EntryDraft entry = new(null);
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
        (look, entry) = (new LookForm(site), new EntryDraft(site));
    }

    /// <summary>The site as it would be, for the preview.</summary>
    private Site Shown => new() { Key = Site?.Key ?? "", Name = form.Name ?? "", Colour = look.Colour, Greeting = look.Greeting, Look = look.ToLook(), Entry = entry.ToEntry() };

    /// <summary>That of the texts that are being written, else the site's own, else the reader's.</summary>
    private string PreviewLanguage => look.Writing is { Length: > 0 } writing ? writing : look.Language is { Length: > 0 } fixedOne ? fixedOne : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private SiteWish Wish() => new(form.Name ?? "", form.Origins ?? "", form.TeamId, look.Colour, look.Greeting) { Look = look.ToLook(), Logo = look.Chosen, Entry = entry.ToEntry() };

    private async Task SaveAsync()
    {
        var wish = Wish();
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
    }
}
