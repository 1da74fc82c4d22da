namespace AgentConsole.Tickets.Routing;

/// <summary>
/// The agent takes the ticket. Of two who take it at once one wins, and the other is refused with <c>take.taken</c> and who has it. It is held for the agent as long as
/// the rules say; who has done nothing on it by then loses it again.
/// </summary>
/// <param name="From">Whose it was when the agent looked; null where nobody's.</param>
public sealed record Take(Actor By, long TicketId, long? From = null) : ExistingTicketCommand(By, TicketId, null);

/// <summary>The agent gets the most urgent ticket that they may and can do. Refused with <c>next.none</c> or <c>next.full</c>.</summary>
public sealed record TakeNext(Actor By) : TicketCommand(By);

/// <summary>The agent looks at a ticket that is held for them, or types on it.</summary>
public sealed record ExtendHold(Actor By, long TicketId) : ExistingTicketCommand(By, TicketId, null);

/// <summary>Time passed: a hold or an offer that is over ends.</summary>
public sealed record EndHold(long TicketId) : ExistingTicketCommand(RoutingActor.Value, TicketId, null);

/// <summary>Routes the most urgent of a team's tickets that somebody can take. Refused with <c>route.nobody</c> where there is none.</summary>
public sealed record RouteNext(long TeamId) : TicketCommand(RoutingActor.Value);

/// <summary>The ticket's agent is gone: it goes to another of its team, or back to the queue.</summary>
/// <param name="AgentId">Whose it was when that was noticed.</param>
public sealed record Reroute(long TicketId, long AgentId) : ExistingTicketCommand(RoutingActor.Value, TicketId, null);

/// <summary>Who routes.</summary>
public static class RoutingActor
{
    public static Actor Value { get; } = new(ActorKind.System, 1, "routing");
}
