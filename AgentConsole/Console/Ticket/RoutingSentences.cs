using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Console.Ticket;

/// <summary>Says how work came to whom, and why.</summary>
internal sealed class RoutingSentences(TicketTerms terms, NameBook names)
{
    /// <summary>The sentence of a row about routing, following or escalation; null for another one and for what only machines read.</summary>
    public string? Of(JournalEntry entry, string who) => entry.Event switch
    {
        TicketOffered e => terms["History.Offered", string.Join(terms["List.Separator"], e.AgentIds.Select(id => Name(names.Agent(id), id)))],
        OfferEnded { MissedBy: { } missed } => terms["History.OfferMissed", Name(names.Agent(missed), missed)],
        OfferEnded => terms["History.OfferEnded"],
        OfferDeclined => terms["History.OfferDeclined", who],
        WrapUpBegan e => terms["History.WrapUpBegan", Name(names.Agent(e.AgentId), e.AgentId)],
        WrapUpEnded => terms["History.WrapUpEnded", who],
        RoutingWaits => terms["History.RoutingWaits"],
        FollowersChanged e => terms[e.Added.Count > 0 ? "History.Followed" : "History.Unfollowed", who],
        TicketEscalated e => terms["History.EscalatedTo", who, Whom(e.TeamId, e.AgentId, e.AtLeast)],
        _ => null,
    };

    /// <summary>Why routing chose as it did.</summary>
    public string Why(RoutingFinding finding)
    {
        List<string> parts = [finding.Lack is { } lack ? terms["Routing.Why.Lack", lack.Members, lack.Absent, lack.Unskilled, lack.Full] : How(finding)];
        if (finding.Skills is { Count: > 0 } skills) parts.Add(terms["Routing.Why.Skills", string.Join(terms["List.Separator"], skills.Select(id => Name(names.Skill(id), id)))]);
        if (finding.Passed > 0) parts.Add(terms["Routing.Why.Passed", finding.Passed]);
        if (finding.SeniorsFirst) parts.Add(terms["Routing.Why.SeniorsFirst"]);
        if (finding.AtLeast is { } atLeast) parts.Add(terms["Routing.Why.AtLeast", terms[$"Seniority.{atLeast}"]]);
        return string.Join(terms["List.Separator"], parts);
    }

    private string How(RoutingFinding finding) => finding switch
    {
        { Way: RoutingWay.LeastBusy, Capacity: 0 } => terms["Routing.Why.LeastBusy", finding.Able, finding.Load],
        { Way: RoutingWay.LeastBusy } => terms["Routing.Why.LeastBusyOf", finding.Able, finding.Load, finding.Capacity],
        _ => terms[$"Routing.Why.{finding.Way}", finding.Able],
    };

    /// <summary>Whom an escalation goes to; empty where it names nobody.</summary>
    public string Whom(long? teamId, long? agentId, Seniority? from) => (teamId, agentId, from) switch
    {
        (_, { } agent, _) => Name(names.Agent(agent), agent),
        ({ } team, _, { } atLeast) => terms["Escalate.Seniors", terms[$"Seniority.{atLeast}"], Name(names.Team(team), team)],
        ({ } team, _, _) => Name(names.Team(team), team),
        (_, _, { } atLeast) => terms[$"Seniority.{atLeast}"],
        _ => "",
    };

    // What was deleted since keeps its number, so that the sentence still says which.
    private static string Name(string? name, long id) => name is null ? $"#{id}" : TicketTerms.Apart(name);
}
