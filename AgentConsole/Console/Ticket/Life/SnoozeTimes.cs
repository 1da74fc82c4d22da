using AgentConsole.Sla;

namespace AgentConsole.Console.Ticket.Life;

/// <summary>An instant that a snooze is offered until. <paramref name="Key"/> is its word in the resources: <c>Snooze.Later</c> …</summary>
public sealed record SnoozeTime(string Key, DateTimeOffset At);

/// <summary>What is offered in one press: instants at which the desk is open, by its calendar. Pure.</summary>
public static class SnoozeTimes
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(3), Quarter = TimeSpan.FromMinutes(15), Morning = TimeSpan.FromHours(9);

    /// <summary>Later today (where it is open then), tomorrow morning, next week's first morning: each at an opening.</summary>
    public static IReadOnlyList<SnoozeTime> Of(DateTimeOffset now, BusinessCalendar calendar)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone);
        var today = Day(now);
        var later = new DateTimeOffset((now.UtcTicks + Later.Ticks + Quarter.Ticks - 1) / Quarter.Ticks * Quarter.Ticks, TimeSpan.Zero);
        var monday = today.AddDays(((int)DayOfWeek.Monday - (int)today.DayOfWeek + 6) % 7 + 1);
        var times = new List<SnoozeTime>(3);
        if (calendar.NextOpening(later) is { } open && Day(open) == today) times.Add(new SnoozeTime("Snooze.Later", open));
        if (MorningOf(today.AddDays(1)) is { } tomorrow) times.Add(new SnoozeTime("Snooze.Tomorrow", tomorrow));
        if (MorningOf(monday) is { } week && times.TrueForAll(time => time.At != week)) times.Add(new SnoozeTime("Snooze.NextWeek", week));
        return times;

        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

        // Who is open through the night has no opening: nine is when people begin.
        DateTimeOffset? MorningOf(DateOnly day) =>
            At(day.ToDateTime(TimeOnly.MinValue), zone) is var midnight && !calendar.IsOpen(midnight)
                ? calendar.NextOpening(midnight)
                : calendar.NextOpening(At(day.ToDateTime(TimeOnly.FromTimeSpan(Morning)), zone));
    }

    /// <summary>An instant as a wall clock says it; a time that the clock skips is as long after midnight as it says.</summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
