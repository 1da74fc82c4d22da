using System.Globalization;
using NodaTime;

namespace AgentConsole.Sla.ICalendar;

/// <summary>Reads RRULE. What it doesn't know makes the rule not understood, since leaving a part out would make other dates of it.</summary>
internal static class RecurrenceReader
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

    /// <summary>The rule; null where it is one that is not understood.</summary>
    public static Recurrence? Read(string value)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in value.Trim().ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2) is not [var name, var given] || !parts.TryAdd(name.Trim(), given.Trim())) return null;
        }

        if (!parts.Remove("FREQ", out var often) || !Enum.TryParse<Often>(often, ignoreCase: true, out var frequency) || !Enum.IsDefined(frequency) || char.IsDigit(often[0])) return null;
        var rule = new Recurrence(frequency);
        foreach (var (name, given) in parts)
        {
            if (Take(rule, name, given) is not { } more) return null;
            rule = more;
        }

        return IsUnderstood(rule) ? rule : null;
    }

    private static Recurrence? Take(Recurrence rule, string name, string given) => name switch
    {
        "INTERVAL" => Number(given, 1, 1000) is { } number ? rule with { Interval = number } : null,
        "COUNT" => Number(given, 1, 10_000) is { } number ? rule with { Count = number } : null,
        "UNTIL" => EventTime.Read(given, null) is { } until ? rule with { Until = until } : null,
        "WKST" => Weekdays.TryGetValue(given, out var day) ? rule with { WeekStart = day } : null,
        "BYMONTH" => Numbers(given, 1, 12) is { } months ? rule with { Months = months } : null,
        "BYMONTHDAY" => Numbers(given, -31, 31) is { } days ? rule with { MonthDays = days } : null,
        "BYYEARDAY" => Numbers(given, -366, 366) is { } days ? rule with { YearDays = days } : null,
        "BYWEEKNO" => Numbers(given, -53, 53) is { } weeks ? rule with { Weeks = weeks } : null,
        "BYEASTER" => Offsets(given) is { } days ? rule with { Easter = days } : null,
        "BYDAY" => Nths(given) is { } days ? rule with { Days = days } : null,
        "BYSETPOS" => Numbers(given, -366, 366) is { } places ? rule with { Positions = places } : null,
        _ => null,
    };

    /// <summary>The parts that may stand together; days of the year and 'the third Monday' mean nothing within a week.</summary>
    private static bool IsUnderstood(Recurrence rule) =>
        ((rule.YearDays is [] && rule.Weeks is [] && rule.Easter is []) || rule.Often == Often.Yearly)
        && (rule.Weeks is [] || rule.Days.All(day => day.Nth == 0))
        && (rule.MonthDays is [] || rule.Often != Often.Weekly)
        && (rule.Often is Often.Yearly or Often.Monthly || rule.Days.All(day => day.Nth == 0));

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number != 0 && number >= least && number <= most ? number : null;

    private static List<int>? Numbers(string list, int least, int most)
    {
        var numbers = list.Split(',').Select(text => Number(text.Trim(), least, most)).ToList();
        return numbers.Contains(null) || numbers.Count > 400 ? null : [.. numbers.OfType<int>()];
    }

    private static List<int>? Offsets(string list)
    {
        var days = list.Split(',').Select(text => int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (int?)null).ToList();
        return days.Any(day => day is null or < -366 or > 366) || days.Count > 400 ? null : [.. days.OfType<int>()];
    }

    private static List<(int Nth, IsoDayOfWeek Day)>? Nths(string list)
    {
        var days = new List<(int Nth, IsoDayOfWeek Day)>();
        foreach (var text in list.Split(',').Select(text => text.Trim()))
        {
            if (text.Length < 2 || days.Count == 400 || !Weekdays.TryGetValue(text[^2..], out var day)) return null;
            if (text.Length == 2) days.Add((0, day));
            else if (Number(text[..^2], -53, 53) is { } nth) days.Add((nth, day));
            else return null;
        }

        return days;
    }
}
