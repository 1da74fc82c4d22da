using System.Globalization;
using NodaTime;

namespace AgentConsole.Sla.ICalendar;

/// <summary>A date, or a time on the wall clock of the calendar that imports.</summary>
/// <param name="IsDate">A whole day; the time of day is then midnight and means nothing.</param>
internal sealed record EventTime(LocalDateTime At, bool IsDate)
{
    /// <summary>DTSTART, DTEND, EXDATE and UNTIL: <c>20261225</c>, <c>20261224T120000</c>, <c>…Z</c>, with a TZID or none. Null where it is none of them.</summary>
    /// <param name="zoneId">The TZID; one that isn't known, and a time without any, are taken as of the calendar that imports.</param>
    public static EventTime? Read(string value, string? zoneId, DateTimeZone zone)
    {
        value = value.Trim();
        if (DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return IsWithin(date.Year) ? new EventTime(LocalDate.FromDateOnly(date).AtMidnight(), true) : null;
        var utc = value.EndsWith('Z');
        if (!DateTime.TryParseExact(utc ? value[..^1] : value, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        if (!IsWithin(time.Year)) return null;
        var local = LocalDateTime.FromDateTime(time);
        var from = utc ? DateTimeZone.Utc : zoneId is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId);
        return new EventTime(from is null ? local : local.InZoneLeniently(from).WithZone(zone).LocalDateTime, false);
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
