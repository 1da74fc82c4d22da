namespace AgentConsole.Bench;

/// <summary>One measured figure beside what the machine can do at best in the same run.</summary>
/// <param name="Raw">The raw limit in the same unit; null where there is nothing to hold it against.</param>
/// <param name="Ratio">How the two compare, as the goal counts it.</param>
/// <param name="Goal">In words; null for a figure that only informs.</param>
/// <param name="Met">Whether the goal was met; null where there is none.</param>
public sealed record Figure(string Scenario, string Name, double Value, string Unit, double? Raw = null, double? Ratio = null, string? Goal = null, bool? Met = null)
{
    /// <summary>A figure without a goal.</summary>
    public static Figure Note(string scenario, string name, double value, string unit, double? raw = null) =>
        new(scenario, name, value, unit, raw, raw is > 0 ? value / raw : null);

    /// <summary>A figure that may be at most so many times the raw one.</summary>
    public static Figure AtMostTimes(string scenario, string name, double value, string unit, double raw, double times) =>
        new(scenario, name, value, unit, raw, value / raw, FormattableString.Invariant($"<= {times}x raw"), value <= raw * times);

    /// <summary>A figure that has to reach a share of the raw one.</summary>
    public static Figure AtLeastShare(string scenario, string name, double value, string unit, double raw, double share) =>
        new(scenario, name, value, unit, raw, value / raw, FormattableString.Invariant($">= {share * 100}% of raw"), value >= raw * share);

    /// <summary>A figure that may be at most so much above the raw one.</summary>
    public static Figure AtMostAbove(string scenario, string name, double value, string unit, double raw, double above) =>
        new(scenario, name, value, unit, raw, raw > 0 ? value / raw : null, FormattableString.Invariant($"<= raw + {above}"), value <= raw + above);

    /// <summary>A figure that may be at most so much.</summary>
    public static Figure AtMost(string scenario, string name, double value, string unit, double most) =>
        new(scenario, name, value, unit, null, null, FormattableString.Invariant($"<= {most}"), value <= most);
}
