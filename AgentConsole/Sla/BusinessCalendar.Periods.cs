namespace AgentConsole.Sla;

/// <summary>A stretch of time in which it is open. <paramref name="To"/> is the instant from which it is closed again.</summary>
public sealed record OpenPeriod(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;
}

/// <summary>What is asked of a calendar beside a ticket's clocks: its stretches, and time counted backwards.</summary>
public sealed partial record BusinessCalendar
{
    // A stretch of days is looked at together; most answers are in the first.
    private static readonly TimeSpan Step = TimeSpan.FromDays(31);

    /// <summary>The open stretches between two instants, in order and apart from each other; the first and the last are cut there.</summary>
    /// <exception cref="InvalidOperationException">The calendar is not valid.</exception>
    public IEnumerable<OpenPeriod> Periods(DateTimeOffset from, DateTimeOffset to) =>
        to <= from ? [] : AlwaysOpen ? [new OpenPeriod(from, to)] : Compiled.Periods(from, to);

    /// <summary>The stretches after an instant, in order, the first cut at it; as long as they are found within <see cref="Horizon"/>.</summary>
    public IEnumerable<OpenPeriod> PeriodsAfter(DateTimeOffset from) => Periods(from, from + Horizon);

    /// <summary>The stretches before an instant, the nearest first and cut at it; as long as they are found within <see cref="Horizon"/>.</summary>
    public IEnumerable<OpenPeriod> PeriodsBefore(DateTimeOffset to)
    {
        var (end, last) = (to, to - Horizon);
        OpenPeriod? held = null;
        while (end > last)
        {
            var start = end - Step;
            foreach (var period in Periods(start, end).Reverse())
            {
                if (held is not null && period.To == held.From)
                {
                    held = period with { To = held.To };
                    continue;
                }

                if (held is not null) yield return held;
                held = period;
            }

            // What a step's beginning cut may go on before it; what it didn't is whole.
            if (held is not null && held.From > start)
            {
                yield return held;
                held = null;
            }

            end = start;
        }

        if (held is not null) yield return held;
    }

    /// <summary>The last instant from which an amount of open time passes until another; null where that is not within <see cref="Horizon"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public DateTimeOffset? Subtract(DateTimeOffset from, TimeSpan openTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(openTime, TimeSpan.Zero);
        if (AlwaysOpen || openTime == TimeSpan.Zero) return from - openTime;
        foreach (var period in PeriodsBefore(from))
        {
            if (period.Length >= openTime) return period.To - openTime;
            openTime -= period.Length;
        }

        return null;
    }

    /// <summary>The instant itself where it is open, else the last at which it closed; null where that is not within <see cref="Horizon"/>.</summary>
    public DateTimeOffset? PreviousClosing(DateTimeOffset from) => IsOpen(from) ? from : PeriodsBefore(from).FirstOrDefault()?.To;
}
