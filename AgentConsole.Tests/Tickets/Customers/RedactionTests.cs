using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;

namespace AgentConsole.Tests.Tickets.Customers;

/// <summary>A journal's rows without anybody's words.</summary>
public sealed class RedactionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Words_go_and_what_the_ticket_is_made_of_stays()
    {
        Assert.Equal(new TicketOpened("#7", TicketChannel.Chat, 3, 2, 1, null, null, ""), Of(new TicketOpened("Maja's order", TicketChannel.Chat, 3, 2, 1, null, null, "vip")));
        Assert.Equal(new CustomerWrote(9, ""), Of(new CustomerWrote(9, "2026-03-04T12:00:00+00:00")));
        Assert.Equal(new NoteAdded(9, ""), Of(new NoteAdded(9, "01:00:00")));
        Assert.Equal(new SubjectChanged("#7", "#7"), Of(new SubjectChanged("a", "b")));
        Assert.Equal(new StatusChanged(TicketStatus.New, TicketStatus.Open, "customer_replied"), Of(new StatusChanged(TicketStatus.New, TicketStatus.Open, "customer_replied")));
        Assert.Equal(new StatusChanged(TicketStatus.New, TicketStatus.Open, ""), Of(new StatusChanged(TicketStatus.New, TicketStatus.Open, "Maja was angry")));
        var judged = new SlaJudged(new TicketSla(1, 2, [new TargetStanding(SlaTarget.FirstResponse, SlaState.Paused, Noon, null, null, null, TimeSpan.FromMinutes(5))]));
        Assert.Equal(judged, Of(judged));
    }

    private static TicketEvent Of(TicketEvent what) => TicketJson.ReadEvent(Redaction.Of(7, TicketJson.Write(what)));
}
