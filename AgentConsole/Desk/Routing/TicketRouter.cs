using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Desk.Routing;

/// <summary>Brings tickets to agents in the pass in which they came to need one. Every choice is in the journal with its reason.</summary>
internal sealed class TicketRouter(DeskReferences references)
{
    private RoutingReferences Known => references.Routing;

    /// <summary>After a command: an absent agent's reopened ticket goes back, and what nobody has is routed as its team wants it.</summary>
    /// <param name="by">Who did it: what somebody lets go of does not come back to them.</param>
    public async ValueTask<Ticket> FollowAsync(Ticket before, Ticket ticket, IReadOnlyList<TicketEvent> happened, Actor by, DeskUnit unit, DateTimeOffset now)
    {
        ticket = await ChatDuties.FollowAsync(ticket, happened, by, Known, unit, now);
        if (ticket.AssigneeId is { } agent && happened.Any(what => what is StatusChanged { Reason: "reopened" }) && IsGone(agent))
        {
            ticket = unit.Append(ticket.Id, ticket, RoutingActor.Value, now, new AssigneeChanged(agent, null, "reopened_absent"));
            return await RouteAsync(ticket, agent, unit, now);
        }

        if (happened.OfType<TicketEscalated>().FirstOrDefault() is { AgentId: null, AtLeast: { } atLeast } && ticket.AssigneeId is null)
            return await ToSeniorsAsync(ticket, atLeast, by.Id, RoutingActor.Value, "escalated_by_hand", unit, now);
        // A step of an escalation moves tickets too.
        if (ticket.AssigneeId is not null || (ticket.TeamId == before.TeamId && before.AssigneeId is null && !happened.Any(NeedsAgent))) return ticket;
        var except = happened.Any(what => what is OfferEnded { MissedBy: null }) ? Everybody : happened.OfType<AssigneeChanged>().FirstOrDefault(what => what.To is null && (by.Kind != ActorKind.Agent || what.From == by.Id))?.From;
        return await RouteAsync(ticket, except, unit, now);
    }

    /// <summary>Gives a ticket that nobody has to one of its team, or asks several. Where nobody can take it the journal says why, and it waits.</summary>
    /// <param name="quietly">Says nothing where nobody can: it was said before.</param>
    public async ValueTask<Ticket> RouteAsync(Ticket ticket, long? except, DeskUnit unit, DateTimeOffset now, bool quietly = false)
    {
        var way = Known.Book().Of(ticket.TeamId);
        if (way.Way == RoutingWay.Manual || ticket is not { AssigneeId: null, HeldUntil: null, IsSnoozed: false, Status: <= TicketStatus.Open, TeamId: { } team }) return ticket;
        var need = await NeedAsync(ticket, way, unit, now);
        // Asked once and not taken: it is given.
        var kind = way.Way == RoutingWay.RingAll && except == Everybody ? RoutingWay.LeastBusy : way.Way;
        var choice = Router.Decide(kind, need, await TeamAsync(ticket, unit, now), await unit.LastOfAsync(team), except, ticket.PassedBy);
        if (choice.AgentIds.Count == 0) return quietly ? ticket : unit.Append(ticket.Id, ticket, RoutingActor.Value, now, new RoutingWaits(choice.Because));
        var handsOn = way.HandsOn(ticket.Channel);
        if (handsOn) unit.TakeTurn(team, choice.AgentIds[0]);
        if (kind == RoutingWay.RingAll || handsOn)
        {
            ticket = unit.Append(ticket.Id, ticket, RoutingActor.Value, now, new TicketOffered(choice.AgentIds, now + way.AcceptWithin, choice.Because));
            foreach (var agent in choice.AgentIds) unit.Notify(Audience.Agent(agent), new Notice { Seq = unit.Head, TicketId = ticket.Id, Kind = NoticeKind.Offered, At = now });
            return ticket;
        }

        unit.TakeTurn(team, choice.AgentIds[0]);
        return Give(ticket, choice.AgentIds[0], "routed", choice.Because, RoutingActor.Value, unit, now);
    }

    /// <summary>What to pass as the one who let go of a ticket where everybody did.</summary>
    public const long Everybody = -1;

