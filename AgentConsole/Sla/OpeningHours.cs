using NodaTime;
using NodaTime.TimeZones;

namespace AgentConsole.Sla;

/// <summary>
/// A calendar made ready to count with. Between two changes of the clock a zone's offset is constant and the count is plain local arithmetic;
/// this walks from change to change.
/// </summary>
internal sealed class OpeningHours
{
    private readonly DateTimeZone _zone;
    private readonly LocalHours _hours;

    public OpeningHours(BusinessCalendar calendar)
    {
        var problems = CalendarRules.Unusable(calendar);
        if (problems.Count > 0) throw new InvalidOperationException($"Calendar {calendar.Id} can't be used. {string.Join("; ", problems)}");
        Calendar = calendar;
        _zone = DateTimeZoneProviders.Tzdb[calendar.TimeZone];
        _hours = new LocalHours(calendar);
    }

    /// <summary>What this was made of.</summary>
    public BusinessCalendar Calendar { get; }

    public DateTimeOffset? Add(DateTimeOffset from, TimeSpan amount)
    {
        var budget = amount.Ticks;
        return Spend(from.UtcTicks, Math.Min(from.UtcTicks, LastTick - BusinessCalendar.Horizon.Ticks) + BusinessCalendar.Horizon.Ticks, ref budget) is { } reached
            ? new DateTimeOffset(reached, TimeSpan.Zero)
            : null;
    }

    public TimeSpan Elapsed(DateTimeOffset from, DateTimeOffset to)
    {
        var budget = long.MaxValue;
        Spend(from.UtcTicks, to.UtcTicks, ref budget);
        return TimeSpan.FromTicks(long.MaxValue - budget);
    }

    /// <summary>The open stretches between two instants, in order, apart from each other: what touches is one.</summary>
    public IEnumerable<OpenPeriod> Periods(DateTimeOffset from, DateTimeOffset to)
    {
        (long Start, long End)? held = null;
        foreach (var part in Parts(from.UtcTicks, Math.Min(to.UtcTicks, LastTick)))
        {
            if (held is { } before && part.Start <= before.End)
            {
                held = (before.Start, part.End);
                continue;
            }

            if (held is { } done) yield return Period(done);
            held = part;
        }

        if (held is { } last) yield return Period(last);
    }

    public bool IsOpen(DateTimeOffset at) => _hours.IsOpen(at.UtcTicks + OffsetAt(at.UtcTicks).WallOffset.Ticks);

    // A day of room, so that no zone's local time is beyond what a date can say.
    private static long LastTick => DateTimeOffset.MaxValue.UtcTicks - (2 * TimeSpan.TicksPerDay);

    private static OpenPeriod Period((long Start, long End) ticks) => new(new DateTimeOffset(ticks.Start, TimeSpan.Zero), new DateTimeOffset(ticks.End, TimeSpan.Zero));

    private IEnumerable<(long Start, long End)> Parts(long from, long to)
    {
        while (from < to)
        {
            var stretch = OffsetAt(from);
            var offset = stretch.WallOffset.Ticks;
            var end = stretch.HasEnd ? Math.Min(to, stretch.End.ToDateTimeUtc().Ticks) : to;
            foreach (var (start, until) in _hours.Parts(from + offset, end + offset)) yield return (start - offset, until - offset);
            from = end;
        }
    }

    private long? Spend(long from, long to, ref long budget)
    {
        while (from < to)
        {
            var stretch = OffsetAt(from);
            var offset = stretch.WallOffset.Ticks;
            var end = stretch.HasEnd ? Math.Min(to, stretch.End.ToDateTimeUtc().Ticks) : to;
            if (_hours.Spend(from + offset, end + offset, ref budget) is { } reached) return reached - offset;
            from = end;
        }

        return budget == 0 ? from : null;
    }

    private ZoneInterval OffsetAt(long utcTicks) => _zone.GetZoneInterval(Instant.FromUnixTimeTicks(utcTicks - DateTimeOffset.UnixEpoch.Ticks));
}
