using AgentConsole.Common;

namespace AgentConsole.Tickets.Wall;

/// <summary>How the wall counts: section <c>Wall</c>.</summary>
public sealed class WallOptions
{
    public const string Section = "Wall";

    /// <summary>The IANA time zone whose midnight begins 'today'; the machine's own where empty.</summary>
    public string TimeZone { get; set; } = "";

    public void Check(ConfigurationProblems problems)
    {
        if (TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            problems.Add($"{Section}:TimeZone", $"'{TimeZone}' is no time zone. Use an IANA name such as Europe/Ljubljana.");
    }

    internal TimeZoneInfo Zone() => TimeZone.Length == 0 ? TimeZoneInfo.Local : TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
