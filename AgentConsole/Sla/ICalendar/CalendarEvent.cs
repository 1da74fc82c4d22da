using AgentConsole.Common;
using NodaTime;

namespace AgentConsole.Sla.ICalendar;

/// <summary>One VEVENT while it is read, and the days it closes.</summary>
internal sealed class CalendarEvent(int line)
{
    private readonly List<ContentLine> _excepted = [], _added = [];
    private readonly List<ContentLine> _rules = [];
    private ContentLine? _start, _end, _duration, _replaces;
    private string? _unknown;
    private bool _cancelled;

    public int Line => line;

    public string Name { get; private set; } = "";

    public string Id { get; private set; } = "";

    /// <summary>It stands in the place of one time of a repeated event that has the same <see cref="Id"/>.</summary>
    public bool IsReplacement => _replaces is not null;

    public void Take(ContentLine field)
    {
        switch (field.Name)
        {
            case "SUMMARY": Name = Text.Preview(ContentLine.Unescaped(field.Value), HolidayImport.MaxNameLength); break;
            case "UID": Id = field.Value.Trim(); break;
            case "DTSTART": _start = field; break;
            case "DTEND": _end = field; break;
            case "DURATION": _duration = field; break;
            case "RRULE": _rules.Add(field); break;
            case "RDATE": _added.Add(field); break;
            case "EXDATE": _excepted.Add(field); break;
            case "EXRULE": _unknown = "EXRULE"; break;
            case "RECURRENCE-ID":
                _replaces = field;
                if (field.Parameters.ContainsKey("RANGE")) _unknown = "RECURRENCE-ID;RANGE";
                break;
            case "STATUS": _cancelled = string.Equals(field.Value.Trim(), "CANCELLED", StringComparison.OrdinalIgnoreCase); break;
        }
    }

    /// <summary>Adds the days it closes; why it adds none, where it can't be understood or was cancelled.</summary>
    /// <param name="replacements">Those of its times that other events say.</param>
    public Refusal? AddTo(List<Holiday> holidays, IEnumerable<CalendarEvent> replacements, DateTimeZone calendar, int firstYear, int lastYear, ImportWork work)
    {
        if (_cancelled) return new Refusal("import.cancelled");
        if (_unknown is not null) return new Refusal("import.rule_unknown", _unknown);
        if (_start is null || EventTime.Read(_start) is not { } start) return new Refusal("import.no_start");
        // Repeated where it is said: 'each fourth Thursday, 20:00 in New York' is a Friday elsewhere.
        var zone = start.Zone ?? calendar;
        if (End(start, zone) is not { } end || end < start.At) return new Refusal("import.no_end");
        var length = Period.Between(start.At, end, PeriodUnits.Days | PeriodUnits.AllTimeUnits);
        if (length.Days > HolidayImport.MaxDaysOfEvent) return new Refusal("import.too_long_event", HolidayImport.MaxDaysOfEvent);
        if (_rules.Count > 1) return new Refusal("import.rule_unknown", "2 × RRULE");
        var rule = _rules is [var given] ? RecurrenceReader.Read(given.Value) : null;
        if (_rules.Count > 0 && rule is null) return new Refusal("import.rule_unknown", Text.Preview(_rules[0].Value, 80));
        if (rule is { IsEndless: true }) return new Refusal("import.rule_endless", Text.Preview(_rules[0].Value, 80));
        if (Added(start, length, zone) is not { } added) return new Refusal("import.rule_unknown", "RDATE");

        var excepted = _excepted.SelectMany(Values).OfType<EventTime>().Concat(replacements.Select(other => EventTime.Read(other._replaces!)).OfType<EventTime>())
            .Select(time => time.In(zone).At.Date).ToHashSet();
        var plain = rule is not null && rule.IsPlain(start.At.Date) && excepted.Count == 0 && (start.Zone is null || start.Zone.Equals(calendar));
        if (rule is not null && excepted.Count == 0 && added.Count == 0 && start.IsDate && length.Days == 1 && rule.Feasts.ToList() is { Count: > 0 } feasts && feasts.Count == rule.Easter.Count)
        {
            holidays.AddRange(feasts.Select(feast => new Holiday(feast.In(firstYear), Name, Yearly: true) { Easter = feast }));
            return null;
        }

        var dates = plain || rule is null ? [start.At.Date] : rule.Dates(start.At.Date, LastDate(rule, start, zone, calendar), firstYear, lastYear, work);
        foreach (var (at, lasts) in dates.Select(date => (At: date.At(start.At.TimeOfDay), Lasts: length)).Concat(added))
        {
            if (excepted.Contains(at.Date) || holidays.Count > CalendarRules.MaxDates) continue;
            var (from, to) = (start with { At = at }, start with { At = at + lasts });
            foreach (var day in Days(from.In(calendar).At, to.In(calendar).At))
            {
                if (plain) holidays.Add(day with { Yearly = true });
                else if (day.Date.Year >= firstYear && day.Date.Year <= lastYear) holidays.Add(day);
            }
        }

        return null;
    }