    /// <summary>Gives it to the least busy of its team from a seniority on; where none is free they are all told, and it is theirs to take.</summary>
    public async ValueTask<Ticket> ToSeniorsAsync(Ticket ticket, Seniority atLeast, long? except, Actor by, string reason, DeskUnit unit, DateTimeOffset now)
    {
        if (ticket.TeamId is not { } team || (ticket.AssigneeId is { } has && Known.Agent(has)?.Ability.Seniority >= atLeast)) return ticket;
        var need = (await NeedAsync(ticket, Known.Book().Of(team), unit, now)) with { AtLeast = atLeast, SeniorsFirst = false };
        var choice = Router.Decide(RoutingWay.LeastBusy, need, await TeamAsync(team, unit), await unit.LastOfAsync(team), except);
        if (choice.AgentIds is [var chosen, ..]) return Give(ticket, chosen, reason, choice.Because, by, unit, now);
        if (ticket.AssigneeId is { } agent) ticket = unit.Append(ticket.Id, ticket, by, now, new AssigneeChanged(agent, null, reason));
        ticket = unit.Append(ticket.Id, ticket, by, now, new RoutingWaits(choice.Because));
        foreach (var senior in Known.Agents().Where(one => one.TeamIds.Contains(team) && one.Ability.Seniority >= atLeast))
            unit.Notify(Audience.Agent(senior.Id), new Notice { Seq = unit.Head, TicketId = ticket.Id, Kind = NoticeKind.Escalated, At = now });
        return ticket;
    }

    /// <summary>What a ticket asks of who does it.</summary>
    public async ValueTask<RoutingNeed> NeedAsync(Ticket ticket, TeamRouting way, DeskUnit unit, DateTimeOffset now)
    {
        var book = Known.Book();
        var skills = book.HasSkills ? book.Needs(new ConditionFacts(ticket, book.ReadsCustomer ? await unit.CustomerAsync(ticket.CustomerId) : null, now, ticket.Subject)) : [];
        return new RoutingNeed(skills, way.SeniorsFrom is { } from && references.PriorityRank(ticket.PriorityId) >= references.PriorityRank(from));
    }

    /// <summary>Everybody of a team, as they are now.</summary>
    public async ValueTask<IReadOnlyList<Candidate>> TeamAsync(long team, DeskUnit unit) =>
        await CandidatesAsync([.. Known.Agents().Where(agent => agent.TeamIds.Contains(team))], unit);

    /// <summary>Everybody of a ticket's team; where it is a chat, with what they have of those.</summary>
    private async ValueTask<IReadOnlyList<Candidate>> TeamAsync(Ticket ticket, DeskUnit unit, DateTimeOffset now)
    {
        var team = await TeamAsync(ticket.TeamId!.Value, unit);
        if (ticket.Channel != TicketChannel.Chat || team.Count == 0) return team;
        long[] ids = [.. team.Select(one => one.AgentId)];
        var (duties, chats) = (await unit.DutiesAsync(ids), await unit.ChatsAsync(ids, now));
        return [.. team.Select(one => one with { Chat = (chats.GetValueOrDefault(one.AgentId), duties[one.AgentId].WrapUpUntil > now) })];
    }

    public async ValueTask<IReadOnlyList<Candidate>> CandidatesAsync(IReadOnlyList<AgentInfo> agents, DeskUnit unit)
    {
        if (agents.Count == 0) return [];
        var loads = await unit.LoadsAsync([.. agents.Select(agent => agent.Id)]);
        return [.. agents.Select(agent => new Candidate(agent.Id, agent.Ability, loads[agent.Id], Known.PresenceOf(agent.Id) == Presence.Online))];
    }

    /// <summary>True for an agent who is known not to be there.</summary>
    public bool IsGone(long agent) => Known.PresenceOf(agent) != Presence.Online;

    public Ticket Give(Ticket ticket, long agent, string reason, RoutingFinding? because, Actor by, DeskUnit unit, DateTimeOffset now)
    {
        var hold = Known.Book().Rules.HoldFor;
        var given = new AssigneeChanged(ticket.AssigneeId, agent, reason) { HeldUntil = hold > TimeSpan.Zero && ticket.Status <= TicketStatus.Open ? now + hold : null, Because = because };
        ticket = unit.Append(ticket.Id, ticket, by, now, given);
        Escalating.TellAssignee(given, ticket, by, unit, now);
        return ticket;
    }

    private static bool NeedsAgent(TicketEvent what) =>
        what is OfferEnded or OfferDeclined or TicketWoken or StatusChanged { To: TicketStatus.Open, From: > TicketStatus.Open };
}
