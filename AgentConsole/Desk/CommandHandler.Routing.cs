using AgentConsole.Common;
using AgentConsole.Desk.Routing;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Desk;

// Commands that look for a ticket or for an agent.
public sealed partial class CommandHandler
{
    private TicketRouter Routing => _judge.Router;

    private RoutingReferences Known => references.Routing;

    /// <summary>The most urgent ticket that nobody has, of the agent's teams or of none, that the agent can do.</summary>
    private async Task<Outcome<CommandResult>> TakeNextAsync(TakeNext command, DeskUnit unit)
    {
        var (now, id) = (time.Instant(), command.By.Id);
        if (Known.Agent(id) is not { } agent) return new Refusal("agent.unknown", id);
        if (await Routing.CandidatesAsync([agent], unit) is not [{ HasRoom: true } me]) return new Refusal("next.full", agent.Ability.Capacity);
        foreach (var priority in Known.Priorities())
        {
            if (await NextOfAsync(priority, agent, me, unit, now) is not { } found) continue;
            var (ticket, need) = found;
            now = now < ticket.UpdatedAt ? ticket.UpdatedAt : now;
            var because = new RoutingFinding(RoutingWay.Next, 0, me.Load, me.Ability.Capacity, need.Skills.Count == 0 ? null : need.Skills, need.SeniorsFirst);
            var given = Routing.Give(ticket, id, "next", because, command.By, unit, now);
            return new CommandResult(await JudgedAsync(ticket, given, unit, now), unit.Head, null, Repeated: false);
        }

        return new Refusal("next.none");
    }

    private async Task<(Ticket Ticket, RoutingNeed Need)?> NextOfAsync(int priority, AgentInfo agent, Candidate me, DeskUnit unit, DateTimeOffset now)
    {
        (Ticket Ticket, RoutingNeed Need)? best = null;
        foreach (var team in agent.TeamIds.Select(team => (long?)team).Append(null))
        {
            var way = Known.Book().Of(team);
            await foreach (var ticket in unit.WaitingAsync(team, priority))
            {
                // Each team's come by what is due: one that comes after the best so far ends the team's walk.
                if (best is { } found && Place(found.Ticket).CompareTo(Place(ticket)) <= 0) break;
                if (ticket.HeldUntil is not null && !ticket.OfferedTo.Contains(agent.Id)) continue;
                var need = await Routing.NeedAsync(ticket, way, unit, now);
                if (!Router.MayHave(me, need, need.SeniorsFirst && team is { } id ? await Routing.TeamAsync(id, unit) : [])) continue;
                best = (ticket, need);
                break;
            }
        }

        return best;
    }

    private static (DateTimeOffset, long) Place(Ticket ticket) => (ticket.DueAt ?? DateTimeOffset.MaxValue, ticket.Id);

    /// <summary>How many of a queue are looked at for one that somebody can take: what nobody can do must not be walked through at each turn.</summary>
    private const int LookedAt = 64;

    private async Task<Outcome<CommandResult>> RouteNextAsync(RouteNext command, DeskUnit unit)
    {
        var now = time.Instant();
        var left = LookedAt;
        foreach (var priority in Known.Priorities())
        {
            await foreach (var ticket in unit.WaitingAsync(command.TeamId, priority))
            {
                if (left-- == 0) return new Refusal("route.nobody");
                var at = now < ticket.UpdatedAt ? ticket.UpdatedAt : now;
                var routed = await Routing.RouteAsync(ticket, except: null, unit, at, quietly: true);
                if (!ReferenceEquals(routed, ticket)) return new CommandResult(await JudgedAsync(ticket, routed, unit, at), unit.Head, null, Repeated: false);
            }
        }

        return new Refusal("route.nobody");
    }

    /// <summary>An absent agent's ticket goes on where its team wants it so and it waits for an answer.</summary>
    private async Task<CommandResult> RerouteAsync(Reroute command, Ticket ticket, DeskUnit unit)
    {
        var (now, agent) = (time.Instant(), command.AgentId);
        now = now < ticket.UpdatedAt ? ticket.UpdatedAt : now;
        var way = Known.Book().Of(ticket.TeamId);
        if (way.Way != RoutingWay.Manual && way.LeavesAbsent && ticket is { WaitingSince: not null, Status: <= TicketStatus.Open } && ticket.AssigneeId == agent && Routing.IsGone(agent))
        {
            var reason = Known.PresenceOf(agent) == Presence.Away ? "agent_away" : "agent_offline";
            ticket = unit.Append(ticket.Id, ticket, command.By, now, new AssigneeChanged(agent, null, reason));
            ticket = await _judge.JudgeAsync(await Routing.RouteAsync(ticket, agent, unit, now), unit, now);
        }

        return new CommandResult(ticket, unit.Head, null, Repeated: false);
    }

    /// <summary>The agent is done with a chat: the next may ring.</summary>
    private async Task<CommandResult> EndWrapUpAsync(EndWrapUp command, Ticket ticket, DeskUnit unit)
    {
        var now = time.Instant();
        now = now < ticket.UpdatedAt ? ticket.UpdatedAt : now;
        if (await ChatDuties.TryEndWrapUpAsync(command.By.Id, unit, now)) ticket = unit.Append(ticket.Id, ticket, command.By, now, new WrapUpEnded(command.By.Id));
        return new CommandResult(ticket, unit.Head, null, Repeated: false);
    }

    /// <summary>A ticket that routing changed is judged again: an agreement may ask who has it.</summary>
    private async ValueTask<Ticket> JudgedAsync(Ticket before, Ticket routed, DeskUnit unit, DateTimeOffset now) =>
        ReferenceEquals(before, routed) ? routed : await _judge.JudgeAsync(routed, unit, now);

    private Outcome<Decision> Decide(TicketCommand command, Ticket ticket, DeskUnit unit, DateTimeOffset now, IReadOnlyList<MessageFile>? files)
    {
        var context = new LifecycleContext(now, unit.NextMessageId, unit.Head, options.ReopenWindow)
        {
            Policy = references.LifeOf(ticket.TeamId),
            Files = files,
            HoldFor = Known.Book().Rules.HoldFor,
            HandsOn = Known.Book().Of(ticket.TeamId).HandsOn(ticket.Channel),
            RingsFor = RingsFor(command, ticket),
            MayPick = command.By.Kind != ActorKind.Agent || Known.MayPick(command.By.Id),
        };
        if (command is not Escalate escalate) return Lifecycle.Decide(ticket, command, context);
        if (ticket.Status == TicketStatus.Closed) return new Refusal("ticket.closed", ticket.Id);
        if (escalate.ExpectedVersion is { } expected && expected != ticket.Version) return new Refusal("ticket.changed", ticket.Id, expected, ticket.Version);
        return Known.Book().Of(ticket.TeamId).Path is { } path && PathIsOpen(path) ? Noting.Decide(ticket, escalate, path, context) : new Refusal("escalate.no_path");
    }

    private TimeSpan? RingsFor(TicketCommand command, Ticket ticket) =>
        command is HandOver { AgentId: { } agent, TeamId: var team } && Known.Book().Of(team ?? ticket.TeamId) is var way && way.HandsOn(ticket.Channel) && Known.PresenceOf(agent) == Presence.Online ? way.AcceptWithin : null;

    private bool PathIsOpen(EscalationPath path) =>
        (path.TeamId is not { } team || references.TeamExists(team)) && (path.AgentId is not { } agent || references.AgentExists(agent));
}
