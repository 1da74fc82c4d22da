namespace AgentConsole.Console.Ticket;

/// <summary>Tells the others that this agent types: at most once in <see cref="Pace"/> however fast, and off after <see cref="Idle"/>.</summary>
internal sealed class TypingSender : IDisposable
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(3), Idle = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly Action<bool> _tell;
    private readonly Lock _gate = new();
    private readonly ITimer _idle;
    private DateTimeOffset? _told;
    private DateTimeOffset _lastKey;

    /// <param name="tell">Called with true while typing and with false once it stopped. Must be quick.</param>
    public TypingSender(TimeProvider time, Action<bool> tell)
    {
        (_time, _tell) = (time, tell);
        _idle = time.CreateTimer(_ => OnIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A key was pressed.</summary>
    public void Typed()
    {
        lock (_gate)
        {
            _lastKey = _time.GetUtcNow();
            if (_told is null) _idle.Change(Idle, Timeout.InfiniteTimeSpan);
            if (_told is { } told && _lastKey - told < Pace) return;
            _told = _lastKey;
        }

        _tell(true);
    }

    /// <summary>Sent, emptied or left.</summary>
    public void Stopped()
    {
        lock (_gate)
        {
            if (_told is null) return;
            _told = null;
            _idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _tell(false);
    }

    public void Dispose()
    {
        Stopped();
        _idle.Dispose();
    }

    // One timer for a whole burst: it looks when the last key was instead of being set anew at each.
    private void OnIdle()
    {
        lock (_gate)
        {
            if (_told is null) return;
            var rest = _lastKey + Idle - _time.GetUtcNow();
            if (rest > TimeSpan.Zero)
            {
                _idle.Change(rest, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Stopped();
    }
}
