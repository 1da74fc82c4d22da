using AgentConsole.Common;
using NodaTime;

namespace AgentConsole.Sla.ICalendar;

/// <summary>One VEVENT while it is read, and the days it closes.</summary>
internal sealed class CalendarEvent(int line)
{
    private readonly List<ContentLine> _excepted = [];
    private ContentLine? _start, _end, _duration, _rule;
    private bool _cancelled, _dates;

    public int Line => line;

    public string Name { get; private set; } = "";

    public void Take(ContentLine field)
    {
        switch (field.Name)
        {
            case "SUMMARY": Name = Text.Preview(ContentLine.Unescaped(field.Value), HolidayImport.MaxNameLength); break;
            case "DTSTART": _start = field; break;
            case "DTEND": _end = field; break;
            case "DURATION": _duration = field; break;
            case "RRULE": _rule = field; break;
            case "RDATE": _dates = true; break;
            case "EXDATE": _excepted.Add(field); break;
            case "STATUS": _cancelled = string.Equals(field.Value.Trim(), "CANCELLED", StringComparison.OrdinalIgnoreCase); break;
        }
    }

    /// <summary>Adds the days it closes; why it adds none, where it can't be understood or was cancelled.</summary>
    public Refusal? AddTo(List<Holiday> holidays, DateTimeZone zone, int firstYear, int lastYear)
    {
        if (_cancelled) return new Refusal("import.cancelled");
        if (_start is null || Time(_start, zone) is not { } start) return new Refusal("import.no_start");
        if (End(start, zone) is not { } end || end.At < start.At) return new Refusal("import.no_end");
        if (Period.Between(start.At, end.At, PeriodUnits.Days).Days > HolidayImport.MaxDaysOfEvent) return new Refusal("import.too_long_event", HolidayImport.MaxDaysOfEvent);
        if (_dates) return new Refusal("import.rule_unknown", "RDATE");
        var rule = _rule is null ? null : Recurrence.Read(_rule.Value, zone);
        if (_rule is not null && rule is null) return new Refusal("import.rule_unknown", Text.Preview(_rule.Value, 80));
        var excepted = _excepted.SelectMany(field => field.Value.Split(',').Select(value => EventTime.Read(value, field.Parameters.GetValueOrDefault("TZID"), zone)))
            .OfType<EventTime>().Select(time => time.At.Date).ToHashSet();
        if (rule is { IsPlain: true } && excepted.Count == 0)
        {
            holidays.AddRange(Days(start, end).Select(day => day with { Yearly = true }));
            return null;
        }

        var length = end.At.Minus(start.At);
        foreach (var date in rule?.Dates(start.At.Date, lastYear) ?? [start.At.Date])
        {
            if (excepted.Contains(date) || holidays.Count > CalendarRules.MaxDates) continue;
            var at = date.At(start.At.TimeOfDay);
            holidays.AddRange(Days(start with { At = at }, end with { At = at + length }).Where(day => day.Date.Year >= firstYear && day.Date.Year <= lastYear));
        }

        return null;
    }

    private static EventTime? Time(ContentLine field, DateTimeZone zone) => EventTime.Read(field.Value, field.Parameters.GetValueOrDefault("TZID"), zone);

    /// <summary>The end, not itself included; a date without one is that day, a time without one is nothing.</summary>
    private EventTime? End(EventTime start, DateTimeZone zone)
    {
        if (_end is not null) return Time(_end, zone) is { } end && end.IsDate == start.IsDate ? (start.IsDate && end.At == start.At ? end with { At = end.At.PlusDays(1) } : end) : null;
        if (_duration is not null) return EventTime.ReadDuration(_duration.Value) is { } duration ? start with { At = start.At + duration } : null;
        return start.IsDate ? start with { At = start.At.PlusDays(1) } : null;
    }

    private IEnumerable<Holiday> Days(EventTime start, EventTime end)
    {
        for (var date = start.At.Date; date.AtMidnight() < end.At; date = date.PlusDays(1))
        {
            var from = date == start.At.Date ? TimeSpan.FromTicks(start.At.TickOfDay) : TimeSpan.Zero;
            var to = date == end.At.Date ? TimeSpan.FromTicks(end.At.TickOfDay) : TimeSpan.FromDays(1);
            IReadOnlyList<OpenInterval>? part = from == TimeSpan.Zero && to == TimeSpan.FromDays(1) ? null : [new OpenInterval(from, to)];
            yield return new Holiday(date.ToDateOnly(), Name, Parts: part);
        }
    }
}
