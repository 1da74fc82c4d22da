using AgentConsole.Tickets;

namespace AgentConsole.Console.Priorities;

/// <summary>A level while a person edits it.</summary>
public sealed class LevelDraft
{
    public string Key { get; } = $"l{Guid.NewGuid():N}";

    /// <summary>0 for a new one.</summary>
    public int Id { get; init; }

    public string Name { get; set; } = "";

    /// <summary>What it was called in the reader's language when the form was opened.</summary>
    public string Shown { get; init; } = "";

    public string Stored { get; init; } = "";

    public string Colour { get; set; } = "";

    public PriorityMark Mark { get; set; }

    public bool IsRetired { get; set; }

    /// <summary>The level whose promises a new one begins with.</summary>
    public int Like { get; set; }
}

/// <summary>The levels as a person wants them.</summary>
/// <param name="Before">The list that they began with.</param>
/// <param name="Like">For each new level, in order, the one whose promises it begins with.</param>
public sealed record LevelsWish(IReadOnlyList<PriorityLevel> Before, IReadOnlyList<PriorityLevel> After, IReadOnlyList<int> Like);
