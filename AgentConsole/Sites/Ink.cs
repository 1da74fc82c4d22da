using System.Globalization;

namespace AgentConsole.Sites;

/// <summary>What can be read on a colour. Pure; the widget's <c>colour.ts</c> says the same.</summary>
public static class Ink
{
    public const string Black = "#000000", White = "#ffffff";

    /// <summary>Above it black is the better ink: where both have the same contrast, 4.58 to 1.</summary>
    private const double Middle = 0.179;

    /// <summary>Black or white, whichever can be read better on a colour (#rrggbb): at least 4.5 to 1 by WCAG, on any.</summary>
    public static string On(string colour) => Luminance(colour) > Middle ? Black : White;

    /// <summary>From 1 (the same) to 21, as WCAG reckons it.</summary>
    public static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour) => (0.2126 * Channel(colour, 1)) + (0.7152 * Channel(colour, 3)) + (0.0722 * Channel(colour, 5));

    private static double Channel(string colour, int at)
    {
        var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
