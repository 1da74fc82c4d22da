using System.Globalization;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Statuses;
using AgentConsole.Tickets.Routing;

namespace AgentConsole.Console.Ticket;

/// <summary>What the ids in a ticket and its journal are called, as it is now.</summary>
public sealed record NameBook(
    IReadOnlyList<AgentInfo> Agents, IReadOnlyList<Team> Teams, IReadOnlyList<Tag> Tags, IReadOnlyList<PriorityLevel> Priorities)
{
    public static NameBook Empty { get; } = new([], [], [], []);

    /// <summary>The company's own statuses, retired ones too.</summary>
    public IReadOnlyList<CustomStatus> Statuses { get; init; } = [];
    /// <summary>What agents can do, by name.</summary>
    public IReadOnlyList<Skill> Skills { get; init; } = [];

    public string? Skill(long id) => Skills.FirstOrDefault(skill => skill.Id == id)?.Name;

    /// <summary>The company's own fields, archived ones too.</summary>
    public IReadOnlyList<TicketField> Fields { get; init; } = [];

    public TicketField? Field(long id) => Fields.FirstOrDefault(field => field.Id == id);

    public string? Agent(long id) => Agents.FirstOrDefault(agent => agent.Id == id)?.Name;

    public string? Team(long id) => Teams.FirstOrDefault(team => team.Id == id)?.Name;

    public Tag? Tag(long id) => Tags.FirstOrDefault(tag => tag.Id == id);

    /// <summary>What a status of the company's own is called in the reader's language; null where the category's own word is to be used.</summary>
    public string? Status(int? id) => id is { } own ? Statuses.FirstOrDefault(status => status.Id == own)?.For(CultureInfo.CurrentUICulture) : null;

    public PriorityLevel? Priority(int id) => Priorities.FirstOrDefault(level => level.Id == id);
}
