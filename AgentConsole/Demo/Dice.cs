namespace AgentConsole.Demo;

/// <summary>Chance that repeats: the same seed gives the same throws, on every machine and every version of the framework (SplitMix64).</summary>
internal sealed class Dice(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From <paramref name="least"/> up to, not including, <paramref name="below"/>.</summary>
    public int Between(int least, int below) => least + (int)(Next() % (ulong)(below - least));

    public double Between(double least, double most) => least + Share() * (most - least);

    public bool Chance(double probability) => Share() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Between(0, from.Count)];

    /// <summary>The same things in another order.</summary>
    public IReadOnlyList<T> Shuffle<T>(IEnumerable<T> things)
    {
        T[] shuffled = [.. things];
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = Between(0, i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
