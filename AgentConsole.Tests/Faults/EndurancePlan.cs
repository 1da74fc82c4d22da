using System.Globalization;

namespace AgentConsole.Tests.Faults;

/// <summary>
/// How much is written and how often it is broken. The suite runs the short form; <c>ENDURANCE=full</c> in the environment asks for the whole one, <c>ENDURANCE_SEED</c> for the one
/// with that seed, <c>ENDURANCE_MINUTES</c> for another limit than the fifteen that a quiet machine keeps.
/// </summary>
/// <param name="Each">Messages of each visitor, and replies to each.</param>
/// <param name="Pace">The longest that anybody thinks before the next message, in milliseconds.</param>
/// <param name="Kills"><c>kill -9</c> of the server.</param>
/// <param name="Restarts">Stops as an operator makes them, between the kills.</param>
public sealed record EndurancePlan(int Seed, int Visitors, int Agents, int Each, int Pace, int Kills, int Restarts, TimeSpan Limit)
{
    public int Messages => Visitors * Each * 2;

    public static EndurancePlan FromEnvironment()
    {
        var seed = Number("ENDURANCE_SEED") ?? Random.Shared.Next(1, 1_000_000);
        return Environment.GetEnvironmentVariable("ENDURANCE") == "full"
            ? new EndurancePlan(seed, 50, 10, 100, 200, 50, 10, TimeSpan.FromMinutes(Number("ENDURANCE_MINUTES") ?? 15))
            : new EndurancePlan(seed, 12, 4, 25, 100, 4, 1, TimeSpan.FromMinutes(3));
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>When the server goes: after how many acknowledgements, and whether it is killed. In their order.</summary>
    public IReadOnlyList<(int After, bool Kill)> Blows()
    {
        var random = new Random(Seed);
        var kills = Enumerable.Range(0, Kills + Restarts).Select(index => index < Kills).ToArray();
        random.Shuffle(kills);
        return [.. kills.Select((kill, index) => ((int)(Messages * (index + random.NextDouble()) / (kills.Length + 1)), kill))];
    }
}
