using System.Globalization;

namespace AgentConsole.Console.Ticket;

/// <summary>Instants as the viewer's wall clock has them. The browser names its zone once a circuit; until then it is UTC.</summary>
public sealed class ViewerZone
{
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public bool IsKnown { get; private set; }

    /// <param name="id">An IANA name; one that this machine does not know leaves UTC.</param>
    public void Learn(string? id)
    {
        IsKnown = true;
        if (id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) Zone = zone;
    }

    /// <summary>The hour and minute, as the viewer's language writes them.</summary>
    public string Time(DateTimeOffset at) => Local(at).ToString("t", CultureInfo.CurrentCulture);

    public string Full(DateTimeOffset at) => Local(at).ToString("F", CultureInfo.CurrentCulture);

    /// <summary>The time alone on the same day, the day too on another.</summary>
    public string Short(DateTimeOffset at, DateTimeOffset now)
    {
        var (local, today) = (Local(at), Local(now));
        return local.Date == today.Date
            ? Time(at)
            : $"{local.ToString(local.Year == today.Year ? "m" : "d", CultureInfo.CurrentCulture)} {Time(at)}";
    }

    /// <summary>As short as can be said of what is to come: the time on the same day, the weekday with it within six days, else the date alone.</summary>
    public string Brief(DateTimeOffset at, DateTimeOffset now)
    {
        var (local, today) = (Local(at), Local(now));
        if (local.Date == today.Date) return Time(at);
        return local.Date > today.Date && local.Date - today.Date < TimeSpan.FromDays(7) ? $"{local.ToString("ddd", CultureInfo.CurrentCulture)} {Time(at)}" : local.ToString("d", CultureInfo.CurrentCulture);
    }

    public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(Local(now).DateTime);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}
