namespace AgentConsole.Common;

/// <summary>Instants as the product keeps them: UTC, whole milliseconds, so that memory and both databases agree.</summary>
public static class Clock
{
    public static DateTimeOffset Instant(this TimeProvider time) => time.GetUtcNow().ToWholeMilliseconds();

    public static DateTimeOffset ToWholeMilliseconds(this DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
