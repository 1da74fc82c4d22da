using System.Globalization;
using AgentConsole.Common;
using AgentConsole.People.Identity;

namespace AgentConsole.Sites;

/// <summary>What a site's look must be. Pure.</summary>
internal static class LookRules
{
    public static IEnumerable<FieldRefusal> Check(SiteLook look)
    {
        if (look.InlineGap is < 0 or > SiteLook.MaxGap || look.BlockGap is < 0 or > SiteLook.MaxGap)
            yield return new(nameof(SiteLook.InlineGap), new Refusal("site.gap", SiteLook.MaxGap));
        if (new StringInfo(look.Letters).LengthInTextElements > SiteLook.MaxLettersLength || look.Letters.Length > 20)
            yield return new(nameof(SiteLook.Letters), new Refusal("site.letters_too_long", SiteLook.MaxLettersLength));
        SiteTexts[] texts = [new("", look.Launcher), look.En, look.Ar, look.Sl];
        if (texts.Any(text => text.Launcher.Length > SiteLook.MaxLauncherLength))
            yield return new(nameof(SiteLook.Launcher), new Refusal("site.launcher_too_long", SiteLook.MaxLauncherLength));
        if (texts.Any(text => text.Greeting.Length > Site.MaxGreetingLength))
            yield return new(nameof(SiteWish.Greeting), new Refusal("site.greeting_too_long", Site.MaxGreetingLength));
        if (!Text.IsStorable(look.Letters) || texts.Any(text => !Text.IsStorable(text.Launcher) || !Text.IsStorable(text.Greeting)))
            yield return new(nameof(SiteLook.Launcher), new Refusal("site.not_text"));
        // No form gives these: whoever sends them is no form.
        var isKnown = Enum.IsDefined(look.Side) && Enum.IsDefined(look.Theme) && (look.Language.Length == 0 || SiteLook.Languages.Contains(look.Language, StringComparer.Ordinal));
        if (!isKnown) yield return new(nameof(SiteLook.Language), new Refusal("site.look_unknown"));
    }

    /// <summary>As it is stored: nothing around the texts.</summary>
    public static SiteLook Stored(SiteLook look) => look with
    {
        Letters = look.Letters.Trim(),
        Launcher = look.Launcher.Trim(),
        En = Stored(look.En),
        Ar = Stored(look.Ar),
        Sl = Stored(look.Sl),
    };

    private static SiteTexts Stored(SiteTexts texts) => new(texts.Greeting.Trim(), texts.Launcher.Trim());
}
