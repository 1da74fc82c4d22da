using AgentConsole.Tickets.Tags;

namespace AgentConsole.Rules;

/// <summary>Priority rules name the tag that one was made of two.</summary>
internal static class TaggedRules
{
    public static TagFollower Of(PriorityRuleCatalog catalog) => (old, into, at, by, cancellationToken) => TaggedConditions.SaveAsync(async () =>
    {
        var book = catalog.Book;
        var rules = book.Rules.Select(rule => TaggedConditions.With(rule.When, old, into) is var followed && ReferenceEquals(followed, rule.When) ? rule : rule with { When = followed }).ToList();
        // What was in force may stay in force: a level that was retired since is no reason to keep the old tag.
        return rules.SequenceEqual(book.Rules) ? book : await catalog.SaveAsync(book.Version, rules, _ => true, at, by, cancellationToken);
    });
}
