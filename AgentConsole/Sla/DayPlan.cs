namespace AgentConsole.Sla;

/// <summary>The open parts of one local day as ticks since its midnight: sorted, apart from each other, within the day.</summary>
internal sealed class DayPlan
{
    public static readonly DayPlan Closed = new([]);

    private DayPlan((long Start, long End)[] parts)
    {
        Parts = parts;
        Total = parts.Sum(p => p.End - p.Start);
    }

    public (long Start, long End)[] Parts { get; }

    public long Total { get; }

    /// <summary>The union of what begins on the day and what still runs from the day before, less what is closed.</summary>
    public static DayPlan Of(
        IEnumerable<OpenInterval> today, IEnumerable<OpenInterval> yesterday,
        IEnumerable<OpenInterval> closedToday, IEnumerable<OpenInterval> closedYesterday)
    {
        var open = Union(OnTheDay(today, yesterday));
        foreach (var (start, end) in OnTheDay(closedToday, closedYesterday)) open = Less(open, start, end);
        return open.Count == 0 ? Closed : new DayPlan([.. open]);
    }

    private static IEnumerable<(long Start, long End)> OnTheDay(IEnumerable<OpenInterval> today, IEnumerable<OpenInterval> yesterday)
    {
        foreach (var interval in today) yield return (interval.From.Ticks, interval.To > interval.From ? interval.To.Ticks : TimeSpan.TicksPerDay);
        foreach (var interval in yesterday)
        {
            if (interval.To <= interval.From && interval.To > TimeSpan.Zero) yield return (0, interval.To.Ticks);
        }
    }

    private static List<(long Start, long End)> Union(IEnumerable<(long Start, long End)> parts)
    {
        var union = new List<(long Start, long End)>();
        foreach (var part in parts.OrderBy(p => p.Start))
        {
            if (union.Count > 0 && part.Start <= union[^1].End) union[^1] = (union[^1].Start, Math.Max(union[^1].End, part.End));
            else union.Add(part);
        }

        return union;
    }

    private static List<(long Start, long End)> Less(List<(long Start, long End)> open, long start, long end)
    {
        var left = new List<(long Start, long End)>(open.Count + 1);
        foreach (var part in open)
        {
            if (part.Start < Math.Min(part.End, start)) left.Add((part.Start, Math.Min(part.End, start)));
            if (Math.Max(part.Start, end) < part.End) left.Add((Math.Max(part.Start, end), part.End));
        }

        return left;
    }
}
