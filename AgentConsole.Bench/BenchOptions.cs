using System.Globalization;

namespace AgentConsole.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Scenario">Which measurement.</param>
/// <param name="Quick">Fewer and shorter samples: the whole run ends within 50 s.</param>
/// <param name="Postgres">On PostgreSQL; <c>search</c> alone knows it.</param>
/// <param name="Rounds">How many equal talks <c>chat</c> measures after the first; more show whether what grows goes on growing.</param>
/// <param name="Json">The file that the figures go to, besides the table.</param>
public sealed record BenchOptions(string Scenario, bool Quick, bool Postgres, int Rounds, string? Json)
{
    /// <summary>The last is for those who look for what makes <c>ingest</c> slow.</summary>
    private static readonly string[] Scenarios = ["push", "ingest", "inbox", "search", "memory", "sla", "chat", "watch", "storm", "flood", "desk"];

    /// <summary>Null where the arguments can't be understood.</summary>
    public static BenchOptions? Parse(string[] args)
    {
        if (args.Length == 0 || !Scenarios.Contains(args[0], StringComparer.Ordinal)) return null;
        var (quick, postgres, rounds, json) = (false, false, 1, (string?)null);
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] == "--quick") quick = true;
            else if (args[i] == "--postgres" && args[0] == "search") postgres = true;
            else if (args[i] == "--rounds" && args[0] == "chat" && i + 1 < args.Length && int.TryParse(args[++i], NumberStyles.None, CultureInfo.InvariantCulture, out rounds) && rounds > 0) continue;
            else if (args[i] == "--json" && i + 1 < args.Length) json = Path.GetFullPath(args[++i]);
            else return null;
        }

        return new BenchOptions(args[0], quick, postgres, rounds, json);
    }
}
