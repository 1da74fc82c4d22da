namespace AgentConsole.Bench.Sla;

/// <summary>When the tickets that the bench watches fall due: many at one instant, then some over one second. Both lie ahead of the seed, and the clock is set to just before them.</summary>
/// <param name="Together">The instant of the many.</param>
/// <param name="OneByOne">The instant of the first of the some.</param>
internal sealed record Storms(DateTimeOffset Together, DateTimeOffset OneByOne)
{
    public const int Many = 10_000, Some = 1_000;

    /// <summary>Within the two hours in which nothing else falls due.</summary>
    public static Storms After(DateTimeOffset now) => new(Whole(now).AddMinutes(60), Whole(now).AddMinutes(70));

    public IReadOnlyList<DateTimeOffset> All => [.. Enumerable.Repeat(Together, Many), .. Enumerable.Range(0, Some).Select(i => OneByOne.AddMilliseconds(i))];

    private static DateTimeOffset Whole(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
}
