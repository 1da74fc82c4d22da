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
