namespace AgentConsole.Tests.Support;

/// <summary>Time that goes on only when the test says so. Timers fire within <see cref="Advance"/>, in order, each at its own instant.</summary>
public sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(Func<TimeSpan, bool> Is, TaskCompletionSource Set)> _awaited = [];
    private DateTimeOffset _now = start;

    /// <summary>Starts at ten on a Monday morning.</summary>
    public FakeTime() : this(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends when, from now on, a timer of exactly this length is set: the work under test has gone to sleep.</summary>
    public Task WhenTimerIsSet(TimeSpan dueTime)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) _awaited.Add((length => length == dueTime, set));
        return set.Task;
    }

    /// <summary>Ends when some timer falls due within this time: whoever set it goes on only when time does.</summary>
    public Task WhenSomebodyWaits(TimeSpan atMost)
    {
        var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_timers.Any(timer => timer.DueAt - _now <= atMost)) return Task.CompletedTask;
            _awaited.Add((length => length <= atMost, set));
        }

        return set.Task;
    }

    /// <summary>Time goes on; all that falls due on the way happens before this returns, but for what it sets off on other threads.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset until;
        lock (_gate) until = _now + by;
        while (NextDue(until) is { } timer) timer.Fire();
        lock (_gate) _now = _now < until ? until : _now;
    }

    /// <summary>The machine's clock is set, or it slept: the time is another, and no timer fires for it.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_gate)
        {
            _now += by;
            foreach (var timer in _timers) timer.DueAt += by;
        }
    }

    private FakeTimer? NextDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.DueAt <= until).MinBy(t => t.DueAt);
            if (next is null) return null;
            if (next.DueAt > _now) _now = next.DueAt;
            if (next.Period > TimeSpan.Zero) next.DueAt += next.Period;
            else _timers.Remove(next);
            return next;
        }
    }

    private sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset DueAt { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var atOnce = false;
            lock (time._gate)
            {
                time._timers.Remove(this);
                Period = period > TimeSpan.Zero ? period : TimeSpan.Zero;
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                DueAt = time._now + dueTime;
                if (dueTime > TimeSpan.Zero || Period > TimeSpan.Zero) time._timers.Add(this);
                else atOnce = true;
                foreach (var awaited in time._awaited.Where(a => a.Is(dueTime))) awaited.Set.TrySetResult();
                time._awaited.RemoveAll(a => a.Is(dueTime));
            }

            // What is due already does not wait for the test, and does not run under its creator's feet.
            if (atOnce) ThreadPool.QueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
            return true;
        }

        public void Dispose()
        {
            lock (time._gate) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
