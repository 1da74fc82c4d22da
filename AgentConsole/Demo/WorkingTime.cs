using AgentConsole.Sla;

namespace AgentConsole.Demo;

/// <summary>Counts open time backwards: from when something ends to when it must have begun.</summary>
internal static class WorkingTime
{
    /// <summary>The last whole second from which on at least this much open time passes until <paramref name="to"/>.</summary>
    public static DateTimeOffset Before(this BusinessCalendar calendar, DateTimeOffset to, TimeSpan openTime)
    {
        var late = (long)Math.Ceiling(openTime.TotalSeconds);
        if (calendar.Elapsed(to.AddSeconds(-late), to) >= openTime) return to.AddSeconds(-late);
        var early = late + 3600;
        while (calendar.Elapsed(to.AddSeconds(-early), to) < openTime) early *= 2;
        while (early - late > 1)
        {
            var middle = (early + late) / 2;
            if (calendar.Elapsed(to.AddSeconds(-middle), to) >= openTime) early = middle;
            else late = middle;
        }

        return to.AddSeconds(-early);
    }
}
