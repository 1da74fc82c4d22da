namespace AgentConsole.Bench.Sla;

/// <summary>The machine's time, set to another hour: so that tickets fall due when the bench is ready for it. Timers run as they do; a set clock moves none.</summary>
internal sealed class BenchTime : TimeProvider
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _shift));

    public void SetTo(DateTimeOffset now) => Interlocked.Exchange(ref _shift, (now - System.GetUtcNow()).Ticks);
}
