using AgentConsole.Sla;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AgentConsole.Tests.Sla;

/// <summary>Calendars, zones, instants and amounts of every kind, for laws.</summary>
internal static class Calendars
{
    public static readonly string[] Zones =
    [
        "Etc/UTC", "Europe/Ljubljana", "America/New_York", "Asia/Beirut", "Australia/Lord_Howe", "Asia/Riyadh", "Asia/Kathmandu", "Pacific/Apia",
        "Africa/Casablanca", "Africa/Cairo", "America/Sao_Paulo", "America/St_Johns", "Asia/Gaza", "Antarctica/Troll", "Europe/Dublin", "Pacific/Chatham",
    ];

    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    public static Gen<string> AnyZone => Gen.Elements(Zones);

    public static Gen<DateTimeOffset> AnyInstant =>
        from seconds in Gen.Choose(0, 2 * 365 * 86_400)
        select Some.At("2026-01-01T00:00").AddSeconds(seconds);

    public static Gen<TimeSpan> AnyAmount => Gen.OneOf(
        Gen.Choose(0, 3_600).Select(seconds => TimeSpan.FromSeconds(seconds)),
        Gen.Choose(0, 30 * 24 * 60).Select(minutes => TimeSpan.FromMinutes(minutes)),
        Gen.Choose(0, 2_000).Select(hours => TimeSpan.FromHours(hours)));

    /// <summary>A whole minute within a day of a change of the clock of some zone, of 2026 or 2027.</summary>
    public static Gen<DateTimeOffset> NearATransition
    {
        get
        {
            var transitions = Zones.SelectMany(z => DateTimeZoneProviders.Tzdb[z].GetZoneIntervals(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0)))
                .Where(i => i.HasEnd && i.End < Instant.FromUtc(2028, 1, 1, 0, 0)).Select(i => i.End.ToDateTimeOffset()).Distinct().ToArray();
            return from at in Gen.Elements(transitions)
                   from minutes in Gen.Choose(-1440, 1440)
                   select at.AddMinutes(minutes);
        }
    }

    public static Gen<BusinessCalendar> AnyCalendar =>
        from zone in AnyZone
        from week in Gen.ArrayOf(AnyHours, 7)
        from holidays in Gen.ArrayOf(AnyHoliday)
        from special in Gen.ArrayOf(AnySpecialDay)
        select new BusinessCalendar
        {
            Id = 1,
            Name = "Any",
            TimeZone = zone,
            Week = week.Select((hours, day) => (Hours: hours, Day: (DayOfWeek)day)).ToDictionary(d => d.Day, d => d.Hours),
            Holidays = [.. holidays.Take(12)],
            SpecialDays = [.. special.DistinctBy(s => s.Date).Take(12)],
        };

    private static Gen<OpenInterval> AnyInterval =>
        from start in Gen.Choose(0, 1439)
        from end in Gen.Choose(0, 1440)
        where start != end
        select new OpenInterval(TimeSpan.FromMinutes(start), TimeSpan.FromMinutes(end));

    private static Gen<IReadOnlyList<OpenInterval>> AnyHours =>
        from count in Gen.Choose(0, 3)
        from intervals in Gen.ArrayOf(AnyInterval, count)
        select (IReadOnlyList<OpenInterval>)intervals;

    private static Gen<DateOnly> AnyDate => Gen.Choose(0, 730).Select(FirstDay.AddDays);

    private static Gen<Holiday> AnyHoliday =>
        from date in AnyDate
        from yearly in Gen.Elements(true, false)
        from whole in Gen.Elements(true, false)
        from parts in AnyHours
        select new Holiday(date, "Any", yearly, whole ? null : parts);

    private static Gen<SpecialHours> AnySpecialDay =>
        from date in AnyDate
        from hours in AnyHours
        from over in Gen.Elements(true, false)
        select new SpecialHours(date, hours, over);

    /// <summary>The definition itself, asked of one local time: slow, and without anything in common with the arithmetic.</summary>
    public static bool IsOpenByTheWallClock(BusinessCalendar calendar, LocalDateTime local)
    {
        var date = new DateOnly(local.Year, local.Month, local.Day);
        var time = TimeSpan.FromTicks(local.TickOfDay);
        if (!Covers(HoursOf(date), HoursOf(date.AddDays(-1)))) return false;
        if (calendar.SpecialDays.Any(s => s.Date == date && s.OverHolidays)) return true;
        return !Covers(ClosedOn(date), ClosedOn(date.AddDays(-1)));

        bool Covers(IEnumerable<OpenInterval> today, IEnumerable<OpenInterval> yesterday) =>
            today.Any(i => i.From <= time && (i.To <= i.From || time < i.To)) || yesterday.Any(i => i.To <= i.From && time < i.To);

        IReadOnlyList<OpenInterval> HoursOf(DateOnly day) => calendar.SpecialDays.FirstOrDefault(s => s.Date == day)?.Hours ?? calendar.Week[day.DayOfWeek];

        IEnumerable<OpenInterval> ClosedOn(DateOnly day) => calendar.Holidays
            .Where(h => h.Easter is { } feast ? MovingFeast.Easter(day.Year, feast.By).AddDays(feast.Days) == day : h.Date == day || (h.Yearly && h.Date.Month == day.Month && h.Date.Day == day.Day))
            .SelectMany(h => h.Parts ?? [OpenInterval.Hours(0, 24)]);
    }
}
