using AgentConsole.Common;

namespace AgentConsole.Tickets.Wall;

/// <summary>How the wall counts: section <c>Wall</c>.</summary>
public sealed class WallOptions
{
    public const string Section = "Wall";

    /// <summary>The IANA time zone whose midnight begins 'today', where it is not the company's.</summary>
    public string TimeZone { get; set; } = "";

    public void Check(ConfigurationProblems problems)
    {
        if (TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            problems.Add($"{Section}:TimeZone", $"'{TimeZone}' is no time zone. Use an IANA name such as Europe/Ljubljana.");
    }

    /// <summary>Null for the company's.</summary>
    internal TimeZoneInfo? Zone() => TimeZone.Length == 0 ? null : TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
