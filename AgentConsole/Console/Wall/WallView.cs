using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Wall;

namespace AgentConsole.Console.Wall;

/// <summary>An agent on the wall.</summary>
/// <param name="Open">The open tickets that are this agent's.</param>
public sealed record WallAgent(long Id, string Name, Presence Presence, int Open);

/// <summary>Everything the wall shows.</summary>
/// <param name="Policies">The names of the policies that promises are of.</param>
/// <param name="UpdatedAt">When the figures came; the browser says how long ago that is.</param>
public sealed record WallView(LiveState State, DateTimeOffset UpdatedAt, WallFigures Figures, IReadOnlyList<PriorityLevel> Priorities, IReadOnlyList<WallAgent> Agents,
    IReadOnlyDictionary<int, string> Policies)
{
    /// <summary>The teams' names, as far as they have chats.</summary>
    public IReadOnlyDictionary<long, string> Teams { get; init; } = new Dictionary<long, string>();

    /// <summary>Those who are here first, and of them those with the most to do: whom the room may have to help.</summary>
    public static IReadOnlyList<WallAgent> Line(IEnumerable<AgentInfo> agents, Func<long, Presence> presence, IReadOnlyDictionary<long, int> openByAgent) =>
    [
        .. agents.Select(agent => new WallAgent(agent.Id, agent.Name, presence(agent.Id), openByAgent.GetValueOrDefault(agent.Id)))
            .OrderByDescending(agent => agent.Presence).ThenByDescending(agent => agent.Open).ThenBy(agent => agent.Name, StringComparer.CurrentCulture),
    ];
}
