namespace AgentConsole.Sla;

// Days instead of hours: what a person means by 'within three working days'.
public sealed partial record BusinessCalendar
{
    /// <summary>The end, in the calendar's zone, of the last of so many days on which it opens, counted from the day after an instant's; null where it doesn't open so often within <see cref="Horizon"/>.</summary>
    public DateTimeOffset? EndOfOpenDay(DateTimeOffset from, int days)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var (end, limit) = (EndOfDay(from), from + Horizon);
        for (var counted = 0; counted < days; counted++)
        {
            // A night shift that began the day before is open at midnight: its day counts.
            if (NextOpening(end) is not { } open || open > limit) return null;
            end = EndOfDay(open);
        }

        return end;

        DateTimeOffset EndOfDay(DateTimeOffset at)
        {
            var midnight = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime).AddDays(1).ToDateTime(TimeOnly.MinValue);
            // Where the clock skips midnight the day begins later.
            while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
            return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
        }
    }
}
