using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Routing;

namespace AgentConsole.Desk.Routing;

/// <summary>What chats ask of agents beside their tickets: to answer when it rings, and time to write up afterwards.</summary>
internal static class ChatDuties
{
    /// <summary>After a command: who missed a ring is counted and, too often in a row, set away; who answered begins anew; who resolved a chat gets their time.</summary>
    public static async ValueTask<Ticket> FollowAsync(Ticket ticket, IReadOnlyList<TicketEvent> happened, Actor by, RoutingReferences known, DeskUnit unit, DateTimeOffset now)
    {
        foreach (var what in happened)
        {
            switch (what)
            {
                case OfferEnded { MissedBy: { } agent }:
                    await MissedAsync(ticket, agent, known, unit, now);
                    break;
                case AssigneeChanged { Reason: "accepted", To: { } agent }:
                    await ChangeAsync(agent, duty => duty with { Missed = 0 }, unit);
                    break;
                case OfferDeclined e:
                    // Whoever declines is there.
                    await ChangeAsync(e.AgentId, duty => duty with { Missed = 0 }, unit);
                    break;
                case StatusChanged { To: TicketStatus.Resolved } when by.Kind == ActorKind.Agent && ticket.Channel == TicketChannel.Chat && known.Book().Of(ticket.TeamId).WrapUp is var wrapUp && wrapUp > TimeSpan.Zero:
                    await ChangeAsync(by.Id, duty => duty with { WrapUpUntil = now + wrapUp }, unit);
                    ticket = unit.Append(ticket.Id, ticket, RoutingActor.Value, now, new WrapUpBegan(by.Id, now + wrapUp));
                    break;
            }
        }

        return ticket;
    }

    /// <summary>The agent is done: false where they were not writing up.</summary>
    public static async ValueTask<bool> TryEndWrapUpAsync(long agent, DeskUnit unit, DateTimeOffset now)
    {
        if ((await unit.DutiesAsync([agent]))[agent] is not { WrapUpUntil: { } until } duty || until <= now) return false;
        unit.Keep(duty with { WrapUpUntil = null });
        return true;
    }

    private static async ValueTask MissedAsync(Ticket ticket, long agent, RoutingReferences known, DeskUnit unit, DateTimeOffset now)
    {
        var missed = (await unit.DutiesAsync([agent]))[agent].Missed + 1;
        var isTooOften = known.Book().Rules.AwayAfterMissed is var most && most > 0 && missed >= most;
        await ChangeAsync(agent, duty => duty with { Missed = isTooOften ? 0 : missed }, unit);
        if (!isTooOften) return;
        unit.Notify(Audience.Agent(agent), new Notice { Seq = unit.Head, TicketId = ticket.Id, Kind = NoticeKind.SetAway, At = now });
        unit.Afterwards(() => known.SetAway(agent));
    }

    private static async ValueTask ChangeAsync(long agent, Func<ChatDuty, ChatDuty> change, DeskUnit unit) => unit.Keep(change((await unit.DutiesAsync([agent]))[agent]));
}
