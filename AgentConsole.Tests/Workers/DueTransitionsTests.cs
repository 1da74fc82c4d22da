using AgentConsole.Workers;

namespace AgentConsole.Tests.Workers;

public sealed class DueTransitionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly DueTransitions _due = new();

    [Fact]
    public void What_is_due_is_taken_and_what_is_not_is_slept_for()
    {
        DueTransition[] next = [new(1, Now.AddHours(-1)), new(2, Now), new(3, Now.AddSeconds(5))];

        Assert.Equal(next[..2], _due.Take(next, Now, 10));
        Assert.Equal(Now.AddSeconds(5), _due.LookAgainAt(next[2..], Now, Minute));
    }

    [Fact]
    public void No_more_are_taken_than_asked_for()
    {
        var next = Enumerable.Range(1, 9).Select(id => new DueTransition(id, Now)).ToList();

        Assert.Equal([1, 2, 3, 4], _due.Take(next, Now, 4).Select(d => d.TicketId));
        Assert.Equal([5, 6, 7, 8], _due.Take(next, Now, 4).Select(d => d.TicketId));
    }

    [Fact]
    public void It_looks_again_after_the_longest_sleep_at_the_latest()
    {
        Assert.Equal(Now + Minute, _due.LookAgainAt([], Now, Minute));
        Assert.Equal(Now + Minute, _due.LookAgainAt([new(1, Now.AddDays(1))], Now, Minute));
    }

    [Fact]
    public void What_is_still_due_after_it_was_judged_is_held_back_longer_each_time_and_holds_back_no_other()
    {
        DueTransition[] next = [new(1, Now)];
        List<double> pauses = [];
        var at = Now;
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(next, _due.Take(next, at, 10));
            Assert.Empty(_due.Take(next, at, 10));
            Assert.Equal([2], _due.Take([.. next, new(2, Now)], at, 10).Select(d => d.TicketId));
            var again = _due.LookAgainAt(next, at, Minute);
            pauses.Add((again - at).TotalSeconds);
            at = again;
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
    }

    [Fact]
    public void The_next_instant_of_a_ticket_that_was_judged_is_another()
    {
        _due.Take([new(1, Now)], Now, 10);

        Assert.Equal([1], _due.Take([new(1, Now.AddSeconds(1))], Now.AddSeconds(1), 10).Select(d => d.TicketId));
    }

    [Fact]
    public void What_was_told_is_forgotten()
    {
        _due.Take([new(1, Now), new(2, Now)], Now, 10);
        Assert.Equal(2, _due.Tried);

        _due.Take([new(2, Now)], Now, 10);
        Assert.Equal(1, _due.Tried);
    }
}
