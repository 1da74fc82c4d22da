using AgentConsole.Sla;

namespace AgentConsole.Console.Sla;

/// <summary>A day of a picture: its open stretches as parts of the day and as text.</summary>
internal sealed record PicturedDay(IReadOnlyList<(double From, double To)> Open, string Hours);

/// <summary>Days of a calendar as a picture has them: by the wall clock.</summary>
internal static class CalendarDaysPicture
{
    /// <summary>An ordinary weekday: what begins on it, and what still runs from the day before.</summary>
    public static PicturedDay Weekday(BusinessCalendar calendar, DayOfWeek day)
    {
        if (calendar.AlwaysOpen) return new PicturedDay([(0, 1)], Whole);
        var today = calendar.Week.GetValueOrDefault(day) ?? [];
        var before = calendar.Week.GetValueOrDefault((DayOfWeek)(((int)day + 6) % 7)) ?? [];
        var open = today.Select(i => (From: Part(i.From), To: i.To > i.From ? Part(i.To) : 1d))
            .Concat(before.Where(i => i.To <= i.From && i.To > TimeSpan.Zero).Select(i => (From: 0d, To: Part(i.To)))).OrderBy(part => part.From);
        return new PicturedDay([.. open], HoursText.Write(today));
    }

    /// <summary>A day as it will be.</summary>
    public static PicturedDay Day(BusinessCalendar calendar, CalendarDay day)
    {
        var parts = day.Open.Select(period => (From: Part(TimeOf(calendar, period.From)), To: period.To == day.Ends ? 1d : Part(TimeOf(calendar, period.To)))).ToList();
        // An hour that comes twice can end, on the wall clock, before it began: the bar then shows where it began.
        var hours = day.Open.Select(period =>
            $"{HoursText.Write(TimeOf(calendar, period.From))}–{(period.To == day.Ends ? "24:00" : HoursText.Write(TimeOf(calendar, period.To)))}");
        return new PicturedDay([.. parts.Select(part => (part.From, Math.Max(part.From, part.To)))], string.Join(", ", hours));
    }

    private static string Whole => HoursText.Write([new OpenInterval(TimeSpan.Zero, TimeSpan.FromDays(1))]);

    private static TimeSpan TimeOf(BusinessCalendar calendar, DateTimeOffset at) => TimeSpan.FromTicks(calendar.Local(at).TickOfDay);

    private static double Part(TimeSpan time) => time / TimeSpan.FromDays(1);
}
