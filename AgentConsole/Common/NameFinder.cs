using System.Globalization;

namespace AgentConsole.Common;

/// <summary>Finds things by a part of their name, whatever its case and accents.</summary>
public static class NameFinder
{
    private const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreKanaType | CompareOptions.IgnoreWidth;

    /// <summary>Those whose name begins with it first; everything where nothing is asked.</summary>
    public static IEnumerable<T> Find<T>(IEnumerable<T> things, Func<T, string> name, string typed)
    {
        var part = typed.Trim();
        if (part.Length == 0) return things;
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        return things.Select(thing => (Thing: thing, At: compare.IndexOf(name(thing), part, Loosely))).Where(found => found.At >= 0).OrderBy(found => found.At > 0).Select(found => found.Thing);
    }
}
