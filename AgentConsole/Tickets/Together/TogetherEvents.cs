using AgentConsole.People;

namespace AgentConsole.Tickets.Together;

/// <summary>Agents want to be told of the ticket from here on, or no more.</summary>
public sealed record FollowersChanged(IReadOnlyList<long> Added, IReadOnlyList<long> Removed) : TicketEvent;

/// <summary>An agent brought in whom the team's path names. What it changed follows in rows of its own.</summary>
/// <param name="TeamId">The team that it goes to; null where it stays.</param>
/// <param name="AgentId">The agent that it goes to; null where it is a team's matter.</param>
/// <param name="AtLeast">Who of the team: from this seniority on; null for anybody.</param>
public sealed record TicketEscalated(long? TeamId, long? AgentId, Seniority? AtLeast) : TicketEvent;