    /// <summary>The end, not itself included; a date without one is that day, a time without one is nothing.</summary>
    private LocalDateTime? End(EventTime start, DateTimeZone zone)
    {
        if (_end is not null) return EventTime.Read(_end) is { } end && end.IsDate == start.IsDate ? (start.IsDate && end.At == start.At ? end.At.PlusDays(1) : end.In(zone).At) : null;
        if (_duration is not null) return EventTime.ReadDuration(_duration.Value) is { } duration ? start.At + duration : null;
        return start.IsDate ? start.At.PlusDays(1) : null;
    }

    /// <summary>The last date by UNTIL, on the event's own wall clock; whole days end where the calendar's does.</summary>
    private static LocalDate? LastDate(Recurrence rule, EventTime start, DateTimeZone zone, DateTimeZone calendar)
    {
        if (rule.Until is not { } until) return null;
        var last = until.In(start.IsDate ? calendar : zone).At;
        return !until.IsDate && !start.IsDate && last.TimeOfDay < start.At.TimeOfDay ? last.Date.PlusDays(-1) : last.Date;
    }

    /// <summary>RDATE: more times, and periods with a length of their own; null where one of them can't be read.</summary>
    private List<(LocalDateTime At, Period Lasts)>? Added(EventTime start, Period length, DateTimeZone zone)
    {
        var added = new List<(LocalDateTime, Period)>();
        foreach (var field in _added)
        {
            foreach (var value in field.Value.Split(','))
            {
                var ends = value.Split('/', 2);
                if (EventTime.Read(ends[0], field.Parameters.GetValueOrDefault("TZID")) is not { } begins) return null;
                var at = begins.In(zone).At;
                if (begins.IsDate && !start.IsDate) at = at.Date.At(start.At.TimeOfDay);
                var lasts = ends is [_, var until] ? LengthTo(at, until, field, zone) : length;
                if (lasts is null || lasts.Days > HolidayImport.MaxDaysOfEvent) return null;
                added.Add((start.IsDate ? at.Date.AtMidnight() : at, lasts));
            }
        }

        return added;
    }

    private static Period? LengthTo(LocalDateTime from, string until, ContentLine field, DateTimeZone zone)
    {
        if (EventTime.ReadDuration(until) is { } duration) return duration.Normalize();
        return EventTime.Read(until, field.Parameters.GetValueOrDefault("TZID"))?.In(zone).At is { } to && to >= from ? Period.Between(from, to, PeriodUnits.Days | PeriodUnits.AllTimeUnits) : null;
    }

    private static IEnumerable<EventTime?> Values(ContentLine field) => field.Value.Split(',').Select(value => EventTime.Read(value, field.Parameters.GetValueOrDefault("TZID")));

    private IEnumerable<Holiday> Days(LocalDateTime start, LocalDateTime end)
    {
        for (var date = start.Date; date.AtMidnight() < end; date = date.PlusDays(1))
        {
            var from = date == start.Date ? TimeSpan.FromTicks(start.TickOfDay) : TimeSpan.Zero;
            var to = date == end.Date ? TimeSpan.FromTicks(end.TickOfDay) : TimeSpan.FromDays(1);
            IReadOnlyList<OpenInterval>? part = from == TimeSpan.Zero && to == TimeSpan.FromDays(1) ? null : [new OpenInterval(from, to)];
            yield return new Holiday(date.ToDateOnly(), Name, Parts: part);
        }
    }
}
