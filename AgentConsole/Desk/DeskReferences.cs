using AgentConsole.Desk.Routing;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Desk;

/// <summary>What commands may refer to, as it is now: answers from memory, never from the database.</summary>
/// <param name="PriorityExists">True where a ticket can be given it.</param>
/// <param name="Sla">The policies and calendars in force.</param>
public sealed record DeskReferences(
    Func<int, bool> PriorityExists, Func<long, bool> AgentExists, Func<long, bool> TeamExists, Func<long, bool> TagExists, Func<SlaBook> Sla)
{
    /// <summary>The next more urgent priority; the same where there is none.</summary>
    public Func<int, int> Raised { get; init; } = priority => priority;

    /// <summary>What a ticket has that nobody gave a priority.</summary>
    public Func<int> DefaultPriority { get; init; } = () => PriorityLevel.NormalId;

    /// <summary>Higher is more urgent.</summary>
    public Func<int, int> PriorityRank { get; init; } = id => id;

    /// <summary>Who works here and how work comes to them.</summary>
    public RoutingReferences Routing { get; init; } = RoutingReferences.Unknown;

    public Func<PriorityRuleBook> PriorityRules { get; init; } = () => PriorityRuleBook.Empty;

    /// <summary>How the tickets of a team, or of none, end.</summary>
    public Func<long?, LifePolicy> LifeOf { get; init; } = _ => LifePolicy.Default;

    /// <summary>The category of a status of the company's own that a ticket can be given; null where there is none.</summary>
    public Func<int, TicketStatus?> CategoryOf { get; init; } = _ => null;

    /// <summary>The company's own fields that are asked for.</summary>
    public Func<IReadOnlyList<TicketField>> Fields { get; init; } = () => [];

    /// <summary>Reads the policies again, where the database holds newer ones than <see cref="Sla"/> gives.</summary>
    public Func<Task<SlaBook>>? ReadSla { get; init; }

    public DeskReferences With(LifeCatalog life) => this with { LifeOf = team => LifeHours.Of(life.PolicyOf(team), team, Sla()), CategoryOf = life.CategoryOf };

    /// <summary>What the application's own directories say.</summary>
    public static DeskReferences Of(TicketCatalog tickets, SlaCatalog sla, PriorityRuleCatalog rules, FieldCatalog fields, Func<long, bool> agentExists, Func<long, bool> teamExists) =>
        new(tickets.HasPriority, agentExists, teamExists, id => tickets.Tag(id) is not null, () => sla.Book)
        {
            DefaultPriority = () => tickets.DefaultPriorityId,
            PriorityRank = id => tickets.Priority(id).Rank,
            Raised = tickets.Raised,
            PriorityRules = () => rules.Book,
            Fields = () => fields.Active,
            ReadSla = () => sla.ReloadAsync(CancellationToken.None),
        };
}
