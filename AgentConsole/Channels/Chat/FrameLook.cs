using AgentConsole.Sites;

namespace AgentConsole.Channels.Chat;

/// <summary>How a site wants its frame to look, as <c>widget/src/frame/config.ts</c> reads it.</summary>
/// <param name="Logo">The picture's address; empty for none.</param>
internal sealed record FrameLook(string Name, string Colour, string Greeting, string Theme, string Letters, string Logo)
{
    public static FrameLook Of(Site site, string language) => new(
        site.Name, site.Colour, site.GreetingIn(language), Word(site.Look.Theme), site.Look.Letters,
        site.Look.Logo.Length > 0 ? $"{SitePictures.Path}?site={Uri.EscapeDataString(site.Key)}&v={site.Look.Logo}" : "");

    public static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
