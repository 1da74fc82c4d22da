using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Sla;

public sealed class SlaImpactTests
{
    private static readonly DateTimeOffset Nine = Some.At("2026-03-02T09:00"), Noon = Nine.AddHours(3);

    private static readonly SlaBook FourHours = Book(4), TwoHours = Book(2);

    [Fact]
    public void A_shorter_promise_moves_what_is_open_and_breaks_what_was_kept()
    {
        var impact = new SlaImpact(FourHours, TwoHours, Noon);
        impact.Add(Some.Ticket(Nine), null, []);
        impact.Add(Some.Ticket(Noon.AddHours(-1)) with { Id = 2 }, null, []);
        impact.Add(Some.Ticket(Nine).Answered(Nine.AddHours(3)).Turned(TicketStatus.Resolved, Nine.AddHours(3)) with { Id = 3 }, null, []);
        impact.Add(Some.Ticket(Nine).Answered(Nine.AddHours(1)).Turned(TicketStatus.Resolved, Nine.AddHours(1)) with { Id = 4 }, null, []);

        Assert.Equal((4, 2, 2, 2, 2, 0), (impact.Tickets, impact.OpenTickets, impact.TicketsThatMove, impact.DueMoves, impact.BreachesAppear, impact.BreachesVanish));
        Assert.Equal([1L, 3, 2], impact.MostAffected.Select(ticket => ticket.TicketId));
        Assert.Equal(TimeSpan.FromHours(-2), impact.MostAffected[0].Shift);
    }

    [Fact]
    public void The_way_back_is_the_mirror_image()
    {
        var (there, back) = (new SlaImpact(FourHours, TwoHours, Noon), new SlaImpact(TwoHours, FourHours, Noon));
        foreach (var hours in Enumerable.Range(0, 8))
        {
            var ticket = Some.Ticket(Nine.AddHours(-hours)) with { Id = hours };
            there.Add(ticket, null, []);
            back.Add(ticket, null, []);
        }

        Assert.Equal((there.DueMoves, there.BreachesAppear, there.BreachesVanish), (back.DueMoves, back.BreachesVanish, back.BreachesAppear));
        Assert.True(there.BreachesAppear > 0);
        Assert.Equal(there.MostAffected.Select(ticket => (ticket.TicketId, -ticket.Shift)), back.MostAffected.Select(ticket => (ticket.TicketId, ticket.Shift)));
    }

    [Fact]
    public void Ten_are_kept_and_an_edit_that_changes_nothing_affects_nobody()
    {
        var (changed, same) = (new SlaImpact(FourHours, TwoHours, Noon), new SlaImpact(FourHours, FourHours, Noon));
        foreach (var id in Enumerable.Range(1, 30))
        {
            changed.Add(Some.Ticket(Nine) with { Id = id }, null, []);
            same.Add(Some.Ticket(Nine) with { Id = id }, null, []);
        }

        Assert.Equal(SlaImpact.Most, changed.MostAffected.Count);
        Assert.Equal((30, 0, 0), (same.Tickets, same.DueMoves, same.MostAffected.Count));
    }

    [Fact]
    public void Waits_that_were_answered_count_as_they_would_have_been_judged()
    {
        var opened = new JournalEntry(1, 1, Nine, Actor.Customer(1, "Ana"), new TicketOpened("?", TicketChannel.Chat, 1, PriorityLevel.NormalId, null, null, null));
        JournalEntry[] journal = [opened, Wrote(Nine), Replied(Nine.AddMinutes(10)), Wrote(Nine.AddMinutes(20)), Replied(Nine.AddMinutes(200)), Wrote(Nine.AddMinutes(210)), Replied(Nine.AddMinutes(220))];
        var waits = AnsweredWait.Of(journal).ToList();
        Assert.Equal([180.0, 10], waits.Select(wait => (wait.At - wait.Since).TotalMinutes));

        // Three hours: kept by a promise of four, missed by one of two. The short wait is kept by both, and the first response is no next one.
        var (there, back) = (new SlaImpact(NextResponse(4), NextResponse(2), Noon), new SlaImpact(NextResponse(2), NextResponse(4), Noon));
        var ticket = TicketHistory.Replay(journal)!;
        there.Add(ticket, null, waits);
        back.Add(ticket, null, waits);
        Assert.Equal((0, 1, 0), (there.DueMoves, there.BreachesAppear, there.BreachesVanish));
        Assert.Equal((0, 0, 1), (back.DueMoves, back.BreachesAppear, back.BreachesVanish));
        Assert.True(there.ReadsWaits);
        Assert.False(new SlaImpact(FourHours, TwoHours, Noon).ReadsWaits);
    }

    private static JournalEntry Wrote(DateTimeOffset at) => new(1, 1, at, Actor.Customer(1, "Ana"), new CustomerWrote(1, "?"));

    private static JournalEntry Replied(DateTimeOffset at) => new(1, 1, at, Actor.Agent(1, "Bor"), new AgentReplied(1, "!"));

    private static SlaBook NextResponse(int hours) => SlaBook.Of([Some.Policy(Some.Promise(SlaTarget.NextResponse, hours))], [Some.AlwaysOpen]);

    private static SlaBook Book(int hours) => SlaBook.Of([Some.Policy(Some.Promise(SlaTarget.FirstResponse, hours))], [Some.AlwaysOpen]);
}
