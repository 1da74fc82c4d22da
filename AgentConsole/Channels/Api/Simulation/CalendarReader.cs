using AgentConsole.Common;
using AgentConsole.Sla;

namespace AgentConsole.Channels.Api.Simulation;

/// <summary>Makes a calendar of what was sent, and names what is wrong by the place where it was sent.</summary>
internal sealed class CalendarReader(ApiProblems problems)
{
    private const string Root = "calendar";

    private static readonly IReadOnlyDictionary<string, DayOfWeek> Weekdays =
        Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString()[..3].ToLowerInvariant(), StringComparer.Ordinal);

    // The calendar's own places → the places of the request.
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal) { ["timeZone"] = $"{Root}.time_zone", ["week"] = $"{Root}.hours" };

    /// <summary>The calendar; null where it can't be counted with.</summary>
    /// <param name="mustOpen">One that never opens is wrong, too.</param>
    public BusinessCalendar? Read(CalendarData? data, bool mustOpen)
    {
        if (data is null)
        {
            problems.Add(Root, new Refusal("api.missing"));
            return null;
        }

        var calendar = new BusinessCalendar
        {
            Id = 1,
            Name = "simulated",
            TimeZone = data.TimeZone ?? "",
            AlwaysOpen = data.AlwaysOpen ?? false,
            Week = Week(data),
            Holidays = Holidays(data),
            SpecialDays = SpecialDays(data),
        };
        var wrong = mustOpen ? calendar.Validate() : CalendarRules.Unusable(calendar);
        foreach (var problem in wrong) problems.Add(Place(problem.Where), problem.What);
        return wrong.Count == 0 ? calendar : null;
    }

    private Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>> Week(CalendarData data)
    {
        var week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>();
        foreach (var (name, pairs) in data.Hours ?? new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>(StringComparer.Ordinal))
        {
            var place = ApiProblems.Below($"{Root}.hours", name);
            if (!Weekdays.TryGetValue(name, out var day))
            {
                problems.Add(place, new Refusal("api.not_one_of", Wire.Shown(name), string.Join(", ", Weekdays.Keys)));
                continue;
            }

            week[day] = Intervals(pairs, place);
            _places[$"week.{day}"] = place;
        }

        return week;
    }

    private List<Holiday> Holidays(CalendarData data)
    {
        var holidays = new List<Holiday>();
        _places["holidays"] = $"{Root}.holidays";
        foreach (var (text, index) in (data.Holidays ?? []).Select((text, index) => (text, index)))
        {
            var place = $"{Root}.holidays[{index}]";
            if (Wire.TryYearly(text, out var yearly)) holidays.Add(new Holiday(yearly, "", Yearly: true));
            else if (Wire.Date(text, place, problems) is { } date) holidays.Add(new Holiday(date, ""));
        }

        foreach (var (date, pairs, place) in Dates(data.Breaks, "breaks"))
        {
            _places[$"holidays[{holidays.Count}]"] = place;
            holidays.Add(new Holiday(date, "", Parts: pairs));
        }

        return holidays;
    }

    private List<SpecialHours> SpecialDays(CalendarData data)
    {
        var days = new List<SpecialHours>();
        _places["specialDays"] = $"{Root}.shifts";
        foreach (var (dates, name, overHolidays) in new[] { (data.Shifts, "shifts", false), (data.Openings, "openings", true) })
        {
            foreach (var (date, pairs, place) in Dates(dates, name))
            {
                _places[$"specialDays[{days.Count}]"] = place;
                days.Add(new SpecialHours(date, pairs, overHolidays));
            }
        }

        return days;
    }

    private IEnumerable<(DateOnly Date, IReadOnlyList<OpenInterval> Pairs, string Place)> Dates(
        IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>>? dates, string name)
    {
        foreach (var (text, pairs) in dates ?? new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>(StringComparer.Ordinal))
        {
            var place = ApiProblems.Below($"{Root}.{name}", text);
            if (Wire.Date(text, place, problems) is { } date) yield return (date, Intervals(pairs, place), place);
        }
    }

    private List<OpenInterval> Intervals(IReadOnlyList<IReadOnlyList<string>>? pairs, string where)
    {
        var intervals = new List<OpenInterval>();
        foreach (var (pair, index) in (pairs ?? []).Select((pair, index) => (pair, index)))
        {
            var place = $"{where}[{index}]";
            // What can't be read leaves its place taken, so that the others keep theirs.
            var (opens, closes) = (TimeSpan.Zero, TimeSpan.FromDays(1));
            if (pair is not [var from, var to]) problems.Add(place, new Refusal("api.not_pair"));
            else if (Wire.Time(from, place, problems) is { } first && Wire.Time(to, place, problems) is { } last) (opens, closes) = (first, last);
            intervals.Add(new OpenInterval(opens, closes));
        }

        return intervals;
    }

    /// <summary>The longest known beginning of a place, replaced.</summary>
    private string Place(string where)
    {
        var known = _places.Keys.Where(key => where.StartsWith(key, StringComparison.Ordinal)).MaxBy(key => key.Length);
        return known is null ? $"{Root}.{where}" : _places[known] + where[known.Length..];
    }
}
