using AgentConsole.Common;

namespace AgentConsole.Tickets;

/// <summary>What a list of priorities must be like, and how an edited one becomes it.</summary>
public static class PriorityLevels
{
    public const int MaxLevels = 20, MaxNameLength = 60, RankStep = 10;

    /// <summary>The edited list as it will be stored: ranks by place, numbers for new levels, and those left out kept as retired where they were last.</summary>
    /// <param name="after">Highest first.</param>
    public static IReadOnlyList<PriorityLevel> Ranked(IReadOnlyList<PriorityLevel> stored, IReadOnlyList<PriorityLevel> after)
    {
        var left = stored.Where(old => after.All(level => level.Id != old.Id)).Select(old => old with { IsRetired = true });
        var all = after.Concat(left).ToList();
        var next = stored.Select(level => level.Id).Append(PriorityLevel.UrgentId).Max();
        return [.. all.Select((level, place) => level with
        {
            Id = level.Id == 0 ? ++next : level.Id,
            Name = level.Name.Trim(),
            Rank = (all.Count - place) * RankStep,
        })];
    }

    /// <summary>The first thing wrong with a list; null where nothing is.</summary>
    public static Refusal? Problem(IReadOnlyList<PriorityLevel> levels)
    {
        if (levels.All(level => level.IsRetired)) return new Refusal("priority.none_left");
        if (levels.Count(level => !level.IsRetired) > MaxLevels) return new Refusal("priority.too_many", MaxLevels);
        foreach (var level in levels)
        {
            if (level.Name.Length is 0 or > MaxNameLength || !Text.IsStorable(level.Name)) return new Refusal("priority.name", MaxNameLength);
            if (!IsColour(level.Colour)) return new Refusal("priority.colour", level.Name);
            if (!Enum.IsDefined(level.Mark)) return new Refusal("priority.mark", level.Name);
        }

        // People tell levels by their words: two of one name can't be told apart.
        var twice = levels.Where(level => !level.IsRetired).GroupBy(level => Conditions.Folding.Fold(level.Name), StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null ? null : new Refusal("priority.name_twice", twice.First().Name);
    }

    /// <summary>True for <c>#rrggbb</c>: what a style can hold without being able to say anything else.</summary>
    public static bool IsColour(string colour) => colour.Length == 7 && colour[0] == '#' && colour.AsSpan(1).IndexOfAnyExcept(s_hex) < 0;

    private static readonly System.Buffers.SearchValues<char> s_hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
