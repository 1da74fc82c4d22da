namespace AgentConsole.Tickets.Wall;

/// <summary>
/// How many promises will break within the next hour, if those who are here go on as fast as they were: a queue in the order of due instants. Pure.
/// </summary>
internal static class BreachForecast
{
    public static readonly TimeSpan Horizon = TimeSpan.FromHours(1);

    /// <summary>What an agent is taken to finish in an hour, as long as little is known: it weighs as much as one agent's hour of what is known.</summary>
    public const double UsualPerAgentHour = 6;

    /// <param name="due">When open tickets are due within the horizon, ascending; none is overdue.</param>
    /// <param name="overdue">Tickets that are overdue already: they are worked on first.</param>
    /// <param name="perHour">How many are finished in an hour, by all together.</param>
    public static int Of(IReadOnlyList<DateTimeOffset> due, int overdue, double perHour, DateTimeOffset now)
    {
        if (perHour <= 0) return due.Count;
        var broken = 0;
        for (var i = 0; i < due.Count; i++)
        {
            var finished = now + TimeSpan.FromHours((overdue + i + 1) / perHour);
            if (finished > due[i]) broken++;
        }

        return broken;
    }

    /// <summary>How many an agent finishes in an hour.</summary>
    /// <param name="finished">How many were finished in the last hour.</param>
    /// <param name="agentHours">How many hours agents were here in it, all together.</param>
    public static double PerAgentHour(int finished, double agentHours) => (finished + UsualPerAgentHour) / (agentHours + 1);
}
