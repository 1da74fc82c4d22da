using System.Globalization;
using NodaTime;

namespace AgentConsole.Sla.ICalendar;

/// <summary>RRULE as holidays use it: every year, on the same date or on 'the fourth Thursday of November'. Others are not understood, and said to be.</summary>
/// <param name="Until">The last date, itself counted.</param>
internal sealed record Recurrence(int Interval, int? Count, LocalDate? Until, IReadOnlyList<int> Months, IReadOnlyList<int> MonthDays, IReadOnlyList<(int Nth, IsoDayOfWeek Day)> Days)
{
    private static readonly Dictionary<string, IsoDayOfWeek> Weekdays = new(StringComparer.Ordinal)
    {
        ["MO"] = IsoDayOfWeek.Monday,
        ["TU"] = IsoDayOfWeek.Tuesday,
        ["WE"] = IsoDayOfWeek.Wednesday,
        ["TH"] = IsoDayOfWeek.Thursday,
        ["FR"] = IsoDayOfWeek.Friday,
        ["SA"] = IsoDayOfWeek.Saturday,
        ["SU"] = IsoDayOfWeek.Sunday,
    };

    /// <summary>On the same date of each year, for ever: no list of dates is needed to say it.</summary>
    public bool IsPlain => this is { Interval: 1, Count: null, Until: null, Days: [], MonthDays: [] } && Months.Count == 0;

    /// <summary>The rule; null where it is one that is not understood.</summary>
    public static Recurrence? Read(string value, DateTimeZone zone)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in value.Trim().ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2) is not [var name, var given] || !parts.TryAdd(name, given)) return null;
        }

        if (!parts.Remove("FREQ", out var often) || often != "YEARLY") return null;
        // Where a week begins changes nothing in a rule without weeks.
        parts.Remove("WKST");
        var interval = parts.Remove("INTERVAL", out var text) ? Number(text, 1, 100) : 1;
        var count = parts.Remove("COUNT", out text) ? Number(text, 1, 1000) : (int?)null;
        var until = parts.Remove("UNTIL", out text) ? EventTime.Read(text, null, zone) : null;
        var months = parts.Remove("BYMONTH", out var list) ? Numbers(list, 1, 12) : [];
        var monthDays = parts.Remove("BYMONTHDAY", out list) ? Numbers(list, -31, 31) : [];
        var days = parts.Remove("BYDAY", out list) ? Nths(list) : [];
        var understood = parts.Count == 0 && interval > 0 && count != 0 && (text is null || until is not null || !value.Contains("UNTIL", StringComparison.OrdinalIgnoreCase))
            && months is not null && monthDays is not null && days is not null && (days.Count == 0 || months.Count > 0) && (monthDays.Count == 0 || days.Count == 0);
        return understood ? new Recurrence(interval, count, until?.At.Date, months!, monthDays!, days!) : null;
    }

    /// <summary>The dates of the rule from its first on, up to a year's end.</summary>
    public IEnumerable<LocalDate> Dates(LocalDate first, int lastYear)
    {
        var left = Count ?? int.MaxValue;
        for (var year = first.Year; year <= lastYear; year += Interval)
        {
            // What was said first counts as the first, whether or not it fits its own rule.
            foreach (var date in In(year, first).Concat(year == first.Year ? [first] : Array.Empty<LocalDate>()).Where(date => date >= first).Distinct().Order())
            {
                if (date > Until || left-- == 0) yield break;
                yield return date;
            }
        }
    }

    private IEnumerable<LocalDate> In(int year, LocalDate first)
    {
        var months = Months.Count > 0 ? Months : [first.Month];
        foreach (var month in months)
        {
            var length = CalendarSystem.Iso.GetDaysInMonth(year, month);
            if (Days.Count > 0)
            {
                foreach (var (nth, weekday) in Days)
                {
                    foreach (var date in OfWeekday(year, month, length, nth, weekday)) yield return date;
                }

                continue;
            }

            foreach (var day in MonthDays.Count > 0 ? MonthDays : [first.Day])
            {
                var inMonth = day < 0 ? length + 1 + day : day;
                if (inMonth >= 1 && inMonth <= length) yield return new LocalDate(year, month, inMonth);
            }
        }
    }

    private static List<LocalDate> OfWeekday(int year, int month, int length, int nth, IsoDayOfWeek weekday)
    {
        var all = Enumerable.Range(1, length).Select(day => new LocalDate(year, month, day)).Where(date => date.DayOfWeek == weekday).ToList();
        if (nth == 0) return all;
        var index = nth > 0 ? nth - 1 : all.Count + nth;
        return index >= 0 && index < all.Count ? [all[index]] : [];
    }

    private static int Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : 0;

    private static List<int>? Numbers(string list, int least, int most)
    {
        var numbers = list.Split(',').Select(text => Number(text, least, most)).ToList();
        return numbers.Contains(0) ? null : numbers;
    }

    private static List<(int Nth, IsoDayOfWeek Day)>? Nths(string list)
    {
        var days = new List<(int Nth, IsoDayOfWeek Day)>();
        foreach (var text in list.Split(','))
        {
            if (text.Length < 2 || !Weekdays.TryGetValue(text[^2..], out var day)) return null;
            var nth = text.Length == 2 ? 0 : Number(text[..^2], -5, 5);
            if (nth == 0 && text.Length > 2) return null;
            days.Add((nth, day));
        }

        return days;
    }
}
