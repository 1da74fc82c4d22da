using AgentConsole.Sla;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AgentConsole.Tests.Sla;

/// <summary>What holds for every calendar, zone and amount.</summary>
public sealed class BusinessCalendarLaws
{
    [Fact]
    public void Measuring_what_was_added_gives_the_amount_back() => Check(Calendars.AnyCalendar, Calendars.AnyInstant, Calendars.AnyAmount, (calendar, from, amount) =>
        calendar.Add(from, amount) is not { } reached || (reached >= from && calendar.Elapsed(from, reached) == amount));

    [Fact]
    public void Nothing_earlier_than_what_adding_gives_would_do() => Check(Calendars.AnyCalendar, Calendars.AnyInstant, Calendars.AnyAmount, (calendar, from, amount) =>
        amount == TimeSpan.Zero || calendar.Add(from, amount) is not { } reached || calendar.Elapsed(from, reached.AddTicks(-1)) < amount);

    [Fact]
    public void Splitting_a_stretch_of_time_changes_nothing() => Check(Calendars.AnyCalendar, Calendars.AnyInstant, Calendars.AnyAmount, (calendar, from, amount) =>
    {
        var middle = from + (amount / 3);
        var to = from + amount;
        return calendar.Elapsed(from, middle) + calendar.Elapsed(middle, to) == calendar.Elapsed(from, to);
    });

    [Fact]
    public void Splitting_years_into_days_changes_nothing() => Check(Calendars.AnyCalendar, Calendars.AnyInstant, Gen.Choose(300, 1500), (calendar, from, days) =>
    {
        var sum = TimeSpan.Zero;
        for (var day = 0; day < days; day++) sum += calendar.Elapsed(from.AddDays(day), from.AddDays(day + 1));
        return sum == calendar.Elapsed(from, from.AddDays(days));
    });

    [Fact]
    public void A_larger_amount_is_never_reached_sooner() => Check(Calendars.AnyCalendar, Calendars.AnyInstant, Calendars.AnyAmount, (calendar, from, amount) =>
        calendar.Add(from, amount + TimeSpan.FromSeconds(1)) is not { } later || calendar.Add(from, amount) <= later);

    [Fact]
    public void A_later_start_is_never_reached_sooner() => Check(Calendars.AnyCalendar, Calendars.AnyInstant, Calendars.AnyAmount, (calendar, from, amount) =>
        calendar.Add(from.AddMinutes(17), amount) is not { } later || calendar.Add(from, amount) <= later);

    [Fact]
    public void Adding_twice_is_adding_the_sum() => Check(Calendars.AnyCalendar, Calendars.AnyInstant, Calendars.AnyAmount, (calendar, from, amount) =>
        calendar.Add(from, amount) is not { } first || calendar.Add(first, amount) is not { } second || calendar.Elapsed(from, second) == amount * 2);

    [Fact]
    public void An_interval_past_midnight_is_its_two_halves() => Check(Calendars.AnyZone, Calendars.AnyInstant, Gen.Choose(1, 11), (zone, from, hour) =>
    {
        var whole = Some.EveryDay("", zone) with { Week = Enum.GetValues<DayOfWeek>().ToDictionary(d => d, IReadOnlyList<OpenInterval> (_) => [OpenInterval.Hours(12 + hour, hour)]) };
        var halves = whole with { Week = Enum.GetValues<DayOfWeek>().ToDictionary(d => d, IReadOnlyList<OpenInterval> (_) => [OpenInterval.Hours(12 + hour, 24), OpenInterval.Hours(0, hour)]) };
        return whole.Elapsed(from, from.AddDays(10)) == halves.Elapsed(from, from.AddDays(10));
    });

    [Fact]
    public void Counting_agrees_with_asking_the_wall_clock_each_minute() => Check(Calendars.AnyCalendar, Calendars.NearATransition, Gen.Choose(1, 3), (calendar, around, days) =>
    {
        var zone = DateTimeZoneProviders.Tzdb[calendar.TimeZone];
        var from = around.AddDays(-days);
        var minutes = 0;
        for (var at = from; at < around.AddDays(days); at = at.AddMinutes(1))
        {
            var open = Calendars.IsOpenByTheWallClock(calendar, Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime);
            if (open != calendar.IsOpen(at)) return false;
            if (open) minutes++;
        }

        return calendar.Elapsed(from, around.AddDays(days)) == TimeSpan.FromMinutes(minutes);
    });

    [Fact]
    public void Day_and_night_is_as_long_as_the_time_itself_in_every_zone_over_every_transition()
    {
        foreach (var zoneId in Calendars.Zones)
        {
            var calendar = Some.EveryDay("00:00-24:00", zoneId);
            foreach (var transition in DateTimeZoneProviders.Tzdb[zoneId].GetZoneIntervals(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2040, 1, 1, 0, 0)).Where(i => i.HasEnd))
            {
                var at = transition.End.ToDateTimeOffset();
                Assert.Equal(TimeSpan.FromHours(60), calendar.Elapsed(at.AddHours(-30), at.AddHours(30)));
                Assert.Equal(at.AddHours(30), calendar.Add(at.AddHours(-30), TimeSpan.FromHours(60)));
            }
        }
    }

    private static void Check<TOne, TTwo, TThree>(Gen<TOne> one, Gen<TTwo> two, Gen<TThree> three, Func<TOne, TTwo, TThree, bool> law) =>
        Prop.ForAll(one.ToArbitrary(), two.ToArbitrary(), three.ToArbitrary(), law).QuickCheckThrowOnFailure();
}
