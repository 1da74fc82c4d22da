using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace AgentConsole.Sites;

/// <summary>At which end of a line the launcher stands: right and left in English, the other way round in Arabic. Stored as numbers.</summary>
public enum ChatSide { End = 0, Start = 1 }

/// <summary>Stored as numbers.</summary>
public enum ChatTheme { Auto = 0, Light = 1, Dark = 2 }

/// <summary>What a site says in one language; what is empty is said as for any language.</summary>
public sealed record SiteTexts(string Greeting = "", string Launcher = "");

/// <summary>How the chat looks on a site, beside its colour and its greeting for any language. Stored as JSON.</summary>
public sealed record SiteLook
{
    public const int MaxGap = 200, DefaultGap = 20, MaxLauncherLength = 40, MaxLettersLength = 3, MaxLength = 12_000;

    /// <summary>The languages in which a site can have texts of its own.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "ar", "sl"];

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public ChatSide Side { get; init; }

    /// <summary>How far the launcher stands from its side of the window and from the lower edge, in CSS pixels.</summary>
    public int InlineGap { get; init; } = DefaultGap;

    public int BlockGap { get; init; } = DefaultGap;

    public ChatTheme Theme { get; init; }

    /// <summary>One of <see cref="Languages"/>, whatever the page and the browser speak; empty where they decide.</summary>
    public string Language { get; init; } = "";

    /// <summary>What stands in the picture's place where there is none; empty for nothing.</summary>
    public string Letters { get; init; } = "";

    /// <summary>The hash of the site's picture (<see cref="SiteLogo"/>); empty for none.</summary>
    public string Logo { get; init; } = "";

    /// <summary>Agents may read what a visitor writes before it is sent; the chat says so where the visitor writes.</summary>
    public bool ShowsTyping { get; init; }

    /// <summary>What stands beside the launcher's sign in any language; empty for the sign alone.</summary>
    public string Launcher { get; init; } = "";

    public SiteTexts En { get; init; } = new();

    public SiteTexts Ar { get; init; } = new();

    public SiteTexts Sl { get; init; } = new();

    /// <summary>What it says in one language; empty texts where that has none of its own.</summary>
    public SiteTexts TextsIn(string language) => language switch { "ar" => Ar, "sl" => Sl, "en" => En, _ => new SiteTexts() };

    internal static string Write(SiteLook look) => JsonSerializer.Serialize(look, s_json);

    internal static SiteLook Read(string json) => JsonSerializer.Deserialize<SiteLook>(json, s_json) ?? new SiteLook();
}
