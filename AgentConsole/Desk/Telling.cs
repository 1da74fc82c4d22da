using AgentConsole.Tickets;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Desk;

/// <summary>Who is told of an event by name: whom a note names, who follows the ticket, who gets it handed over.</summary>
internal static class Telling
{
    /// <summary>To be called right after the event was appended.</summary>
    public static void Of(TicketEvent happened, Ticket ticket, Actor by, DeskUnit unit, DateTimeOffset now)
    {
        IEnumerable<(Audience Audience, NoticeKind Kind)> told = happened switch
        {
            NoteAdded { IsWhisper: true } => ticket.AssigneeId is { } agent ? [(Audience.Agent(agent), NoticeKind.Whispered)] : [],
            NoteAdded { Mentions: { } mentions } => mentions.Select(mention => (mention.Audience, NoticeKind.Mentioned)),
            TeamChanged { Reason: "handed_over" or "escalated_by_hand", To: { } team } => [(Audience.Team(team), happened is TeamChanged { Reason: "handed_over" } ? NoticeKind.HandedOver : NoticeKind.Escalated)],
            TicketOffered { AgentIds: var agents } => agents.Select(agent => (Audience.Agent(agent), NoticeKind.Offered)),
            CustomerWrote { IsAutomatic: false } or AgentReplied => Followers(ticket, NoticeKind.FollowedReply),
            StatusChanged => Followers(ticket, NoticeKind.FollowedStatus),
            _ => [],
        };
        foreach (var (audience, kind) in told.Where(one => one.Audience != Myself(by)).Distinct())
            unit.Notify(audience, new Notice { Seq = unit.Head, TicketId = ticket.Id, Kind = kind, At = now });
    }

    private static IEnumerable<(Audience, NoticeKind)> Followers(Ticket ticket, NoticeKind kind) =>
        ticket.FollowerIds.Select(agent => (Audience.Agent(agent), kind));

    private static Audience? Myself(Actor by) => by.Kind == ActorKind.Agent ? Audience.Agent(by.Id) : null;
}
