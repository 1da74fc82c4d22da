namespace AgentConsole.Bench;

/// <summary>What the machine is doing besides.</summary>
internal static class Machine
{
    /// <summary>The load average of the last minute; '?' where the system doesn't tell.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
}
