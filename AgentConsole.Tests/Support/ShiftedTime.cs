namespace AgentConsole.Tests.Support;

/// <summary>The machine's time, moved forward as a test says. What waits for an instant that is passed by wakes at once, as after a laptop's sleep.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<ShiftedTimer> _timers = [];
    private TimeSpan _shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;

    private TimeSpan Shift
    {
        get
        {
            lock (_gate) return _shift;
        }
    }

    public void Advance(TimeSpan by)
    {
        ShiftedTimer[] timers;
        lock (_gate)
        {
            _shift += by;
            timers = [.. _timers];
        }

        foreach (var timer in timers) timer.Shorten(by);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ShiftedTimer(this, callback, state);
        lock (_gate) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ShiftedTimer : ITimer
    {
        private readonly ShiftedTime _time;
        private readonly Lock _gate = new();
        private readonly ITimer _inner;
        private DateTimeOffset _due = DateTimeOffset.MaxValue;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public ShiftedTimer(ShiftedTime time, TimerCallback callback, object? state)
        {
            _time = time;
            _inner = System.CreateTimer(_ => Fire(callback, state), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _period = period;
                _due = dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : System.GetUtcNow() + dueTime;
                return _inner.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        public void Shorten(TimeSpan by)
        {
            lock (_gate)
            {
                if (_due == DateTimeOffset.MaxValue) return;
                _due -= by;
                var rest = _due - System.GetUtcNow();
                _inner.Change(rest < TimeSpan.Zero ? TimeSpan.Zero : rest, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (_time._gate) _time._timers.Remove(this);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(TimerCallback callback, object? state)
        {
            lock (_gate)
            {
                _due = DateTimeOffset.MaxValue;
                if (_period > TimeSpan.Zero) Change(_period, _period);
            }

            callback(state);
        }
    }
}
