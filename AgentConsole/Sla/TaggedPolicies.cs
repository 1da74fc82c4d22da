using AgentConsole.Tickets.Tags;

namespace AgentConsole.Sla;

/// <summary>Policies name the tag that one was made of two; a new version of each, as of any change.</summary>
internal static class TaggedPolicies
{
    public static TagFollower Of(SlaCatalog catalog) => (old, into, at, by, cancellationToken) => TaggedConditions.SaveAsync(async () =>
    {
        var book = await catalog.FreshAsync(cancellationToken);
        SlaPolicy[] changed =
        [
            .. book.Policies.Where(policy => policy.When is { } when && !ReferenceEquals(TaggedConditions.With(when, old, into), when))
                .Select(policy => policy with { Version = policy.Version + 1, When = TaggedConditions.With(policy.When!, old, into) }),
        ];
        return changed.Length == 0 ? book : await catalog.SaveAsync(changed, [], at, by, cancellationToken);
    });
}
