using AgentConsole.Sites.Visitors;

namespace AgentConsole.Console.Visitors;

/// <summary>Which visitors a screen shows. Pure.</summary>
internal static class VisitorList
{
    public const int MaxText = 120;

    /// <summary>The sites that somebody is on, by name.</summary>
    public static IReadOnlyList<(long Id, string Name)> Sites(IReadOnlyList<SiteVisitor> all) =>
        [.. all.Select(visitor => (visitor.SiteId, visitor.SiteName)).Distinct().OrderBy(site => site.SiteName, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>Those in whose page, name or origin every word is; of one site, or of all where it is 0.</summary>
    public static List<SiteVisitor> Sift(IReadOnlyList<SiteVisitor> all, string words, long site)
    {
        var wanted = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. all.Where(visitor => (site == 0 || visitor.SiteId == site) && wanted.All(word => Has(visitor, word)))];
    }

    private static bool Has(SiteVisitor visitor, string word) =>
        new[] { visitor.Title, visitor.Page, visitor.Name, visitor.Referrer }.Any(text => text.Contains(word, StringComparison.CurrentCultureIgnoreCase));
}
