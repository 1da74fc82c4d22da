using AgentConsole.Console.Ticket;
using AgentConsole.Sla;
using AgentConsole.Tests.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class TimeLineDrawingTests
{
    private static readonly SlaPolicy Policy = Some.Policy(Some.Promise(SlaTarget.FirstResolution, 4, warnHours: 1));

    // Wednesday.
    private static readonly DateTimeOffset Nine = Some.At("2026-03-04T09:00");

    [Fact]
    public void What_was_counted_what_is_to_come_and_what_waits_take_their_share_of_the_line()
    {
        var ticket = Some.Ticket(Nine).Turned(TicketStatus.Pending, Nine.AddHours(1)).Turned(TicketStatus.Open, Nine.AddHours(3));
        var drawing = Draw(ticket, now: Nine.AddHours(4));

        // Due 15:00: two hours counted, two waited, two to come.
        Assert.Equal([("used", 1), ("used", 1), ("open", 2), ("pause", 2)], drawing.Bars.Select(bar => (bar.Look, Hours(bar.Width, 6))));
        Assert.Equal([("start", 0), ("risk", 5), ("due", 6), ("now", 4)], drawing.Marks.Select(mark => (mark.Look, Hours(mark.X - 8, 6))));
    }

    [Fact]
    public void Closed_hours_are_left_out_and_what_is_late_is_drawn_as_late()
    {
        var drawing = Draw(Some.Ticket(Nine.AddHours(6)), now: Nine.AddHours(27));

        // From 15:00 until noon of the next day: it was due at eleven.
        Assert.Equal([("used", 2), ("used", 2), ("over", 1)], drawing.Bars.Where(bar => bar.Look != "day").Select(bar => (bar.Look, Hours(bar.Width, 21))));
        Assert.Single(drawing.Bars, bar => bar.Look == "day");
    }

    [Fact]
    public void It_begins_where_the_reader_begins()
    {
        var ticket = Some.Ticket(Nine).Turned(TicketStatus.Pending, Nine.AddHours(1)).Turned(TicketStatus.Open, Nine.AddHours(3));
        var (left, right) = (Draw(ticket, Nine.AddHours(4)), Draw(ticket, Nine.AddHours(4), rightToLeft: true));

        Assert.Equal(left.Marks.Select(mark => Math.Round(TimeLineDrawing.Width - mark.X, 2)), right.Marks.Select(mark => mark.X));
        Assert.Equal(left.Bars.Select(bar => Math.Round(TimeLineDrawing.Width - bar.X - bar.Width, 2)), right.Bars.Select(bar => Math.Round(bar.X, 2)), Near);
        static bool Near(double one, double other) => Math.Abs(one - other) < 0.05;
    }

    [Fact]
    public void Everything_stays_on_the_line_however_long_it_takes()
    {
        var ticket = Some.Ticket(Nine).Turned(TicketStatus.Pending, Nine.AddMinutes(1)).Turned(TicketStatus.Open, Nine.AddDays(700));
        var drawing = Draw(ticket, now: Nine.AddDays(800));

        Assert.InRange(drawing.Bars.Count, 2, 300);
        Assert.All(drawing.Bars, bar => Assert.True(bar.X >= 8 && bar.X + bar.Width <= TimeLineDrawing.Width - 7.9));
        Assert.All(drawing.Marks, mark => Assert.InRange(mark.X, 8, TimeLineDrawing.Width - 8));
    }

    private static int Hours(double width, int all) => (int)Math.Round(width / (TimeLineDrawing.Width - 16) * all);

    private static TimeLineDrawing Draw(AgentConsole.Tickets.Ticket ticket, DateTimeOffset now, bool rightToLeft = false)
    {
        var calendar = Some.Calendar();
        var standing = SlaEngine.Judge(Policy, calendar, ticket, now).Targets.Single();
        return TimeLineDrawing.Of(SlaExplanation.Of(Policy, calendar, ticket, standing, now)!, now, TimeZoneInfo.Utc, rightToLeft);
    }
}
