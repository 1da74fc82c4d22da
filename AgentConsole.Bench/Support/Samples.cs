namespace AgentConsole.Bench.Support;

/// <summary>Measured values and their ranks.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];
    private bool _sorted;

    public int Count => _values.Count;

    public IReadOnlyList<double> Values => _values;

    public double Median => Rank(0.5);

    public void Add(double value)
    {
        _values.Add(value);
        _sorted = false;
    }

    public void AddRange(IEnumerable<double> values)
    {
        _values.AddRange(values);
        _sorted = false;
    }

    /// <summary>The smallest value that at least this share of all values don't exceed.</summary>
    public double Rank(double share)
    {
        if (_values.Count == 0) throw new InvalidOperationException("Nothing was measured.");
        if (!_sorted) _values.Sort();
        _sorted = true;
        return _values[Math.Clamp((int)Math.Ceiling(share * _values.Count) - 1, 0, _values.Count - 1)];
    }
}
