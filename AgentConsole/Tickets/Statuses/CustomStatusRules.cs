using AgentConsole.Common;
using AgentConsole.People;

namespace AgentConsole.Tickets.Statuses;

/// <summary>What a status of the company's own has to be.</summary>
public static class CustomStatusRules
{
    /// <summary>The status as it is stored, with a number where it has none. Refusals: <c>status.name_empty</c>, <c>status.name_too_long</c>, <c>status.not_text</c>,
    /// <c>status.name_twice</c>, <c>status.category</c>, <c>status.too_many</c>, <c>status.gone</c>, <c>status.category_fixed</c>.</summary>
    /// <param name="stored">All that there are, retired ones too.</param>
    public static Outcome<CustomStatus> Ready(CustomStatus status, IReadOnlyList<CustomStatus> stored)
    {
        var ready = status with
        {
            Name = status.Name.Trim(),
            Names = status.Names.Where(name => Languages.IsKnown(name.Key) && !string.IsNullOrWhiteSpace(name.Value))
                .ToDictionary(name => name.Key, name => name.Value.Trim(), StringComparer.Ordinal),
        };
        if (ready.Name.Length == 0) return new Refusal("status.name_empty");
        string[] names = [ready.Name, .. ready.Names.Values];
        if (names.Any(name => name.Length > CustomStatus.MaxNameLength)) return new Refusal("status.name_too_long", CustomStatus.MaxNameLength);
        if (!names.All(Text.IsStorable)) return new Refusal("status.not_text");
        if (!CustomStatus.IsCategory(ready.Category)) return new Refusal("status.category");
        if (stored.Any(other => other.Id != ready.Id && string.Equals(other.Name, ready.Name, StringComparison.OrdinalIgnoreCase))) return new Refusal("status.name_twice", ready.Name);
        if (ready.Id != 0)
        {
            if (stored.FirstOrDefault(other => other.Id == ready.Id) is not { } before) return new Refusal("status.gone", ready.Name);
            // Tickets have it, and their clocks went by its category.
            return before.Category == ready.Category ? ready : new Refusal("status.category_fixed", ready.Name);
        }

        if (stored.Count >= CustomStatus.Most) return new Refusal("status.too_many", CustomStatus.Most);
        return ready with { Id = stored.Select(other => other.Id).DefaultIfEmpty().Max() + 1, Position = stored.Select(other => other.Position).DefaultIfEmpty().Max() + 1 };
    }
}
