using AgentConsole.Common;

namespace AgentConsole.Console.Health;

/// <summary>How the application stops: section <c>Shutdown</c>.</summary>
public sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>
    /// How many seconds <c>/health/ready</c> answers 503 before connections are closed, so that a load balancer sends nobody here any more. 0 to 300;
    /// 0, the default, where there is none.
    /// </summary>
    public int DrainSeconds { get; set; }

    /// <summary>How many seconds requests and queued commits then have to finish. 1 to 300.</summary>
    public int TimeoutSeconds { get; set; } = 20;

    public void Check(ConfigurationProblems problems)
    {
        if (DrainSeconds is < 0 or > 300) problems.Add($"{Section}:{nameof(DrainSeconds)}", $"{DrainSeconds} can't be used. Give 0 to 300.");
        if (TimeoutSeconds is < 1 or > 300) problems.Add($"{Section}:{nameof(TimeoutSeconds)}", $"{TimeoutSeconds} can't be used. Give 1 to 300.");
    }
}
