using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Notices;

namespace AgentConsole.Desk;

/// <summary>Takes the steps of an escalation: what they change in the ticket, and whom they tell.</summary>
internal static class Escalating
{
    /// <summary>The ticket after one step. Everything it changed is in the journal, stamped with the policy.</summary>
    public static Ticket Take(DueEscalation due, Ticket ticket, Actor policy, DeskReferences references, DeskUnit unit, DateTimeOffset now)
    {
        var (step, standing) = due;
        ticket = unit.Append(ticket.Id, ticket, policy, now, new SlaEscalated(standing.Target, step.When, step.Id, step.Actions));
        var notice = new Notice
        {
            Seq = unit.Head,
            TicketId = ticket.Id,
            Kind = step.When == SlaState.AtRisk ? NoticeKind.SlaAtRisk : NoticeKind.SlaBreached,
            Target = standing.Target,
            DueAt = standing.DueAt,
            At = now,
        };
        foreach (var audience in step.Actions.Select(action => AudienceOf(action, ticket)).OfType<Audience>().Distinct()) unit.Notify(audience, notice);
        foreach (var action in step.Actions) ticket = Change(action, ticket, policy, references, unit, now);
        return ticket;
    }

    /// <summary>An agent who was given a ticket by somebody else is told.</summary>
    public static void TellAssignee(TicketEvent happened, Ticket ticket, Actor by, DeskUnit unit, DateTimeOffset now)
    {
        if (happened is not AssigneeChanged { To: { } agent } || (by.Kind == ActorKind.Agent && by.Id == agent)) return;
        unit.Notify(Audience.Agent(agent), new Notice { Seq = unit.Head, TicketId = ticket.Id, Kind = NoticeKind.Assigned, At = now });
    }

    /// <summary>A ticket without an agent is its team's matter, and one without a team the supervisors': a warning always reaches somebody.</summary>
    private static Audience? AudienceOf(EscalationAction action, Ticket ticket) => action.Kind switch
    {
        EscalationKind.NotifyAssignee when ticket.AssigneeId is { } agent => Audience.Agent(agent),
        EscalationKind.NotifyAssignee or EscalationKind.NotifyTeam => ticket.TeamId is { } team ? Audience.Team(team) : Audience.Supervisors,
        EscalationKind.NotifySupervisors => Audience.Supervisors,
        _ => null,
    };

    private static Ticket Change(EscalationAction action, Ticket ticket, Actor policy, DeskReferences references, DeskUnit unit, DateTimeOffset now)
    {
        switch (action)
        {
            case { Kind: EscalationKind.RaisePriority } when references.Raised(ticket.PriorityId) is var raised && raised != ticket.PriorityId:
                return unit.Append(ticket.Id, ticket, policy, now, new PriorityChanged(ticket.PriorityId, raised, "escalated"));
            case { Kind: EscalationKind.HandOver, TeamId: { } team } when references.TeamExists(team) && ticket.TeamId != team:
                ticket = unit.Append(ticket.Id, ticket, policy, now, new TeamChanged(ticket.TeamId, team, "escalated"));
                unit.Notify(Audience.Team(team), new Notice { Seq = unit.Head, TicketId = ticket.Id, Kind = NoticeKind.HandedOver, At = now });
                return ticket.AssigneeId is { } agent
                    ? unit.Append(ticket.Id, ticket, policy, now, new AssigneeChanged(agent, null, "escalated"))
                    : ticket;
            default:
                return ticket;
        }
    }
}
