using System.Globalization;
using AgentConsole.Common;

namespace AgentConsole.Tickets.Tags;

/// <summary>What a tag must be like.</summary>
public static class TagRules
{
    /// <summary>Enough that small text on the tag can be read (WCAG AA).</summary>
    public const double LeastContrast = 4.5;

    /// <summary>Pairs of text and background that can be read, for whoever does not want to choose.</summary>
    public static IReadOnlyList<(string Text, string Background)> Pairs { get; } =
    [
        ("#1b1f24", "#dbe4ff"), ("#1b1f24", "#ffe3e3"), ("#1b1f24", "#fff3bf"), ("#1b1f24", "#d3f9d8"), ("#1b1f24", "#e5dbff"),
        ("#1b1f24", "#e9ecef"), ("#ffffff", "#364fc7"), ("#ffffff", "#a61e4d"), ("#ffffff", "#2b6a3b"), ("#ffffff", "#495057"),
    ];

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static Refusal? NameProblem(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > TicketCatalog.MaxTagLength || !Text.IsStorable(name)) return new Refusal("tag.name", TicketCatalog.MaxTagLength);
        return Text.Turns(name) || name.Any(char.IsControl) ? new Refusal("tag.name_marks") : null;
    }

    /// <summary>What is wrong with a tag; null where nothing is.</summary>
    public static Refusal? Problem(Tag tag)
    {
        if (NameProblem(tag.Name) is { } wrong) return wrong;
        if (Luminance(tag.TextColour) is not { } text || Luminance(tag.Background) is not { } back) return new Refusal("tag.colour");
        var contrast = Contrast(text, back);
        return contrast < LeastContrast ? new Refusal("tag.contrast", Math.Floor(contrast * 10) / 10, LeastContrast) : null;
    }

    /// <summary>How well a text can be read on a background, 1 to 21; null where one is no colour.</summary>
    public static double? Contrast(string text, string background) => Luminance(text) is { } a && Luminance(background) is { } b ? Contrast(a, b) : null;

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    /// <summary>WCAG's relative luminance of <c>#rrggbb</c>; null for anything else.</summary>
    private static double? Luminance(string colour)
    {
        if (colour.Length != 7 || colour[0] != '#' || !uint.TryParse(colour.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)) return null;
        return (0.2126 * Channel(rgb >> 16)) + (0.7152 * Channel(rgb >> 8)) + (0.0722 * Channel(rgb));
    }

    private static double Channel(uint value)
    {
        var part = (value & 0xff) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
