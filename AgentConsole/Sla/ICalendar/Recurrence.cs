using NodaTime;
using NodaTime.Calendars;

namespace AgentConsole.Sla.ICalendar;

internal enum Often
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>RRULE as calendars of holidays use it (RFC 5545, 3.3.10): which dates of each day, week, month or year. <see cref="RecurrenceReader"/> makes it of text.</summary>
internal sealed record Recurrence(Often Often)
{
    public int Interval { get; init; } = 1;

    public int? Count { get; init; }

    /// <summary>The last time, itself counted.</summary>
    public EventTime? Until { get; init; }

    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    public IReadOnlyList<int> Months { get; init; } = [];

    /// <summary>Negative ones count from the month's end; so with the other lists from theirs.</summary>
    public IReadOnlyList<int> MonthDays { get; init; } = [];

    public IReadOnlyList<int> YearDays { get; init; } = [];

    /// <summary>Weeks of the year as ISO 8601 counts them, from the rule's own first day of the week.</summary>
    public IReadOnlyList<int> Weeks { get; init; } = [];

    /// <summary>Days after the western Easter: an addition that some calendars' programs write.</summary>
    public IReadOnlyList<int> Easter { get; init; } = [];

    /// <summary>Weekdays; 0 for each of them, else which one of the month, or of the year where no month is said.</summary>
    public IReadOnlyList<(int Nth, IsoDayOfWeek Day)> Days { get; init; } = [];

    /// <summary>Which of the dates that are left of a period.</summary>
    public IReadOnlyList<int> Positions { get; init; } = [];

    /// <summary>Comes oftener than each year and never ends: no list of dates says it.</summary>
    public bool IsEndless => Often != Often.Yearly && Count is null && Until is null;

    /// <summary>On the same date of each year, for ever: no list of dates is needed to say it.</summary>
    public bool IsPlain(LocalDate first) =>
        this is { Often: Often.Yearly, Interval: 1, Count: null, Until: null, Days: [], YearDays: [], Weeks: [], Easter: [], Positions: [] }
        && (Months is [] ? MonthDays is [] : Months.SequenceEqual([first.Month])) && (MonthDays is [] || MonthDays.SequenceEqual([first.Day]));

    /// <summary>Each year by Easter, for ever, and nothing else: the feasts that say it; none where it is another rule.</summary>
    public IEnumerable<MovingFeast> Feasts =>
        this is { Often: Often.Yearly, Interval: 1, Count: null, Until: null, Months: [], MonthDays: [], Days: [], YearDays: [], Weeks: [], Positions: [] }
            ? Easter.Where(days => days is >= MovingFeast.Earliest and <= MovingFeast.Latest).Select(days => new MovingFeast(days)) : [];

    /// <summary>The dates of the rule in order, up to a year's end. What was said first counts as the first, whether or not it fits its own rule.</summary>
    /// <param name="last">The last date by <see cref="Until"/>; null where it has none.</param>
    /// <param name="firstYear">What is before it may be left out.</param>
    public IEnumerable<LocalDate> Dates(LocalDate first, LocalDate? last, int firstYear, int lastYear, ImportWork work)
    {
        var end = new LocalDate(lastYear, 12, 31);
        if (last < end) end = last.Value;
        if (first > end) yield break;
        yield return first;
        var left = (Count ?? int.MaxValue) - 1;
        var rule = WithDefaults(first);
        foreach (var (from, to) in rule.Periods(first, Count is null ? new LocalDate(firstYear, 1, 1) : first).TakeWhile(period => period.From <= end))
        {
            foreach (var date in rule.In(from, to, work).Where(date => date > first))
            {
                if (date > end || left-- <= 0) yield break;
                yield return date;
            }

            if (work.IsTooMuch) yield break;
        }
    }

    /// <summary>What a rule leaves unsaid, its first date says.</summary>
    private Recurrence WithDefaults(LocalDate first) => Often switch
    {
        Often.Yearly when Days is [] && MonthDays is [] && YearDays is [] && Easter is [] && Weeks.Count > 0 => this with { Days = [(0, first.DayOfWeek)] },
        Often.Yearly when Days is [] && YearDays is [] && MonthDays is [] && Easter is [] => this with { Months = Months is [] ? [first.Month] : Months, MonthDays = [first.Day] },
        Often.Monthly when Days is [] && MonthDays is [] => this with { MonthDays = [first.Day] },
        Often.Weekly when Days is [] => this with { Days = [(0, first.DayOfWeek)] },
        _ => this,
    };

