using System.Globalization;
using System.Text.Json;
using AgentConsole.Common;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Channels.Api.Simulation;

/// <summary>The texts of a simulation, read: what isn't one of them is a problem at its place.</summary>
internal static class Wire
{
    public static readonly IReadOnlyDictionary<string, SlaTarget> Targets = new Dictionary<string, SlaTarget>(StringComparer.Ordinal)
    {
        ["first_response"] = SlaTarget.FirstResponse,
        ["next_response"] = SlaTarget.NextResponse,
        ["resolution"] = SlaTarget.FirstResolution,
        ["total_resolution"] = SlaTarget.TotalResolution,
    };

    // Beyond these no zone has rules worth the name, and the arithmetic of years costs time.
    private static readonly DateTimeOffset First = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero), Last = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private static readonly string[] Times = ["hh':'mm", "hh':'mm':'ss"];

    public static string Name(SlaTarget target) => Targets.First(known => known.Value == target).Key;

    public static string Name(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>One of an enum's names in snake case; null and a problem where it is none, or missing.</summary>
    public static T? OneOf<T>(string? text, string where, ApiProblems problems) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Name(value), text, StringComparison.OrdinalIgnoreCase)) return value;
        }

        problems.Add(where, new Refusal("api.not_one_of", Shown(text), string.Join(", ", Enum.GetValues<T>().Select(v => Name(v)))));
        return null;
    }

    public static SlaTarget? Target(string text, string where, ApiProblems problems)
    {
        if (Targets.TryGetValue(text, out var target)) return target;
        problems.Add(where, new Refusal("api.not_one_of", Shown(text), string.Join(", ", Targets.Keys)));
        return null;
    }

    /// <summary>An instant; null and a problem where it is none, or missing.</summary>
    public static DateTimeOffset? Instant(string? text, string where, ApiProblems problems)
    {
        if (TryInstant(text, out var instant)) return instant;
        problems.Add(where, new Refusal("api.not_instant", Shown(text), First.Year, Last.Year));
        return null;
    }

    /// <summary>A date; null and a problem where it is none, or missing.</summary>
    public static DateOnly? Date(string? text, string where, ApiProblems problems)
    {
        if (TryDate(text, out var date)) return date;
        problems.Add(where, new Refusal("api.not_date", Shown(text), First.Year, Last.Year));
        return null;
    }

    public static bool TryInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant)
        && instant >= First && instant < Last;

    public static bool TryDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date.Year >= First.Year && date.Year < Last.Year;

    /// <summary>A day of each year: <c>12-25</c>.</summary>
    public static bool TryYearly(string? text, out DateOnly date) => DateOnly.TryParseExact($"2000-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>A time of a day, 24:00 included; null and a problem where it is none.</summary>
    public static TimeSpan? Time(string? text, string where, ApiProblems problems)
    {
        if (text is "24:00" or "24:00:00") return TimeSpan.FromDays(1);
        if (TimeSpan.TryParseExact(text, Times, CultureInfo.InvariantCulture, out var time)) return time;
        problems.Add(where, new Refusal("api.not_time", Shown(text)));
        return null;
    }

    /// <summary>An amount of minutes or another unit; null and a problem where it is no length of time.</summary>
    public static TimeSpan? Amount(double? amount, TimeSpan unit, string where, ApiProblems problems)
    {
        // Beyond what a calendar looks ahead there is no answer anyway, and far beyond it no number that fits.
        if (amount is { } given && Math.Abs(given) * unit.TotalSeconds <= BusinessCalendar.Horizon.TotalSeconds) return TimeSpan.FromSeconds(given * unit.TotalSeconds);
        problems.Add(where, new Refusal("api.not_amount", BusinessCalendar.Horizon.Days));
        return null;
    }

    public static string Shown(string? text) => Text.Preview(text ?? "", 60);
}
