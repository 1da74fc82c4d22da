namespace AgentConsole.Sites.Visitors;

/// <summary>What other nodes say of their visitors. Its board's lock guards it.</summary>
internal sealed class VisitorsElsewhere(TimeProvider time)
{
    private readonly Dictionary<(string Node, long Id), (SiteVisitor Visitor, long At)> _known = [];

    public IEnumerable<SiteVisitor> All => _known.Values.Select(known => known.Visitor);

    public SiteVisitor? Find(string node, long id) => _known.TryGetValue((node, id), out var known) ? known.Visitor : null;

    public void Hear(string node, IReadOnlyList<SiteVisitor> visitors)
    {
        foreach (var visitor in visitors) _known[(node, visitor.Id)] = (visitor with { Node = node }, time.GetTimestamp());
    }

    /// <summary>True where somebody went.</summary>
    public bool Part(string node, IReadOnlyList<long> ids)
    {
        var before = _known.Count;
        foreach (var id in ids) _known.Remove((node, id));
        return _known.Count < before;
    }

    /// <summary>Lets go of those of whom nothing was heard for so long. True where there were some.</summary>
    public bool Forget(TimeSpan silent)
    {
        var gone = _known.Where(pair => time.GetElapsedTime(pair.Value.At) > silent).Select(pair => pair.Key).ToList();
        foreach (var key in gone) _known.Remove(key);
        return gone.Count > 0;
    }
}
