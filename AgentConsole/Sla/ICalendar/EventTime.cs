using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace AgentConsole.Sla.ICalendar;

/// <summary>A date, or a time on a wall clock.</summary>
/// <param name="IsDate">A whole day; the time of day is then midnight and means nothing.</param>
/// <param name="Zone">Whose wall clock; null for a date, and for a time that names no zone that is known: it is then as the calendar that imports has it.</param>
internal sealed record EventTime(LocalDateTime At, bool IsDate, DateTimeZone? Zone = null)
{
    /// <summary>A field's own time: DTSTART, DTEND, RECURRENCE-ID.</summary>
    public static EventTime? Read(ContentLine field) => Read(field.Value, field.Parameters.GetValueOrDefault("TZID"));

    /// <summary><c>20261225</c>, <c>20261224T120000</c>, <c>…Z</c>, with a TZID or none. Null where it is none of them.</summary>
    public static EventTime? Read(string value, string? zoneId)
    {
        value = value.Trim();
        if (DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return IsWithin(date.Year) ? new EventTime(LocalDate.FromDateOnly(date).AtMidnight(), true) : null;
        var utc = value.EndsWith('Z');
        if (!DateTime.TryParseExact(utc ? value[..^1] : value, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        return IsWithin(time.Year) ? new EventTime(LocalDateTime.FromDateTime(time), false, utc ? DateTimeZone.Utc : ZoneOf(zoneId)) : null;
    }

    /// <summary>DURATION: <c>P1D</c>, <c>P1W</c>, <c>PT8H30M</c>; null where it is none, or negative.</summary>
    public static Period? ReadDuration(string value)
    {
        var (period, number, inTime) = (new PeriodBuilder(), "", false);
        foreach (var sign in value.Trim().TrimStart('+').ToUpperInvariant())
        {
            if (char.IsAsciiDigit(sign) && number.Length < 5) number += sign;
            else if (sign == 'T') inTime = true;
            else if (sign != 'P' && !Take(period, sign, inTime, number)) return null;
            if (char.IsAsciiLetter(sign)) number = "";
        }

        return number.Length == 0 ? period.Build() : null;
    }

    /// <summary>The same instant on another zone's wall clock; a date, and a time without a zone, are the same everywhere.</summary>
    public EventTime In(DateTimeZone zone) => Zone is null || IsDate ? this : new EventTime(At.InZoneLeniently(Zone).WithZone(zone).LocalDateTime, false, zone);

    // Outlook writes the names that Windows has for zones.
    private static DateTimeZone? ZoneOf(string? id) => id is null ? null
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var name) ? name : id);

    private static bool Take(PeriodBuilder period, char unit, bool inTime, string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)) return false;
        switch (unit)
        {
            case 'W': period.Weeks = amount; break;
            case 'D': period.Days = amount; break;
            case 'H' when inTime: period.Hours = amount; break;
            case 'M' when inTime: period.Minutes = amount; break;
            case 'S' when inTime: period.Seconds = amount; break;
            default: return false;
        }

        return true;
    }

    private static bool IsWithin(int year) => year is >= 1900 and < 2200;
}
