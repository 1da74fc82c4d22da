using AgentConsole.Tickets;
using AgentConsole.Tickets.Wall;

namespace AgentConsole.Tests.Tickets.Wall;

public sealed class PromiseBookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly PromiseBook _book = new(TimeZoneInfo.Utc);

    [Fact]
    public void What_was_decided_counts_on_its_day_and_for_seven_days()
    {
        Tell(1, SlaTarget.FirstResponse, SlaState.Met, Noon);
        Tell(2, SlaTarget.FirstResponse, SlaState.Missed, Noon.AddDays(-1));
        Tell(3, SlaTarget.FirstResponse, SlaState.Met, Noon.AddDays(-6));
        Tell(4, SlaTarget.FirstResponse, SlaState.Met, Noon.AddDays(-7));
        Assert.Equal([new WallCompliance(1, SlaTarget.FirstResponse, 1, 0, 2, 1)], _book.Compliance(Noon));
        Assert.Equal([new WallCompliance(1, SlaTarget.FirstResponse, 0, 0, 1, 1)], _book.Compliance(Noon.AddDays(1)));
        Assert.Equal([new WallCompliance(1, SlaTarget.FirstResponse, 0, 0, 1, 0)], _book.Compliance(Noon.AddDays(6)));
        Assert.Empty(_book.Compliance(Noon.AddDays(7)));
    }

    [Fact]
    public void What_is_overdue_and_running_counts_as_missed_until_it_ends()
    {
        _book.Take(1, Standing(SlaState.Breached));
        Assert.Equal([new WallCompliance(1, SlaTarget.FirstResponse, 0, 1, 0, 1)], _book.Compliance(Noon));
        // Ten days later it still runs, and no figure forgets it.
        Assert.Equal([new WallCompliance(1, SlaTarget.FirstResponse, 0, 1, 0, 1)], _book.Compliance(Noon.AddDays(10)));
        _book.Take(1, Standing(SlaState.Missed));
        Tell(1, SlaTarget.FirstResponse, SlaState.Missed, Noon.AddDays(10));
        Assert.Equal([new WallCompliance(1, SlaTarget.FirstResponse, 0, 1, 0, 1)], _book.Compliance(Noon.AddDays(10)));
    }

    [Fact]
    public void A_promise_that_is_taken_up_again_counts_once_by_its_last_word()
    {
        Tell(1, SlaTarget.TotalResolution, SlaState.Met, Noon);
        _book.Take(new PromiseRow(2, 1, Noon, new SlaTransitioned(SlaTarget.TotalResolution, SlaState.Met, SlaState.OnTrack, null, 1)));
        Assert.All(_book.Compliance(Noon), line => Assert.Equal((0, 0), (line.MetToday, line.MissedToday)));
        Tell(1, SlaTarget.TotalResolution, SlaState.Missed, Noon);
        Assert.Equal([new WallCompliance(1, SlaTarget.TotalResolution, 0, 1, 0, 1)], _book.Compliance(Noon));
        // Missed, reopened and overdue again: the journal says nothing of that, and it is one promise still.
        _book.Take(1, new TicketSla(1, 1, [new(SlaTarget.TotalResolution, SlaState.Breached, Noon, null, Noon, null, null)]));
        Assert.Equal([new WallCompliance(1, SlaTarget.TotalResolution, 0, 1, 0, 1)], _book.Compliance(Noon));
    }

    [Fact]
    public void Each_wait_for_a_next_response_is_a_promise_of_its_own()
    {
        Tell(1, SlaTarget.NextResponse, SlaState.Met, Noon);
        Tell(1, SlaTarget.NextResponse, SlaState.Met, Noon);
        Tell(1, SlaTarget.NextResponse, SlaState.Missed, Noon);
        Assert.Equal([new WallCompliance(1, SlaTarget.NextResponse, 2, 1, 2, 1)], _book.Compliance(Noon));
    }

    [Fact]
    public void Policies_and_targets_are_told_apart()
    {
        Tell(1, SlaTarget.FirstResponse, SlaState.Met, Noon, policy: 2);
        Tell(2, SlaTarget.FirstResolution, SlaState.Met, Noon);
        Tell(3, SlaTarget.FirstResponse, SlaState.Missed, Noon);
        Assert.Equal([(1, SlaTarget.FirstResponse), (1, SlaTarget.FirstResolution), (2, SlaTarget.FirstResponse)], _book.Compliance(Noon).Select(line => (line.PolicyId, line.Target)));
    }

    [Fact]
    public void A_day_is_the_rooms_own()
    {
        var far = new PromiseBook(TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland"));
        far.Take(Row(1, SlaTarget.FirstResponse, SlaState.Met, Noon, 1));
        // Midnight in Auckland was an hour ago.
        Assert.Equal(0, far.Compliance(Noon.AddDays(1)).Single().MetToday);
        Assert.Equal(1, far.Compliance(Noon.AddHours(10)).Single().MetToday);
    }

    private void Tell(long ticket, SlaTarget target, SlaState to, DateTimeOffset at, int policy = 1) => _book.Take(Row(ticket, target, to, at, policy));

    private static PromiseRow Row(long ticket, SlaTarget target, SlaState to, DateTimeOffset at, int policy) =>
        new(1, ticket, at, new SlaTransitioned(target, SlaState.OnTrack, to, at, policy));

    private static TicketSla Standing(SlaState state) =>
        new(1, 1, [new(SlaTarget.FirstResponse, state, Noon, null, Noon, state == SlaState.Missed ? Noon : null, null)]);
}
