using AgentConsole.Sla;
using NodaTime;
using NodaTime.TimeZones;

namespace AgentConsole.Tests.Sla;

/// <summary>Every zone of the tz database, over its changes of the clock of ten years.</summary>
public sealed class EveryZone
{
    private static readonly Instant From = Instant.FromUtc(2024, 1, 1, 0, 0), Until = Instant.FromUtc(2034, 1, 1, 0, 0);

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15), Around = TimeSpan.FromHours(30);

    private static IEnumerable<(string Zone, DateTimeOffset At)> Transitions =>
        from id in TzdbDateTimeZoneSource.Default.CanonicalIdMap.Where(alias => alias.Key == alias.Value).Select(alias => alias.Key)
        from stretch in DateTimeZoneProviders.Tzdb[id].GetZoneIntervals(From, Until)
        where stretch.HasEnd && stretch.End < Until
        select (id, stretch.End.ToDateTimeOffset());

    [Fact]
    public void Counting_agrees_with_asking_the_wall_clock_every_quarter_of_an_hour()
    {
        // Openings that begin and end within the hours that clocks skip and repeat.
        var wrong = Transitions.Where(transition =>
        {
            var calendar = Some.EveryDay("22:30-02:30 03:00-03:30 09:00-12:00", transition.Zone);
            var zone = DateTimeZoneProviders.Tzdb[transition.Zone];
            var (first, last) = (transition.At - Around, transition.At + Around);
            var open = TimeSpan.Zero;
            for (var at = first; at < last; at += Step)
            {
                if (Calendars.IsOpenByTheWallClock(calendar, Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime)) open += Step;
            }

            return calendar.Elapsed(first, last) != open;
        }).ToList();
        Assert.True(wrong.Count == 0, string.Join(", ", wrong.Take(20)));
    }

    [Fact]
    public void Adding_and_taking_away_over_a_change_of_the_clock_give_the_amount_back()
    {
        Assert.InRange(Transitions.Count(), 1_000, 100_000);
        var wrong = Transitions.Where(transition =>
        {
            var calendar = Some.EveryDay("00:30-02:15 02:45-04:00 08:00-16:00", transition.Zone);
            return new[] { 1, 45, 120, 600, 1_200 }.Select(minutes => TimeSpan.FromMinutes(minutes)).Any(amount =>
                calendar.Elapsed(transition.At - Around, calendar.Add(transition.At - Around, amount)!.Value) != amount
                || calendar.Elapsed(calendar.Subtract(transition.At + Around, amount)!.Value, transition.At + Around) != amount);
        }).ToList();
        Assert.True(wrong.Count == 0, string.Join(", ", wrong.Take(20)));
    }

    [Fact]
    public void A_days_length_tells_how_far_the_clock_jumps()
    {
        var wrong = Transitions.Where(transition =>
        {
            var calendar = Some.EveryDay("00:00-24:00", transition.Zone);
            var days = new[] { transition.At.AddTicks(-1), transition.At }.Select(at => calendar.DayOf(calendar.DateOf(at))).DistinctBy(day => day.Date).ToList();
            var zone = DateTimeZoneProviders.Tzdb[transition.Zone];
            var shift = Offset(transition.At) - Offset(transition.At.AddTicks(-1));
            return days.Any(day => day.OpenTime != day.Ends - day.Begins) || days.Aggregate(TimeSpan.Zero, (sum, day) => sum + day.Shift) != shift || days[0].Ends < days[^1].Begins;

            TimeSpan Offset(DateTimeOffset at) => zone.GetUtcOffset(Instant.FromDateTimeOffset(at)).ToTimeSpan();
        }).ToList();
        Assert.True(wrong.Count == 0, string.Join(", ", wrong.Take(20)));
    }
}
