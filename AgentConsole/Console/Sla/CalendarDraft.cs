using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Sla;

namespace AgentConsole.Console.Sla;

/// <summary>A holiday while a person edits it.</summary>
public sealed class HolidayDraft
{
    public string Name { get; set; } = "";

    /// <summary>As a date field has it: 2026-12-25.</summary>
    public string Date { get; set; } = "";

    /// <summary>How it comes: <c>once</c>, <c>yearly</c>, or by the Easter of one of the two (<see cref="Computus"/>).</summary>
    public string Comes { get; set; } = Once;

    /// <summary>Days after Easter, before it where negative.</summary>
    public int Days { get; set; }

    public const string Once = "once", Yearly = "yearly";

    public bool GoesByEaster => Comes is not (Once or Yearly);

    /// <summary>The hours that are closed; the whole day where empty.</summary>
    public string Hours { get; set; } = "";
}

/// <summary>A date with hours of its own while a person edits it.</summary>
public sealed class SpecialDraft
{
    public string Date { get; set; } = "";

    /// <summary>Closed where empty.</summary>
    public string Hours { get; set; } = "";

    public bool OverHolidays { get; set; }
}

/// <summary>A calendar while a person edits it.</summary>
public sealed class CalendarDraft
{
    private readonly BusinessCalendar _began;

    public CalendarDraft(BusinessCalendar began)
    {
        (_began, Name, TimeZone, AlwaysOpen) = (began, began.Name, began.TimeZone, began.AlwaysOpen);
        Week = Days.ToDictionary(day => day, day => HoursText.Write(began.Week.GetValueOrDefault(day) ?? []));
        Holidays = [.. began.Holidays.Select(Draft)];
        SpecialDays = [.. began.SpecialDays.Select(day => new SpecialDraft { Date = Write(day.Date), Hours = HoursText.Write(day.Hours), OverHolidays = day.OverHolidays })];
        Teams = [.. began.TeamIds];
    }

    /// <summary>The days of a week, from the one on which weeks begin here.</summary>
    public static IReadOnlyList<DayOfWeek> Days { get; } =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    public string Name { get; set; }

    public string TimeZone { get; set; }

    public bool AlwaysOpen { get; set; }

    /// <summary>Each day's openings as text.</summary>
    public Dictionary<DayOfWeek, string> Week { get; }

    public List<HolidayDraft> Holidays { get; }

    public List<SpecialDraft> SpecialDays { get; }

    public HashSet<long> Teams { get; }

    public void Add(IEnumerable<Holiday> holidays) => Holidays.AddRange(holidays.Select(Draft));

    /// <summary>The next version, and everything that keeps it from being used, by the calendar's own places.</summary>
    public (BusinessCalendar Calendar, IReadOnlyList<SlaProblem> Problems) ToCalendar(int version)
    {
        var problems = new List<SlaProblem>();
        var calendar = _began with
        {
            Version = version,
            Name = Name.Trim(),
            TimeZone = TimeZone.Trim(),
            AlwaysOpen = AlwaysOpen,
            Week = Days.ToDictionary(day => day, day => Hours(Week[day], $"week.{day}", problems)),
            Holidays = [.. Holidays.Select((holiday, index) => Read(holiday, $"holidays[{index}]", problems))],
            SpecialDays = [.. SpecialDays.Select((day, index) =>
                new SpecialHours(Date(day.Date, $"specialDays[{index}]", problems), Hours(day.Hours, $"specialDays[{index}]", problems), day.OverHolidays))],
            TeamIds = [.. Teams.Order()],
        };
        // A date that can't be read stands for another: what is said of it would not help.
        if (problems.Count == 0) problems.AddRange(calendar.Validate());
        return (calendar, problems);
    }

    private static Holiday Read(HolidayDraft holiday, string where, List<SlaProblem> problems)
    {
        if (holiday.Name.Length > CalendarRules.MaxNameLength) problems.Add(new(where, new Refusal("calendar.name_too_long", CalendarRules.MaxNameLength)));
        var closed = Hours(holiday.Hours, where, problems);
        if (holiday.GoesByEaster && Enum.TryParse<Computus>(holiday.Comes, out var by) && Enum.IsDefined(by))
            return new Holiday(new DateOnly(2000, 1, 1), holiday.Name.Trim(), Yearly: true, closed.Count == 0 ? null : closed) { Easter = new MovingFeast(holiday.Days, by) };
        return new Holiday(Date(holiday.Date, where, problems), holiday.Name.Trim(), holiday.Comes == HolidayDraft.Yearly, closed.Count == 0 ? null : closed);
    }

    private static IReadOnlyList<OpenInterval> Hours(string text, string where, List<SlaProblem> problems)
    {
        var read = HoursText.Read(text);
        if (!read.Succeeded) problems.Add(new(where, read.Refusal));
        return read.Value ?? [];
    }

    private static DateOnly Date(string text, string where, List<SlaProblem> problems)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and < 2200) return date;
        problems.Add(new(where, new Refusal("calendar.date_missing")));
        return default;
    }

    private static HolidayDraft Draft(Holiday holiday) => new()
    {
        Name = holiday.Name,
        Date = Write(holiday.Date),
        Comes = holiday.Easter is { } feast ? feast.By.ToString() : holiday.Yearly ? HolidayDraft.Yearly : HolidayDraft.Once,
        Days = holiday.Easter?.Days ?? 0,
        Hours = HoursText.Write(holiday.Parts ?? []),
    };

    private static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
