using AgentConsole.Tickets;
using AgentConsole.Tickets.Wall;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets.Wall;

public sealed class BreachForecastTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", 0, 0, 0)]
    [InlineData("10 20 30", 0, 0, 3)] // nobody works: all break
    [InlineData("10 20 30", 0, 6, 0)] // one each ten minutes
    [InlineData("9 20 30", 0, 6, 1)] // done a minute late
    [InlineData("10 10 30", 0, 6, 1)]
    [InlineData("10 20 30", 1, 6, 3)] // an overdue one is worked on first, and all come ten minutes later
    [InlineData("10 20 45", 1, 6, 2)]
    [InlineData("10 20 30", 1, 12, 0)]
    public void Who_is_here_takes_one_after_the_other_in_the_order_they_are_due(string dueInMinutes, int overdue, double perHour, int broken)
    {
        var due = dueInMinutes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(minutes => Noon.AddMinutes(int.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(broken, BreachForecast.Of(due, overdue, perHour, Noon));
    }

    [Fact]
    public void More_hands_never_break_more_and_more_overdue_never_fewer() =>
        Prop.ForAll(Gen.Choose(1, 60).ListOf(30).Select(minutes => minutes.Order().Select(minute => Noon.AddMinutes(minute)).ToList()).ToArbitrary(),
            Gen.Choose(0, 20).ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (due, overdue, perHour) =>
            {
                var broken = BreachForecast.Of(due, overdue, perHour, Noon);
                Assert.InRange(broken, 0, due.Count);
                Assert.True(BreachForecast.Of(due, overdue, perHour + 1, Noon) <= broken);
                Assert.True(BreachForecast.Of(due, overdue + 1, perHour, Noon) >= broken);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_little_is_known_is_weighed_with_what_is_usual()
    {
        Assert.Equal(BreachForecast.UsualPerAgentHour, BreachForecast.PerAgentHour(0, 0));
        Assert.Equal(7.5, BreachForecast.PerAgentHour(24, 3));
    }

    [Fact]
    public void A_forecast_is_compared_with_what_broke_in_its_hour_when_the_hour_is_over()
    {
        var book = new ForecastBook();
        var first = book.Now([Noon.AddMinutes(1), Noon.AddMinutes(2)], 0, agents: 0, Noon);
        Assert.Equal((2, null), (first.Expected, first.Check));
        book.Keep(first, Noon);
        foreach (var minutes in new[] { 1, 59, 60, 61 }) book.Take(Broke(Noon.AddMinutes(minutes)));

        Assert.Null(book.Now([], 0, 1, Noon.AddMinutes(59)).Check);
        Assert.Equal(new ForecastCheck(2, 3), book.Now([], 0, 1, Noon.AddMinutes(60)).Check);
    }

    [Fact]
    public void A_forecast_that_was_kept_is_compared_after_a_restart_and_one_that_is_older_than_the_hour_is_not()
    {
        var book = new ForecastBook();
        book.Restore(new KeptForecast(Noon, Agents: 3, Expected: 2));
        foreach (var minutes in new[] { 1, 59, 61 }) book.Take(Broke(Noon.AddMinutes(minutes)));

        var now = book.Now([], 0, agents: 3, Noon.AddMinutes(60));
        Assert.Equal(new ForecastCheck(2, 2), now.Check);
        Assert.Null(book.Now([], 0, 3, Noon + ForecastBook.Kept + TimeSpan.FromMinutes(1)).Check);
    }

    [Fact]
    public void It_goes_by_who_was_here_and_what_they_finished_in_the_last_hour()
    {
        var book = new ForecastBook();
        for (var minute = 0; minute < 60; minute++) book.Keep(book.Now([], 0, agents: 2, Noon.AddMinutes(minute)), Noon.AddMinutes(minute));
        for (var i = 0; i < 12; i++) book.Take(Kept(Noon.AddMinutes(30)));
        // Two agents, two agent-hours, 12 finished: (12 + 6) / 3 each; one of them has left.
        Assert.Equal(6, book.Now([], 0, agents: 1, Noon.AddMinutes(60)).PerHour, 3);
        Assert.Equal(2.0 * 6 / 3, book.Now([], 0, agents: 2, Noon.AddMinutes(91)).PerHour, 3);
    }

    private static PromiseRow Broke(DateTimeOffset at) => new(1, 1, at, new SlaTransitioned(SlaTarget.FirstResponse, SlaState.AtRisk, SlaState.Breached, at, 1));

    private static PromiseRow Kept(DateTimeOffset at) => new(1, 1, at, new SlaTransitioned(SlaTarget.FirstResponse, SlaState.OnTrack, SlaState.Met, at, 1));
}
