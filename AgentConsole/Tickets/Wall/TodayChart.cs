namespace AgentConsole.Tickets.Wall;

/// <summary>What arrived and what was resolved today, by hour, told ticket by ticket. Not safe for several threads.</summary>
internal sealed class TodayChart(TimeZoneInfo zone)
{
    private readonly Dictionary<long, int> _arrived = [];
    private readonly Dictionary<long, int> _resolved = [];
    private DateOnly _day;

    /// <summary>With another, what was told has to be told again.</summary>
    public TimeZoneInfo Zone { get; set; } = zone;

    /// <summary>Midnight of the day that an instant is in.</summary>
    public DateTimeOffset StartOf(DateTimeOffset now)
    {
        var midnight = TimeZoneInfo.ConvertTime(now, Zone).Date;
        // Where the clocks go forward at midnight, the day begins at one.
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
    }

    public void Clear()
    {
        _arrived.Clear();
        _resolved.Clear();
    }

    public void Take(long id, DateTimeOffset createdAt, DateTimeOffset? resolvedAt, DateTimeOffset now)
    {
        Turn(now);
        if (HourToday(createdAt) is { } arrived) _arrived[id] = arrived;
        if (resolvedAt is { } at && HourToday(at) is { } resolved) _resolved[id] = resolved;
        else _resolved.Remove(id);
    }

    public IReadOnlyList<WallHour> Hours(DateTimeOffset now)
    {
        Turn(now);
        var (arrived, resolved) = (new int[24], new int[24]);
        foreach (var hour in _arrived.Values) arrived[hour]++;
        foreach (var hour in _resolved.Values) resolved[hour]++;
        return [.. Enumerable.Range(0, 24).Select(hour => new WallHour(hour, arrived[hour], resolved[hour]))];
    }

    private void Turn(DateTimeOffset now)
    {
        var today = Day(now);
        if (today == _day) return;
        _day = today;
        Clear();
    }

    private DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    private int? HourToday(DateTimeOffset instant) => Day(instant) == _day ? TimeZoneInfo.ConvertTime(instant, Zone).Hour : null;
}
