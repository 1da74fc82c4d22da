using AgentConsole.Tickets.Macros;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Views;

namespace AgentConsole.Tickets.Tags;

/// <summary>Macros, views and skills name the tag that one was made of two.</summary>
internal static class OwnFollowers
{
    public static TagFollower Of(MacroCatalog macros) => async (old, into, _, _, cancellationToken) =>
    {
        foreach (var macro in macros.All.Where(macro => macro.AddTagIds.Contains(old) || macro.RemoveTagIds.Contains(old)).ToList())
            await macros.SaveAsync(macro with { AddTagIds = Instead(macro.AddTagIds, old, into), RemoveTagIds = Instead(macro.RemoveTagIds, old, into) }, cancellationToken);
    };

    public static TagFollower Of(ViewCatalog views) => async (old, into, _, _, cancellationToken) =>
    {
        foreach (var view in views.All.ToList())
        {
            if (TaggedConditions.With(view.When, old, into) is var followed && !ReferenceEquals(followed, view.When)) await views.SaveAsync(view with { When = followed }, cancellationToken);
        }
    };

    public static TagFollower Of(RoutingCatalog routing) => (old, into, at, by, cancellationToken) => TaggedConditions.SaveAsync(async () =>
    {
        var book = routing.Book;
        var skills = book.Rules.Skills.Select(skill => TaggedConditions.With(skill.When, old, into) is var followed && ReferenceEquals(followed, skill.When) ? skill : skill with { When = followed }).ToList();
        return skills.SequenceEqual(book.Rules.Skills) ? book : await routing.SaveAsync(book.Version, book.Rules with { Skills = skills }, at, by, cancellationToken);
    });

    private static IReadOnlyList<long> Instead(IReadOnlyList<long> ids, long old, long into) => [.. ids.Select(id => id == old ? into : id).Distinct().Order()];
}
