namespace AgentConsole.Demo;

/// <summary>The time of the story that is being told: it stands where it is put.</summary>
internal sealed class PastTime : TimeProvider
{
    private DateTimeOffset _now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Set(DateTimeOffset now) => _now = now;
}
