using System.Globalization;
using AgentConsole.Common;

namespace AgentConsole.Demo;

/// <summary>The demonstration: setting <c>Demo</c> and those under it.</summary>
/// <param name="Quiet">No simulated customers.</param>
/// <param name="Seed">Everything is drawn from it: the same seed at the same minute makes the same data.</param>
public sealed record DemoOptions(bool Enabled, bool Quiet, int Seed)
{
    public const string Section = "Demo";

    public const int DefaultSeed = 2026;

    /// <summary>The database of the demonstration, where no other is named: never the one somebody works with.</summary>
    public const string DefaultConnection = "Data Source=data/demo.db";

    public static DemoOptions Read(IConfiguration configuration, ConfigurationProblems problems)
    {
        var seed = configuration[$"{Section}:Seed"];
        var number = DefaultSeed;
        if (seed is not null && !int.TryParse(seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
            problems.Add($"{Section}:Seed", $"'{seed}' is not a whole number.");
        return new DemoOptions(Switch(configuration, Section, problems), Switch(configuration, $"{Section}:Quiet", problems), number);
    }

    private static bool Switch(IConfiguration configuration, string setting, ConfigurationProblems problems)
    {
        if (configuration[setting] is not { Length: > 0 } value) return false;
        if (bool.TryParse(value, out var on)) return on;
        problems.Add(setting, $"'{value}' is neither true nor false.");
        return false;
    }
}
