using AgentConsole.Sla;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Sla;

/// <summary>What holds for a calendar's open stretches, and for time counted backwards.</summary>
public sealed class PeriodLaws
{
    [Fact]
    public void The_stretches_are_apart_in_order_and_as_long_as_the_time_that_is_counted() => Check((calendar, from, amount) =>
    {
        var periods = calendar.Periods(from, from + amount).ToList();
        return periods.All(p => p.From < p.To) && periods.Zip(periods.Skip(1)).All(pair => pair.First.To < pair.Second.From)
            && periods.Aggregate(TimeSpan.Zero, (sum, p) => sum + p.Length) == calendar.Elapsed(from, from + amount);
    });

    [Fact]
    public void It_is_open_within_a_stretch_and_closed_at_its_end() => Check((calendar, from, amount) =>
        calendar.Periods(from, from + amount).All(p => calendar.IsOpen(p.From) && calendar.IsOpen(p.To.AddTicks(-1)) && (p.To == from + amount || !calendar.IsOpen(p.To))));

    [Fact]
    public void Stretches_before_an_instant_are_those_after_an_earlier_one_the_other_way_round() => Check((calendar, to, amount) =>
    {
        var from = to - amount;
        var before = calendar.PeriodsBefore(to).TakeWhile(p => p.To > from).Select(p => p with { From = p.From < from ? from : p.From }).Reverse();
        return before.SequenceEqual(calendar.Periods(from, to));
    });

    [Fact]
    public void Measuring_what_was_taken_away_gives_the_amount_back_and_nothing_later_would_do() => Check((calendar, from, amount) =>
        amount == TimeSpan.Zero || calendar.Subtract(from, amount) is not { } reached
        || (calendar.Elapsed(reached, from) == amount && calendar.Elapsed(reached.AddTicks(1), from) < amount));

    [Fact]
    public void A_day_has_the_stretches_between_its_midnights() => Check((calendar, from, _) =>
    {
        var day = calendar.DayOf(calendar.DateOf(from));
        return day.Begins <= from && from < day.Ends && day.OpenTime == calendar.Elapsed(day.Begins, day.Ends) && day.Open.Any(p => p.From <= from && from < p.To) == calendar.IsOpen(from);
    });

    private static void Check(Func<BusinessCalendar, DateTimeOffset, TimeSpan, bool> law) =>
        Prop.ForAll(Calendars.AnyCalendar.ToArbitrary(), Calendars.AnyInstant.ToArbitrary(), Calendars.AnyAmount.ToArbitrary(), law).QuickCheckThrowOnFailure();
}
