using NodaTime;

namespace AgentConsole.Sla;

/// <summary>One day of a calendar as it will be.</summary>
/// <param name="Open">The open stretches that begin on it, cut at its midnights.</param>
/// <param name="Holidays">The holidays that fall on it, whole or in part.</param>
/// <param name="Special">The hours that take the place of the weekday's; null on an ordinary day.</param>
/// <param name="Shift">How far the clock jumps during the day: an hour forward is positive, and the day an hour shorter; zero on nearly all.</param>
public sealed record CalendarDay(
    DateOnly Date, DateTimeOffset Begins, DateTimeOffset Ends, IReadOnlyList<OpenPeriod> Open,
    IReadOnlyList<Holiday> Holidays, SpecialHours? Special, TimeSpan Shift)
{
    public TimeSpan OpenTime => Open.Aggregate(TimeSpan.Zero, (sum, period) => sum + period.Length);
}

/// <summary>Dates as a calendar has them. None of these throws for a calendar that never opens.</summary>
public static class CalendarDays
{
    /// <summary>The date on the calendar's wall clock.</summary>
    public static DateOnly DateOf(this BusinessCalendar calendar, DateTimeOffset at) => calendar.Local(at).Date.ToDateOnly();

    /// <summary>The wall-clock time in the calendar's zone.</summary>
    public static LocalDateTime Local(this BusinessCalendar calendar, DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(ZoneOf(calendar)).LocalDateTime;

    /// <summary>A wall-clock time as an instant: the first of two where it comes twice, the one after the gap where it is skipped.</summary>
    public static DateTimeOffset InstantOf(this BusinessCalendar calendar, LocalDateTime local) =>
        ZoneOf(calendar).AtLeniently(local).ToDateTimeOffset().ToUniversalTime();

    /// <summary>What a date is like.</summary>
    public static CalendarDay DayOf(this BusinessCalendar calendar, DateOnly date)
    {
        var zone = ZoneOf(calendar);
        var (from, to) = (Midnight(date), Midnight(date.AddDays(1)));
        return new CalendarDay(
            date, from, to, [.. calendar.Periods(from, to)],
            [.. calendar.Holidays.Where(h => h.FallsOn(date))], calendar.SpecialDays.FirstOrDefault(s => s.Date == date),
            TimeSpan.FromDays(1) - (to - from));

        // Where the clock skips midnight itself the day begins after the gap.
        DateTimeOffset Midnight(DateOnly day) => zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToDateTimeOffset().ToUniversalTime();
    }

    /// <summary>Consecutive days from a date on.</summary>
    public static IReadOnlyList<CalendarDay> DaysFrom(this BusinessCalendar calendar, DateOnly first, int count) =>
        [.. Enumerable.Range(0, count).Select(day => calendar.DayOf(first.AddDays(day)))];

    /// <summary>True where it is open at some time of the date.</summary>
    public static bool IsWorkday(this BusinessCalendar calendar, DateOnly date) => calendar.DayOf(date).Open.Count > 0;

    /// <summary>True where a whole day of rest falls on the date.</summary>
    public static bool IsHoliday(this BusinessCalendar calendar, DateOnly date) => calendar.Holidays.Any(h => h.Parts is null && h.FallsOn(date));

    /// <summary>True at an instant that a holiday of part of a day closes.</summary>
    public static bool IsBreak(this BusinessCalendar calendar, DateTimeOffset at)
    {
        var time = TimeSpan.FromTicks(calendar.Local(at).TickOfDay);
        var today = calendar.DateOf(at);
        return PartsOf(today).Any(part => part.From <= time && (part.To <= part.From || time < part.To))
            || PartsOf(today.AddDays(-1)).Any(part => part.To <= part.From && time < part.To);

        IEnumerable<OpenInterval> PartsOf(DateOnly date) => calendar.Holidays.Where(h => h.FallsOn(date)).SelectMany(h => h.Parts ?? []);
    }

    /// <summary>How many workdays there are from a date up to, not including, another.</summary>
    public static int WorkdaysBetween(this BusinessCalendar calendar, DateOnly from, DateOnly to) =>
        Enumerable.Range(0, Math.Max(0, to.DayNumber - from.DayNumber)).Count(day => calendar.IsWorkday(from.AddDays(day)));

    /// <summary>The date so many workdays later (earlier where negative), counted from the nearest workday that way; null where that is not within <see cref="BusinessCalendar.Horizon"/>.</summary>
    public static DateOnly? AddWorkdays(this BusinessCalendar calendar, DateOnly from, int days)
    {
        var (date, step, left) = (from, days < 0 ? -1 : 1, Math.Abs(days));
        for (var looked = 0; looked <= BusinessCalendar.Horizon.Days; looked++)
        {
            if (calendar.IsWorkday(date) && left-- == 0) return date;
            date = date.AddDays(step);
        }

        return null;
    }

    private static DateTimeZone ZoneOf(BusinessCalendar calendar) => DateTimeZoneProviders.Tzdb[calendar.TimeZone];
}
