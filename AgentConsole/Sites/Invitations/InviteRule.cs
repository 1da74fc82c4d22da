namespace AgentConsole.Sites.Invitations;

/// <summary>How a rule holds a page's address against its text. Stored as numbers.</summary>
public enum PageTest { Any = 0, Contains = 1, Begins = 2 }

/// <summary>When a visitor is invited without anybody's hand, and with which words.</summary>
public sealed record InviteRule
{
    public const int MaxNameLength = 60, MaxPageLength = 400, MaxTextLength = 500, MaxSeconds = 3600, MaxVisits = 1000;

    /// <summary>One that no other rule of the site has or had: its figures are kept by it.</summary>
    public int Id { get; init; }

    public required string Name { get; init; }

    public bool IsOff { get; init; }

    public PageTest Test { get; init; }

    /// <summary>What the address contains or begins with, upper and lower case alike; empty where any page will do.</summary>
    public string Page { get; init; } = "";

    /// <summary>How long the visitor is on the page.</summary>
    public int Seconds { get; init; } = 30;

    /// <summary>From which visit on; 1 for the first.</summary>
    public int Visits { get; init; } = 1;

    /// <summary>Only in the business hours of the site's team.</summary>
    public bool InHours { get; init; }

    /// <summary>Only while somebody is online.</summary>
    public bool IfOnline { get; init; } = true;

    /// <summary>For languages without words of their own.</summary>
    public required string Text { get; init; }

    public string En { get; init; } = "";

    public string Ar { get; init; } = "";

    public string Sl { get; init; } = "";

    /// <summary>What it says in a language (en, ar, sl): that one's own words, or those for any.</summary>
    public string TextIn(string language) => language switch { "ar" => Ar, "sl" => Sl, "en" => En, _ => "" } is { Length: > 0 } own ? own : Text;

    /// <summary>Whether it asks for a page like this.</summary>
    public bool Fits(string page) => Test switch
    {
        PageTest.Contains => page.Contains(Page, StringComparison.OrdinalIgnoreCase),
        PageTest.Begins => page.StartsWith(Page, StringComparison.OrdinalIgnoreCase),
        _ => true,
    };
}
