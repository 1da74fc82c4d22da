using AgentConsole.Common;
using NodaTime;

namespace AgentConsole.Sla.ICalendar;

/// <summary>An event that was left out, and why.</summary>
/// <param name="Line">Where it begins in the text, from 1.</param>
public sealed record SkippedEvent(int Line, string Name, Refusal Why);

/// <summary>The holidays of an iCalendar text.</summary>
/// <param name="Name">What the text calls itself; null where it doesn't.</param>
/// <param name="Holidays">In order of date; none of them twice.</param>
public sealed record HolidayImport(string? Name, IReadOnlyList<Holiday> Holidays, IReadOnlyList<SkippedEvent> Skipped)
{
    /// <summary>Characters. The holidays of a country over ten years are a tenth of it.</summary>
    public const int MaxLength = 1024 * 1024;

    public const int MaxEvents = 5_000, MaxNameLength = 120, MaxDaysOfEvent = 92;

    /// <summary>Reads the events that can fall on a day from the first year to the last. Refusals: <c>import.too_long</c>, <c>import.not_a_calendar</c>, <c>import.too_many_events</c>, <c>import.too_many_days</c>.</summary>
    /// <param name="timeZone">Of the calendar that imports, an IANA name: times of other zones are told on its wall clock.</param>
    public static Outcome<HolidayImport> Read(string text, string timeZone, int firstYear, int lastYear)
    {
        if (text.Length > MaxLength) return new Refusal("import.too_long", MaxLength / 1024);
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var (events, name, begun) = (new List<CalendarEvent>(), (string?)null, false);
        CalendarEvent? current = null;
        // Alarms and other parts stand within events and have fields of the same names.
        var inner = 0;
        foreach (var line in ContentLine.Of(text))
        {
            switch (line.Name)
            {
                case "BEGIN" when Is(line, "VCALENDAR"): begun = true; break;
                case "BEGIN" when current is not null: inner++; break;
                case "BEGIN" when begun && Is(line, "VEVENT"):
                    if (events.Count == MaxEvents) return new Refusal("import.too_many_events", MaxEvents);
                    current = new CalendarEvent(line.Number);
                    break;
                case "END" when inner > 0: inner--; break;
                case "END" when current is not null:
                    events.Add(current);
                    current = null;
                    break;
                case "X-WR-CALNAME" when current is null: name = Text.Preview(ContentLine.Unescaped(line.Value), MaxNameLength); break;
                default:
                    if (inner == 0) current?.Take(line);
                    break;
            }
        }

        return begun ? Of(events, name, zone, firstYear, lastYear) : new Refusal("import.not_a_calendar");
    }

    private static Outcome<HolidayImport> Of(List<CalendarEvent> events, string? name, DateTimeZone zone, int firstYear, int lastYear)
    {
        var (holidays, skipped, work) = (new List<Holiday>(), new List<SkippedEvent>(), new ImportWork());
        // What stands in the place of one time of an event may come before the event.
        var replacements = events.Where(one => one.IsReplacement).ToLookup(one => one.Id, StringComparer.Ordinal);
        foreach (var one in events)
        {
            var others = one.IsReplacement ? [] : replacements[one.Id];
            if (one.AddTo(holidays, others, zone, firstYear, lastYear, work) is { } why) skipped.Add(new SkippedEvent(one.Line, one.Name, why));
            if (work.IsTooMuch || holidays.Count > CalendarRules.MaxDates) return new Refusal("import.too_many_days", CalendarRules.MaxDates);
        }

        return new HolidayImport(name, [.. holidays.DistinctBy(Key).OrderBy(h => h.Yearly).ThenBy(h => h.Date)], skipped);
    }

    /// <summary>Those that a calendar doesn't have yet: the same date and hours are the same, whatever the name.</summary>
    public IReadOnlyList<Holiday> NewTo(BusinessCalendar calendar)
    {
        var known = calendar.Holidays.Select(Key).ToHashSet();
        var yearly = calendar.Holidays.Where(h => h is { Yearly: true, Parts: null, Easter: null }).Select(h => (h.Date.Month, h.Date.Day)).ToHashSet();
        var moving = calendar.Holidays.Where(h => h is { Parts: null, Easter: not null }).ToList();
        return [.. Holidays.Where(h => !known.Contains(Key(h)) && (h.Easter is not null || (!yearly.Contains((h.Date.Month, h.Date.Day)) && !moving.Exists(feast => !h.Yearly && feast.FallsOn(h.Date)))))];
    }

    /// <summary>What makes two holidays one: a yearly one's year does not count, and of one by Easter no date does.</summary>
    private static (DateOnly, bool, string, MovingFeast?) Key(Holiday holiday) => (
        holiday.Easter is not null ? default : holiday.Yearly ? new DateOnly(2000, holiday.Date.Month, holiday.Date.Day) : holiday.Date, holiday.Yearly,
        holiday.Parts is null ? "" : string.Join(' ', holiday.Parts.Select(part => $"{part.From}-{part.To}")), holiday.Easter);

    private static bool Is(ContentLine line, string component) => string.Equals(line.Value.Trim(), component, StringComparison.OrdinalIgnoreCase);
}
