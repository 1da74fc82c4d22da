using AgentConsole.Workers;

namespace AgentConsole.Tests.Workers;

public sealed class TransitionTimersTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly TransitionTimers _timers = new();

    [Fact]
    public void What_is_due_is_taken_in_the_order_of_instants_and_what_is_not_is_slept_for()
    {
        Set((1, 0), (2, -3600), (3, 5), (4, 0));

        Assert.Equal([2, 1, 4], Taken(Now));
        Assert.Equal(Now.AddSeconds(1), _timers.NextAt);
        Set((1, 60), (2, 60), (4, 60));
        Assert.Equal(Now.AddSeconds(5), _timers.NextAt);
    }

    [Fact]
    public void No_more_are_taken_than_asked_for_and_the_rest_is_next()
    {
        for (var id = 1; id <= 9; id++) Set((id, 0));

        Assert.Equal([1, 2, 3, 4], Taken(Now, 4));
        Assert.Equal([5, 6, 7, 8], Taken(Now, 4));
        Assert.Equal([9], Taken(Now, 4));
        Assert.Empty(Taken(Now, 4));
    }

    [Fact]
    public void Nothing_is_slept_for_where_nothing_is_due_ever()
    {
        Set((1, 5));
        _timers.Set(1, null);

        Assert.Null(_timers.NextAt);
        Assert.Equal(0, _timers.Count);
    }

    [Fact]
    public void What_is_still_due_after_it_was_judged_is_held_back_longer_each_time_and_holds_back_no_other()
    {
        Set((1, 0));
        List<double> pauses = [];
        var at = Now;
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal([1], Taken(at));
            // Its change was heard, and its instant is what it was.
            Set((1, 0));
            Set((2, 0));
            Assert.Equal([2], Taken(at));
            _timers.Set(2, null);
            pauses.Add((_timers.NextAt!.Value - at).TotalSeconds);
            at = _timers.NextAt!.Value;
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
    }

    [Fact]
    public void The_next_instant_of_a_ticket_that_was_judged_is_another()
    {
        Set((1, 0));
        Assert.Equal([new DueTransition(1, Now)], _timers.Take(Now, 10));

        Set((1, 1));
        Assert.Equal([new DueTransition(1, Now.AddSeconds(1))], _timers.Take(Now.AddSeconds(1), 10));
        Assert.Equal(Now.AddSeconds(2), _timers.NextAt);
    }

    [Fact]
    public void What_is_judged_again_says_by_which_instant_it_was_due()
    {
        Set((1, 0));
        Taken(Now);

        Assert.Equal([new DueTransition(1, Now)], _timers.Take(Now.AddSeconds(1), 10));
    }

    private void Set(params (long Ticket, int Seconds)[] dues)
    {
        foreach (var (ticket, seconds) in dues) _timers.Set(ticket, Now.AddSeconds(seconds));
    }

    private List<long> Taken(DateTimeOffset now, int most = 100) => [.. _timers.Take(now, most).Select(due => due.TicketId)];
}
