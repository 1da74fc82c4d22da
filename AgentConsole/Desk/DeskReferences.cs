using AgentConsole.Sla;

namespace AgentConsole.Desk;

/// <summary>What commands may refer to, as it is now: answers from memory, never from the database.</summary>
/// <param name="Sla">The policies and calendars in force.</param>
public sealed record DeskReferences(
    Func<int, bool> PriorityExists, Func<long, bool> AgentExists, Func<long, bool> TeamExists, Func<long, bool> TagExists, Func<SlaBook> Sla)
{
    /// <summary>The next more urgent priority; the same where there is none.</summary>
    public Func<int, int> Raised { get; init; } = priority => priority;
}
