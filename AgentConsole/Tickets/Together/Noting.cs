using AgentConsole.Common;
using AgentConsole.Tickets.Routing;

namespace AgentConsole.Tickets.Together;

/// <summary>What notes among colleagues come to: alone, with a handing over, with an escalation. Pure.</summary>
internal static class Noting
{
    public const int MaxFollowers = 100;

    public static Outcome<Decision> Decide(Ticket ticket, HandOver command, LifecycleContext context)
    {
        if (((command.Text.Length == 0 ? null : Lifecycle.CheckText(command.Text)) ?? Check(command.Mentions)) is { } refusal) return refusal;
        if (command is { AgentId: null, TeamId: null }) return new Refusal("handover.nowhere");
        // While the customer waits it rings, so that it is with somebody who is there, or goes on.
        var rings = context.RingsFor is not null && command.AgentId is not null && ticket is { WaitingSince: not null, Status: <= TicketStatus.Open } ? command.AgentId : null;
        if (rings is not null && (rings == ticket.AssigneeId || (ticket.HeldUntil is not null && ticket.OfferedTo.Contains(rings.Value)))) return new Refusal("handover.nowhere");
        var events = Given(ticket, rings is null ? command.AgentId : null, command.TeamId, "handed_over");
        if (rings is { } agent) events.Add(new TicketOffered([agent], context.Now + context.RingsFor!.Value, new RoutingFinding(RoutingWay.Manual, 1)));
        if (events.Count == 0) return new Refusal("handover.nowhere");
        return command.Text.Length == 0 ? new Decision(events) : Noted(command.Text, command.Mentions, context, events);
    }

    public static Outcome<Decision> Decide(Ticket ticket, Escalate command, EscalationPath path, LifecycleContext context)
    {
        if (Lifecycle.CheckText(command.Text) is { } refusal) return refusal;
        // Within the team the seniors are looked for after this; until one is found it is nobody's.
        var events = Given(ticket, path.AgentId, path.TeamId ?? ticket.TeamId, "escalated_by_hand");
        return Noted(command.Text, [], context, [new TicketEscalated(path.TeamId, path.AgentId, path.AtLeast), .. events]);
    }

    public static Outcome<Decision> Decide(Ticket ticket, Follow command)
    {
        if (command.On == ticket.FollowerIds.Contains(command.By.Id)) return Decision.Nothing;
        if (command.On && ticket.FollowerIds.Count >= MaxFollowers) return new Refusal("follow.too_many", MaxFollowers);
        long[] who = [command.By.Id];
        return new Decision([command.On ? new FollowersChanged(who, []) : new FollowersChanged([], who)]);
    }

    private static List<TicketEvent> Given(Ticket ticket, long? agent, long? team, string reason)
    {
        List<TicketEvent> events = [];
        if (team is not null && team != ticket.TeamId) events.Add(new TeamChanged(ticket.TeamId, team, reason));
        if (agent != ticket.AssigneeId) events.Add(new AssigneeChanged(ticket.AssigneeId, agent, reason));
        return events;
    }

    private static Decision Noted(string text, IReadOnlyList<Mention> mentions, LifecycleContext context, IReadOnlyList<TicketEvent> then) => new(
        [new NoteAdded(context.MessageId, Text.Preview(text)) { Mentions = mentions.Count == 0 ? null : mentions }, .. then],
        new MessageDraft(MessageKind.Note, text) { Mentions = mentions });

    private static Refusal? Check(IReadOnlyList<Mention> mentions) => mentions.Count > Mention.MaxOfNote ? new Refusal("mention.too_many", Mention.MaxOfNote) : null;
}
