using AgentConsole.Sla;

namespace AgentConsole.Console.Ticket;

/// <summary>A stretch of the drawn line, in units of its width.</summary>
/// <param name="Look">open (still to come), used, over (past the due instant), pause, or day: a hair line at midnight.</param>
internal sealed record TimeLineBar(string Look, double X, double Width);

/// <summary>An instant marked on the drawn line.</summary>
/// <param name="Look">start, risk, due, end or now.</param>
internal sealed record TimeLineMark(string Look, double X, DateTimeOffset At);

/// <summary>One promise as a line in time: what counts, what waits, what is closed, where it is due. Begins at the left, or at the right where the reader does.</summary>
internal sealed record TimeLineDrawing(IReadOnlyList<TimeLineBar> Bars, IReadOnlyList<TimeLineMark> Marks)
{
    public const double Width = 600;

    // More stretches than these are thinner than a pixel each.
    private const int MaxStretches = 200, MaxDays = 31;

    // Room at the ends for the marks themselves.
    private const double Margin = 8;

    /// <param name="zone">Whose midnights are drawn.</param>
    public static TimeLineDrawing Of(SlaExplanation why, DateTimeOffset now, TimeZoneInfo zone, bool rightToLeft)
    {
        var standing = why.Standing;
        var ended = standing.EndedAt;
        var (from, shown) = (why.StartedAt, ended ?? now);
        var to = new[] { shown, why.Until, standing.DueAt ?? from }.Max();
        if (to <= from) to = from.AddMinutes(1);

        var pauses = why.Pauses.Select(pause => new OpenPeriod(pause.From, Earlier(pause.To ?? to, to))).Where(pause => pause.From < pause.To).ToList();
        IEnumerable<OpenPeriod> open = why.InBusinessTime ? why.Calendar.Periods(from, to) : [new OpenPeriod(from, to)];
        var bars = new List<TimeLineBar>();
        foreach (var running in open.SelectMany(period => Without(period, pauses)).Take(MaxStretches))
        {
            foreach (var (look, part) in Parts(running, shown, standing.DueAt)) bars.Add(Bar(look, part));
        }

        bars.AddRange(pauses.Select(pause => Bar("pause", pause)));
        bars.AddRange(Midnights(from, to, zone).Select(midnight => new TimeLineBar("day", X(midnight), 0)));

        var marks = new List<TimeLineMark> { Mark("start", from) };
        if (standing.AtRiskAt is { } risk && risk > from) marks.Add(Mark("risk", risk));
        if (standing.DueAt is { } due) marks.Add(Mark("due", due));
        if (ended is { } end) marks.Add(Mark("end", end));
        else marks.Add(Mark("now", now < from ? from : now));
        return new TimeLineDrawing(bars, marks);

        TimeLineMark Mark(string look, DateTimeOffset at) => new(look, X(at), at);

        TimeLineBar Bar(string look, OpenPeriod period)
        {
            var (begins, ends) = (X(period.From), X(period.To));
            return new TimeLineBar(look, Math.Min(begins, ends), Math.Round(Math.Abs(ends - begins), 2));
        }

        double X(DateTimeOffset at)
        {
            var x = Margin + ((at - from) / (to - from) * (Width - (2 * Margin)));
            return Math.Round(rightToLeft ? Width - x : x, 2);
        }
    }

    /// <summary>What was used, what is over time and what is still to come of a stretch in which the clock runs.</summary>
    private static IEnumerable<(string Look, OpenPeriod Part)> Parts(OpenPeriod running, DateTimeOffset shown, DateTimeOffset? due)
    {
        var inTime = Earlier(shown, due ?? shown);
        if (running.From < inTime) yield return ("used", running with { To = Earlier(running.To, inTime) });
        var over = running with { From = Later(running.From, inTime), To = Earlier(running.To, shown) };
        if (over.From < over.To) yield return ("over", over);
        if (running.To > shown) yield return ("open", running with { From = Later(running.From, shown) });
    }

    private static IEnumerable<OpenPeriod> Without(OpenPeriod period, IReadOnlyList<OpenPeriod> pauses)
    {
        var from = period.From;
        foreach (var pause in pauses.Where(pause => pause.To > period.From && pause.From < period.To))
        {
            if (from < pause.From) yield return new OpenPeriod(from, pause.From);
            from = Later(from, pause.To);
        }

        if (from < period.To) yield return period with { From = from };
    }

    private static IEnumerable<DateTimeOffset> Midnights(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        if ((to - from).TotalDays > MaxDays) yield break;
        for (var day = TimeZoneInfo.ConvertTime(from, zone).Date.AddDays(1); ; day = day.AddDays(1))
        {
            var midnight = new DateTimeOffset(day, zone.GetUtcOffset(day));
            if (midnight >= to) yield break;
            yield return midnight;
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
