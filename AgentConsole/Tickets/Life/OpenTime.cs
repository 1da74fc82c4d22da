namespace AgentConsole.Tickets.Life;

/// <summary>How a team's open time passes, by whatever keeps its calendar.</summary>
/// <param name="After">The instant at which so much open time has passed since another.</param>
/// <param name="AfterDays">The end of the last of so many days on which it opens, after the day of an instant.</param>
public sealed record OpenTime(Func<DateTimeOffset, TimeSpan, DateTimeOffset> After, Func<DateTimeOffset, int, DateTimeOffset> AfterDays);

/// <summary>A step and how long a ticket rests before it: the same for all of a team's tickets of a status.</summary>
/// <param name="Open">By what the amount is counted; null for the clock on the wall.</param>
public readonly record struct LifeWait(LifeStepKind Kind, TimeSpan Amount, OpenTime? Open = null)
{
    /// <summary>What is due by the last instant of an amount is done with the next: a reply at a window's last instant still reopens.</summary>
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>The first instant at which the step may be taken. The later a ticket's rest began, the later, never earlier.</summary>
    public DateTimeOffset At(DateTimeOffset since) => Kind == LifeStepKind.Wake ? since : (Open?.After(since, Amount) ?? since + Amount) + Instant;
}