    /// <summary>The days, weeks, months or years that the rule looks at, from the one of a date on; those that end before another date are passed over.</summary>
    private IEnumerable<(LocalDate From, LocalDate To)> Periods(LocalDate first, LocalDate since)
    {
        var begin = Often switch
        {
            Often.Yearly => new LocalDate(first.Year, 1, 1),
            Often.Monthly => new LocalDate(first.Year, first.Month, 1),
            Often.Weekly => first.PlusDays(-(((int)first.DayOfWeek - (int)WeekStart + 7) % 7)),
            _ => first,
        };
        var passed = since <= begin ? 0 : Often switch
        {
            Often.Yearly => since.Year - begin.Year,
            Often.Monthly => ((since.Year - begin.Year) * 12) + since.Month - begin.Month,
            Often.Weekly => Period.DaysBetween(begin, since) / 7,
            _ => Period.DaysBetween(begin, since),
        };
        for (var step = passed / Interval * Interval; ; step += Interval) yield return (After(begin, step), After(begin, step + 1));
    }

    private LocalDate After(LocalDate begin, int steps) => Often switch
    {
        Often.Yearly => begin.PlusYears(steps),
        Often.Monthly => begin.PlusMonths(steps),
        Often.Weekly => begin.PlusDays(7 * steps),
        _ => begin.PlusDays(steps),
    };

    private List<LocalDate> In(LocalDate from, LocalDate to, ImportWork work)
    {
        var dates = new List<LocalDate>();
        for (var date = from; date < to; date = date.PlusDays(1))
        {
            if (Months.Count > 0 && !Months.Contains(date.Month))
            {
                // On to the month's last day.
                date = new LocalDate(date.Year, date.Month, 1).PlusMonths(1).PlusDays(-1);
                continue;
            }

            work.Look();
            if (Fits(date)) dates.Add(date);
        }

        return Positions.Count == 0 ? dates : [.. Positions.Select(at => at > 0 ? at - 1 : dates.Count + at).Where(at => at >= 0 && at < dates.Count).Distinct().Order().Select(at => dates[at])];
    }

    /// <summary>A year's first week is the first that has four of its days, so its weeks may begin before it and end after it.</summary>
    private bool IsInWeek(LocalDate date)
    {
        var rule = WeekYearRules.ForMinDaysInFirstWeek(4, WeekStart);
        var (week, all) = (rule.GetWeekOfWeekYear(date), rule.GetWeeksInWeekYear(rule.GetWeekYear(date)));
        return Weeks.Contains(week) || Weeks.Contains(week - all - 1);
    }

    private bool Fits(LocalDate date)
    {
        var (month, year) = (date.Calendar.GetDaysInMonth(date.Year, date.Month), date.Calendar.GetDaysInYear(date.Year));
        if (MonthDays.Count > 0 && !MonthDays.Contains(date.Day) && !MonthDays.Contains(date.Day - month - 1)) return false;
        if (YearDays.Count > 0 && !YearDays.Contains(date.DayOfYear) && !YearDays.Contains(date.DayOfYear - year - 1)) return false;
        if (Easter.Count > 0 && !Easter.Contains(date.ToDateOnly().DayNumber - MovingFeast.Easter(date.Year, Computus.Western).DayNumber)) return false;
        if (Weeks.Count > 0 && !IsInWeek(date)) return false;
        if (Days.Count == 0) return true;
        var (place, length) = Often == Often.Yearly && Months.Count == 0 ? (date.DayOfYear, year) : (date.Day, month);
        return Days.Any(day => day.Day == date.DayOfWeek && (day.Nth == 0 || day.Nth == ((place - 1) / 7) + 1 || day.Nth == -(((length - place) / 7) + 1)));
    }
}

/// <summary>How many dates an import has looked at: a text may be short and mean many.</summary>
internal sealed class ImportWork
{
    /// <summary>A country's holidays over ten years need some thousands.</summary>
    private const int Most = 5_000_000;

    private int _looked;

    public bool IsTooMuch => _looked > Most;

    public void Look() => _looked++;
}
