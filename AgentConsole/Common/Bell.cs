namespace AgentConsole.Common;

/// <summary>What a loop sleeps by: until it is rung, or until a time is over. Rung many times while it works, it wakes once.</summary>
internal sealed class Bell(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is rung already.
        }
    }

    /// <summary>True where it was rung before the time was over.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        // A timer may fire a little early; a wait of nothing would then spin.
        var span = atMost > TimeSpan.FromMilliseconds(1) ? atMost : TimeSpan.FromMilliseconds(1);
        using var limit = new CancellationTokenSource(span, time);
        return await WaitAsync(limit, cancellationToken);
    }

    /// <summary>Waits until it is rung or an instant has come.</summary>
    public async Task WaitUntilAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (until - time.GetUtcNow() is { Ticks: > 0 } rest)
        {
            using var limit = new CancellationTokenSource(rest > TimeSpan.FromMilliseconds(1) ? rest : TimeSpan.FromMilliseconds(1), time);
            // Asked again after the timer is set: time that passed in between can't be slept through.
            if (time.GetUtcNow() >= until || await WaitAsync(limit, cancellationToken)) return;
        }
    }

    private async Task<bool> WaitAsync(CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _rung.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _rung.Dispose();
}
