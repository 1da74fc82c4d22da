namespace AgentConsole.Common;

/// <summary>A limit that forgives a burst: so many at once, then so many a second.</summary>
public sealed class TokenBucket(int burst, double perSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _tokens = burst;
    private long _at = time.GetTimestamp();

    /// <summary>Takes one, or says how long to wait for the next.</summary>
    public bool TryTake(out TimeSpan wait)
    {
        lock (_gate)
        {
            Fill_NeedsLock();
            wait = TimeSpan.Zero;
            if (_tokens >= 1)
            {
                _tokens--;
                return true;
            }

            wait = TimeSpan.FromSeconds((1 - _tokens) / perSecond);
            return false;
        }
    }

    /// <summary>What was taken turned out not to count.</summary>
    public void GiveBack()
    {
        lock (_gate) _tokens = Math.Min(burst, _tokens + 1);
    }

    /// <summary>True where nothing of it was used, or time has given it back: it can be forgotten.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                Fill_NeedsLock();
                return _tokens >= burst;
            }
        }
    }

    private void Fill_NeedsLock()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
    }
}
