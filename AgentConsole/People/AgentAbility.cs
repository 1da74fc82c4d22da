using AgentConsole.Common;

namespace AgentConsole.People;

/// <summary>How much an agent has seen: the more urgent work goes to seniors first.</summary>
public enum Seniority { Junior = 0, Agent = 1, Senior = 2 }

/// <summary>What work an agent can be given.</summary>
/// <param name="Capacity">How many tickets that need an answer they have at once, 1 to <see cref="MaxCapacity"/>; 0 for as many as come.</param>
/// <param name="SkillIds">What they can do; a ticket that needs more is not for them.</param>
public sealed record AgentAbility(Seniority Seniority, int Capacity, IReadOnlyList<long> SkillIds)
{
    /// <summary>How many chats they have at once, 1 to <see cref="MaxCapacity"/>; 0 for as many as come. A chat is a ticket too.</summary>
    public int ChatCapacity { get; init; }

    public const int MaxCapacity = 1000, MaxSkills = 100;

    public static AgentAbility Usual { get; } = new(Seniority.Agent, 0, []);

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public Refusal? Problem()
    {
        if (Capacity is < 0 or > MaxCapacity || ChatCapacity is < 0 or > MaxCapacity) return new Refusal("ability.capacity", MaxCapacity);
        return SkillIds.Count > MaxSkills ? new Refusal("ability.skills", MaxSkills) : null;
    }

    public bool Equals(AgentAbility? other) =>
        other is not null && Seniority == other.Seniority && Capacity == other.Capacity && ChatCapacity == other.ChatCapacity && SkillIds.SequenceEqual(other.SkillIds);

    public override int GetHashCode() => HashCode.Combine(Seniority, Capacity, SkillIds.Count);
}
