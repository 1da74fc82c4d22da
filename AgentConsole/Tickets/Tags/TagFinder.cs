using AgentConsole.Common;

namespace AgentConsole.Tickets.Tags;

/// <summary>Finds tags by a part of their name, whatever its case and accents.</summary>
public static class TagFinder
{
    /// <inheritdoc cref="NameFinder.Find{T}(IEnumerable{T}, Func{T, string}, string)"/>
    public static IEnumerable<Tag> Find(IEnumerable<Tag> tags, string typed) => NameFinder.Find(tags, tag => tag.Name, typed);
}
