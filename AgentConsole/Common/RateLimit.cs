namespace AgentConsole.Common;

/// <summary>A <see cref="TokenBucket"/> for each of many keys. Memory is bounded: of very many at once those heard of last are remembered.</summary>
public sealed class RateLimit(int burst, double perSecond, TimeProvider time)
{
    private const int MaxKeys = 20_000;

    private readonly Lock _gate = new();
    private readonly Lru<string, TokenBucket> _buckets = new(MaxKeys);

    /// <summary>Takes one of this key's, or says how long to wait for the next.</summary>
    public bool TryTake(string key, out TimeSpan wait) => Of(key).TryTake(out wait);

    /// <summary>What was taken turned out not to count.</summary>
    public void GiveBack(string key) => Of(key).GiveBack();

    private TokenBucket Of(string key)
    {
        lock (_gate)
        {
            if (!_buckets.TryGet(key, out var bucket)) _buckets.Set(key, bucket = new TokenBucket(burst, perSecond, time));
            return bucket;
        }
    }
}
