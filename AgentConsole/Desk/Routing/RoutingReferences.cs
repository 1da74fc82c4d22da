using AgentConsole.People;
using AgentConsole.Tickets.Routing;

namespace AgentConsole.Desk.Routing;

/// <summary>What routing goes by, as it is now: answers from memory.</summary>
/// <param name="Agents">Those who can sign in.</param>
/// <param name="PresenceOf">Whether an agent is there.</param>
/// <param name="Priorities">The ids of all levels, the most urgent first.</param>
public sealed record RoutingReferences(Func<RoutingBook> Book, Func<IReadOnlyList<AgentInfo>> Agents, Func<long, Presence> PresenceOf, Func<IReadOnlyList<int>> Priorities)
{
    /// <summary>Nobody is known: everything is taken by hand.</summary>
    public static RoutingReferences Unknown { get; } = new(() => RoutingBook.Usual, () => [], _ => Presence.Online, () => []);

    /// <summary>Sets an agent away who does not answer.</summary>
    public Action<long> SetAway { get; init; } = _ => { };

    public AgentInfo? Agent(long id) => Agents().FirstOrDefault(agent => agent.Id == id);

    /// <summary>Whether somebody chooses what to work on.</summary>
    public bool MayPick(long agentId) => Book().Rules.MayPick || Agent(agentId) is null or { Role: not AgentRole.Agent };
}
