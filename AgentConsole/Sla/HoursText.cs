using System.Globalization;
using AgentConsole.Common;

namespace AgentConsole.Sla;

/// <summary>A day's openings as people write them: <c>09:00–12:00, 13:00–17:00</c>; 24:00 is the day's end, and an opening that ends before it begins ends on the next day.</summary>
public static class HoursText
{
    public const int MaxLength = 600;

    private static readonly string[] s_times = [@"h\:mm", @"hh\:mm", @"h\:mm\:ss", @"hh\:mm\:ss"];

    /// <summary>Reads openings; none of an empty text. Refusals: <c>calendar.hours_unreadable</c> (the part), <c>calendar.hours_too_long</c> (the limit).</summary>
    public static Outcome<IReadOnlyList<OpenInterval>> Read(string? text)
    {
        if (text is { Length: > MaxLength }) return new Refusal("calendar.hours_too_long", MaxLength);
        var intervals = new List<OpenInterval>();
        foreach (var part in (text ?? "").Split([',', ';', '،', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split(['-', '–', '—'], StringSplitOptions.TrimEntries) is not [var from, var to] || Time(from) is not { } opens || Time(to) is not { } closes)
                return new Refusal("calendar.hours_unreadable", Text.Preview(part, 40));
            intervals.Add(new OpenInterval(opens, closes));
        }

        return intervals;
    }

    public static string Write(IEnumerable<OpenInterval> intervals) => string.Join(", ", intervals.Select(interval => $"{Write(interval.From)}–{Write(interval.To)}"));

    /// <summary>A time of a day, the way every language here reads it.</summary>
    public static string Write(TimeSpan time) =>
        time == TimeSpan.FromDays(1) ? "24:00" : time.ToString(time.Seconds == 0 ? @"hh\:mm" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static TimeSpan? Time(string text)
    {
        if (text is "24" or "24:00" or "24:00:00") return TimeSpan.FromDays(1);
        if (text.Length <= 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour)) return hour < 24 ? TimeSpan.FromHours(hour) : null;
        return TimeSpan.TryParseExact(text, s_times, CultureInfo.InvariantCulture, out var time) ? time : null;
    }
}
