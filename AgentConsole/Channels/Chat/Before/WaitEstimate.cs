namespace AgentConsole.Channels.Chat.Before;

/// <summary>How long one chat waited for its first answer by a person.</summary>
internal readonly record struct Waited(DateTimeOffset Since, TimeSpan For);

/// <summary>
/// How long somebody who waits will go on waiting, by how it went for others of the team at this hour: of those who had waited as long, the
/// middle half. Pure.
/// </summary>
internal static class WaitEstimate
{
    /// <summary>With fewer like it nothing is said: a guess would be told as a promise.</summary>
    public const int FewestSeen = 8, FewestLeft = 4;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Recent = TimeSpan.FromDays(14), Longest = TimeSpan.FromHours(2);

    /// <param name="since">When the wait began.</param>
    /// <returns>Null where too little is known, or where it is so long that minutes say nothing.</returns>
    public static WaitRange? Of(IReadOnlyCollection<Waited> seen, DateTimeOffset since, DateTimeOffset now)
    {
        var like = seen.Where(one => now - one.Since < Recent && HoursApart(one.Since, now) <= Hour).ToList();
        if (like.Count < FewestSeen) return null;
        var waited = now > since ? now - since : TimeSpan.Zero;
        var left = like.Where(one => one.For > waited).Select(one => one.For - waited).Order().ToList();
        if (left.Count < FewestLeft) return null;
        var (from, to) = (left[left.Count / 4], left[(left.Count * 3 / 4) is var at && at < left.Count ? at : ^1]);
        return to > Longest ? null : new WaitRange(Round(from, Math.Floor), Round(to, Math.Ceiling));
    }

    private static TimeSpan HoursApart(DateTimeOffset one, DateTimeOffset other)
    {
        var apart = (one.TimeOfDay - other.TimeOfDay).Duration();
        return apart > TimeSpan.FromHours(12) ? TimeSpan.FromDays(1) - apart : apart;
    }

    /// <summary>Coarser the longer it is, so that it doesn't flicker.</summary>
    private static int Round(TimeSpan span, Func<double, double> way)
    {
        var step = span.TotalMinutes <= 10 ? 1 : span.TotalMinutes <= 30 ? 5 : 10;
        return Math.Max(1, (int)way(span.TotalMinutes / step) * step);
    }
}
