using AgentConsole.People;
using AgentConsole.Tickets;

namespace AgentConsole.Console.Ticket;

/// <summary>What the ids in a ticket and its journal are called, as it is now.</summary>
public sealed record NameBook(
    IReadOnlyList<AgentInfo> Agents, IReadOnlyList<Team> Teams, IReadOnlyList<Tag> Tags, IReadOnlyList<PriorityLevel> Priorities)
{
    public static NameBook Empty { get; } = new([], [], [], []);

    public string? Agent(long id) => Agents.FirstOrDefault(agent => agent.Id == id)?.Name;

    public string? Team(long id) => Teams.FirstOrDefault(team => team.Id == id)?.Name;

    public Tag? Tag(long id) => Tags.FirstOrDefault(tag => tag.Id == id);

    public PriorityLevel? Priority(int id) => Priorities.FirstOrDefault(level => level.Id == id);
}
