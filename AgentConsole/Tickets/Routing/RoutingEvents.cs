using System.Text.Json.Serialization;
using AgentConsole.People;

namespace AgentConsole.Tickets.Routing;

/// <summary>The agent who took it looks at it or types: it is held for longer.</summary>
public sealed record HoldExtended(DateTimeOffset Until) : TicketEvent;

/// <summary>Several agents are asked at once; the first to take it has it.</summary>
public sealed record TicketOffered(IReadOnlyList<long> AgentIds, DateTimeOffset Until, RoutingFinding Because) : TicketEvent;

/// <summary>Nobody who was asked took it in time.</summary>
public sealed record OfferEnded : TicketEvent
{
    /// <summary>For whom alone it rang: it goes on to the next. Null where several were asked.</summary>
    public long? MissedBy { get; init; }
}

/// <summary>Nobody can take it now; it stays in the queue.</summary>
public sealed record RoutingWaits(RoutingFinding Because) : TicketEvent;

/// <summary>Why routing chose as it did.</summary>
/// <param name="Able">How many could have taken it.</param>
/// <param name="Load">How many tickets that need an answer the one who gets it had, of <paramref name="Capacity"/> (0: no limit).</param>
/// <param name="Skills">What it needs.</param>
/// <param name="SeniorsFirst">It is so urgent that seniors come first.</param>
/// <param name="AtLeast">It was looked for from this seniority on.</param>
/// <param name="Passed">How many for whom it rang before have not taken it.</param>
/// <param name="Lack">Where nobody could: what kept them.</param>
public sealed record RoutingFinding(
    RoutingWay Way, int Able, int Load = 0, int Capacity = 0, IReadOnlyList<long>? Skills = null, bool SeniorsFirst = false, Seniority? AtLeast = null, RoutingLack? Lack = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Passed = 0);

/// <summary>Why none of a team can take a ticket. Each member counts once, under the first that holds.</summary>
public sealed record RoutingLack(int Members, int Absent, int Unskilled, int Full);
