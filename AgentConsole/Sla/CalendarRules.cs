using AgentConsole.Common;
using NodaTime;

namespace AgentConsole.Sla;

/// <summary>What a calendar must be like.</summary>
internal static class CalendarRules
{
    public const int MaxNameLength = 120, MaxIntervalsADay = 48, MaxDates = 5_000, MaxTeams = 500;

    /// <summary>Everything wrong with a calendar, in the order of its parts.</summary>
    public static IReadOnlyList<SlaProblem> Problems(BusinessCalendar calendar)
    {
        var problems = new List<SlaProblem>();
        if (string.IsNullOrWhiteSpace(calendar.Name)) problems.Add(new("name", new Refusal("calendar.name_missing")));
        else if (calendar.Name.Length > MaxNameLength) problems.Add(new("name", new Refusal("calendar.name_too_long", MaxNameLength)));
        if (calendar.TeamIds.Count > MaxTeams) problems.Add(new("teams", new Refusal("calendar.too_many_teams", MaxTeams)));
        problems.AddRange(Unusable(calendar));
        if (!calendar.AlwaysOpen && NeverOpens(calendar)) problems.Add(new("week", new Refusal("calendar.never_open")));
        return problems;
    }

    /// <summary>What keeps it from being counted with at all. One that never opens can be counted with: nothing is ever reached.</summary>
    public static IReadOnlyList<SlaProblem> Unusable(BusinessCalendar calendar)
    {
        var problems = new List<SlaProblem>();
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(calendar.TimeZone) is null)
            problems.Add(new("timeZone", new Refusal("calendar.time_zone_unknown", calendar.TimeZone)));
        foreach (var (day, intervals) in calendar.Week) CheckIntervals(problems, $"week.{day}", intervals);
        if (calendar.Holidays.Count > MaxDates) problems.Add(new("holidays", new Refusal("calendar.too_many_dates", MaxDates)));
        for (var i = 0; i < calendar.Holidays.Count; i++) CheckIntervals(problems, $"holidays[{i}]", calendar.Holidays[i].Parts ?? []);
        for (var i = 0; i < calendar.Holidays.Count; i++)
        {
            if (calendar.Holidays[i].Easter is { Days: < MovingFeast.Earliest or > MovingFeast.Latest } far)
                problems.Add(new($"holidays[{i}]", new Refusal("calendar.far_from_easter", far.Days, MovingFeast.Earliest, MovingFeast.Latest)));
        }

        if (calendar.SpecialDays.Count > MaxDates) problems.Add(new("specialDays", new Refusal("calendar.too_many_dates", MaxDates)));
        for (var i = 0; i < calendar.SpecialDays.Count; i++) CheckIntervals(problems, $"specialDays[{i}]", calendar.SpecialDays[i].Hours);
        foreach (var twice in calendar.SpecialDays.GroupBy(s => s.Date).Where(g => g.Count() > 1))
            problems.Add(new("specialDays", new Refusal("calendar.date_twice", twice.Key)));
        return problems;
    }

    private static void CheckIntervals(List<SlaProblem> problems, string where, IReadOnlyList<OpenInterval> intervals)
    {
        if (intervals.Count > MaxIntervalsADay) problems.Add(new(where, new Refusal("calendar.too_many_intervals", MaxIntervalsADay)));
        for (var i = 0; i < intervals.Count; i++)
        {
            var (from, to) = intervals[i];
            var day = TimeSpan.FromDays(1);
            if (from < TimeSpan.Zero || from >= day || to < TimeSpan.Zero || to > day)
                problems.Add(new($"{where}[{i}]", new Refusal("calendar.interval_outside_day", from, to)));
            else if (from.Ticks % TimeSpan.TicksPerSecond != 0 || to.Ticks % TimeSpan.TicksPerSecond != 0)
                problems.Add(new($"{where}[{i}]", new Refusal("calendar.interval_not_whole_seconds", from, to)));
            // From midnight to midnight could mean nothing or everything; 24:00 says which.
            else if (from == to) problems.Add(new($"{where}[{i}]", new Refusal("calendar.interval_empty", from)));
        }
    }

    private static bool NeverOpens(BusinessCalendar calendar) =>
        calendar.Week.Values.All(d => d.Count == 0) && calendar.SpecialDays.All(s => s.Hours.Count == 0);
}
