using System.Text.RegularExpressions;
using AgentConsole.Common;
using AgentConsole.People.Identity;

namespace AgentConsole.Sites;

/// <summary>What a form asks of a site.</summary>
/// <param name="Origins">As written: one a line, or apart by spaces or commas.</param>
public sealed record SiteWish(string Name, string Origins, long? TeamId, string Colour, string Greeting)
{
    public SiteLook Look { get; init; } = new();

    public SiteEntry Entry { get; init; } = new();

    /// <summary>The picture that <see cref="SiteLook.Logo"/> names, where it is not the site's already.</summary>
    public SiteLogo? Logo { get; init; }
}

/// <summary>What a site's fields must be. Pure.</summary>
public static partial class SiteRules
{
    public const int MaxOrigins = 50;

    private static readonly char[] Between = [' ', '\n', '\r', '\t', ','];

    /// <summary>All that is wrong, every origin by itself.</summary>
    public static IReadOnlyList<FieldRefusal> Check(SiteWish wish)
    {
        var wrong = new List<FieldRefusal>();
        if (Name(wish.Name) is { } name) wrong.Add(new(nameof(SiteWish.Name), name));
        var written = Written(wish.Origins);
        wrong.AddRange(written.Select(Origin).OfType<Refusal>().Select(refusal => new FieldRefusal(nameof(SiteWish.Origins), refusal)));
        if (written.Length > MaxOrigins || wish.Origins.Length > Site.MaxOriginsLength)
            wrong.Add(new(nameof(SiteWish.Origins), new Refusal("site.too_many_origins", MaxOrigins)));
        if (!ColourForm().IsMatch(wish.Colour)) wrong.Add(new(nameof(SiteWish.Colour), new Refusal("site.colour")));
        if (wish.Greeting.Length > Site.MaxGreetingLength) wrong.Add(new(nameof(SiteWish.Greeting), new Refusal("site.greeting_too_long", Site.MaxGreetingLength)));
        else if (!Text.IsStorable(wish.Greeting)) wrong.Add(new(nameof(SiteWish.Greeting), new Refusal("site.not_text")));
        wrong.AddRange(LookRules.Check(wish.Look));
        wrong.AddRange(EntryRules.Check(wish.Entry));
        return wrong;
    }

    /// <summary>The origins as they are stored: in the browsers' form, each once, apart by spaces. The wish has been checked.</summary>
    internal static string Stored(string origins) => string.Join(' ', Origins.Parse(origins));

    private static string[] Written(string origins) => origins.Split(Between, StringSplitOptions.RemoveEmptyEntries);

    private static Refusal? Name(string name) => name.Trim() switch
    {
        "" => new Refusal("site.name_empty"),
        { Length: > Site.MaxNameLength } => new Refusal("site.name_too_long", Site.MaxNameLength),
        var text when !Text.IsStorable(text) => new Refusal("site.not_text"),
        _ => null,
    };

    /// <summary>Where what was meant can be guessed, the refusal says it.</summary>
    private static Refusal? Origin(string text)
    {
        if (Origins.Normalise(text) is not null) return null;
        var shown = Text.IsStorable(text) ? Text.Preview(text, 100) : "…";
        if (text.Contains('*', StringComparison.Ordinal)) return new Refusal("site.origin_wildcard", shown);
        if (!text.Contains("://", StringComparison.Ordinal))
            return Origins.Normalise("https://" + text) is { } meant ? new Refusal("site.origin_scheme", shown, meant) : new Refusal("site.origin_invalid", shown);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && Origins.Normalise(uri.GetLeftPart(UriPartial.Authority)) is { } origin
            ? new Refusal("site.origin_page", shown, origin)
            : new Refusal("site.origin_invalid", shown);
    }

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z", RegexOptions.None, 1000)]
    private static partial Regex ColourForm();
}
