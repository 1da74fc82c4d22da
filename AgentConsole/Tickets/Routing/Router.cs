using AgentConsole.People;

namespace AgentConsole.Tickets.Routing;

/// <summary>An agent whom a ticket could go to, as they are now.</summary>
/// <param name="Load">How many tickets that need an answer they have.</param>
public sealed record Candidate(long AgentId, AgentAbility Ability, int Load, bool IsPresent)
{
    /// <summary>Where it is about a chat: how many they have or are asked to take, and whether they write up one that has ended.</summary>
    public (int Chats, bool WritesUp)? Chat { get; init; }

    public bool HasRoom => (Ability.Capacity == 0 || Load < Ability.Capacity)
        && (Chat is not { } chat || (!chat.WritesUp && (Ability.ChatCapacity == 0 || chat.Chats < Ability.ChatCapacity)));

    public bool Can(IReadOnlyList<long> skills) => skills.All(Ability.SkillIds.Contains);
}

/// <summary>What a ticket asks of who does it.</summary>
/// <param name="SeniorsFirst">A senior who can take it comes before the others.</param>
/// <param name="AtLeast">Nobody below this.</param>
public sealed record RoutingNeed(IReadOnlyList<long> Skills, bool SeniorsFirst = false, Seniority AtLeast = Seniority.Junior);

/// <summary>What routing decided, and why.</summary>
/// <param name="AgentIds">One who gets it, several who are asked, or nobody.</param>
public sealed record RoutingChoice(IReadOnlyList<long> AgentIds, RoutingFinding Because);

/// <summary>Who gets a ticket: pure.</summary>
public static class Router
{
    /// <param name="team">All of the ticket's team.</param>
    /// <param name="last">Who got the team's last one, for the round robin.</param>
    /// <param name="except">Who just had it and let it go; null for nobody.</param>
    /// <param name="passed">For whom it rang in this round and who did not take it.</param>
    public static RoutingChoice Decide(RoutingWay way, RoutingNeed need, IReadOnlyList<Candidate> team, long last = 0, long? except = null, IReadOnlyList<long>? passed = null)
    {
        var able = team.Where(one => one.AgentId != except && passed?.Contains(one.AgentId) != true && IsAble(one, need)).OrderBy(one => one.AgentId).ToList();
        var finding = new RoutingFinding(
            way, able.Count, Skills: need.Skills.Count == 0 ? null : need.Skills, SeniorsFirst: need.SeniorsFirst, AtLeast: need.AtLeast == Seniority.Junior ? null : need.AtLeast, Passed: passed?.Count ?? 0);
        if (able.Count == 0) return new RoutingChoice([], finding with { Lack = Lack(team, need) });
        if (need.SeniorsFirst && able.Where(IsSenior).ToList() is { Count: > 0 } seniors) able = seniors;
        if (way == RoutingWay.RingAll) return new RoutingChoice([.. able.Select(one => one.AgentId)], finding);
        var chosen = way == RoutingWay.RoundRobin
            ? able.Find(one => one.AgentId > last) ?? able[0]
            // Of the least busy the one whose turn it is: nobody gets every ticket because their number is low.
            : able.OrderBy(one => one.Load).ThenBy(one => one.AgentId > last ? 0 : 1).ThenBy(one => one.AgentId).First();
        return new RoutingChoice([chosen.AgentId], finding with { Load = chosen.Load, Capacity = chosen.Ability.Capacity });
    }

    /// <summary>Whether an agent who asks for the next one can have this: they can do it, and no senior who comes first is free.</summary>
    public static bool MayHave(Candidate me, RoutingNeed need, IReadOnlyList<Candidate> team) =>
        me.HasRoom && me.Ability.Seniority >= need.AtLeast && me.Can(need.Skills)
        && (!need.SeniorsFirst || IsSenior(me) || !team.Any(other => other.AgentId != me.AgentId && IsSenior(other) && IsAble(other, need)));

    private static bool IsSenior(Candidate one) => one.Ability.Seniority == Seniority.Senior;

    private static bool IsAble(Candidate one, RoutingNeed need) => one.IsPresent && one.HasRoom && one.Ability.Seniority >= need.AtLeast && one.Can(need.Skills);

    private static RoutingLack Lack(IReadOnlyList<Candidate> team, RoutingNeed need)
    {
        var absent = team.Count(one => !one.IsPresent);
        var unskilled = team.Count(one => one.IsPresent && (one.Ability.Seniority < need.AtLeast || !one.Can(need.Skills)));
        return new RoutingLack(team.Count, absent, unskilled, team.Count(one => one.IsPresent && one.Ability.Seniority >= need.AtLeast && one.Can(need.Skills) && !one.HasRoom));
    }
}
