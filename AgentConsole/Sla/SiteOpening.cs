using AgentConsole.Sites;

namespace AgentConsole.Sla;

/// <summary>Whether a site is open by its hours.</summary>
/// <param name="Until">When that changes; null where it does not within <see cref="SiteOpening.Ahead"/>.</param>
public sealed record Opening(bool IsOpen, DateTimeOffset? Until)
{
    /// <summary>True while nothing has changed since it was worked out.</summary>
    public bool HoldsAt(DateTimeOffset now) => Until is not { } until || now < until;
}

/// <summary>The hours that a site tells its visitors. Pure.</summary>
public static class SiteOpening
{
    /// <summary>Nobody plans by a closing or an opening further away.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(60);

    /// <summary>The calendar that a site keeps; null where it tells no hours.</summary>
    public static BusinessCalendar? CalendarOf(Site site, SlaBook book) => site.Entry.Hours switch
    {
        SiteHours.Unsaid => null,
        SiteHours.Calendar when site.Entry.CalendarId is { } id && book.Calendars.TryGetValue(id, out var calendar) && !calendar.IsRetired => calendar,
        _ => book.HoursOf(site.TeamId),
    };

    /// <summary>How a site stands at an instant; null where it tells no hours.</summary>
    public static Opening? At(Site site, SlaBook book, DateTimeOffset now)
    {
        if (CalendarOf(site, book) is not { } calendar) return null;
        var last = now + Ahead;
        if (!calendar.IsOpen(now)) return new Opening(false, calendar.NextOpening(now) is { } opens && opens <= last ? opens : null);
        var closes = calendar.Periods(now, last).FirstOrDefault()?.To;
        return new Opening(true, closes is { } at && at < last ? at : null);
    }
}
