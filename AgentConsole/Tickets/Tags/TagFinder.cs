using System.Globalization;

namespace AgentConsole.Tickets.Tags;

/// <summary>Finds tags by a part of their name, whatever its case and accents.</summary>
public static class TagFinder
{
    private const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreKanaType | CompareOptions.IgnoreWidth;

    /// <summary>Those whose name begins with it first; everything where nothing is asked.</summary>
    public static IEnumerable<Tag> Find(IEnumerable<Tag> tags, string typed)
    {
        var part = typed.Trim();
        if (part.Length == 0) return tags;
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        return tags.Select(tag => (Tag: tag, At: compare.IndexOf(tag.Name, part, Loosely))).Where(found => found.At >= 0).OrderBy(found => found.At > 0).Select(found => found.Tag);
    }
}
