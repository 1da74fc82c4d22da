using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Inbox;

/// <summary>
/// Every filter that somebody looks at or counts, once for all who do, and the last few that nobody does any more. Not safe for several threads;
/// <see cref="InboxFeed"/> guards it.
/// </summary>
internal sealed class FilterBook
{
    /// <summary>A page that is loaded again, or a view that is turned back to, finds its filter as it was.</summary>
    private const int MostUnused = 8;

    private readonly Dictionary<string, FilterScope> _scopes = new(StringComparer.Ordinal);
    private readonly List<FilterScope> _unused = [];

    public IReadOnlyCollection<FilterScope> All => _scopes.Values;

    /// <summary>When time alone next changes something, in Unix milliseconds.</summary>
    public long NextTurn => _scopes.Count == 0 ? TicketFacts.Never : _scopes.Values.Min(scope => scope.NextTurn);

    public FilterScope Join(ViewFilter filter)
    {
        if (!_scopes.TryGetValue(filter.Key, out var scope)) _scopes.Add(filter.Key, scope = new FilterScope(filter));
        if (scope.Users++ == 0) _unused.Remove(scope);
        return scope;
    }

    public void Leave(FilterScope scope)
    {
        if (--scope.Users > 0) return;
        _unused.Add(scope);
        if (_unused.Count > MostUnused) Drop(_unused[0]);
    }

    public FilterScope? Find(ViewFilter filter) => _scopes.GetValueOrDefault(filter.Key);

    /// <summary>Lets go of those that nobody uses.</summary>
    public void DropUnused()
    {
        while (_unused.Count > 0) Drop(_unused[^1]);
    }

    /// <summary>Tickets that time has changed for some filter.</summary>
    public void TakeTurns(DateTimeOffset now, HashSet<long> into)
    {
        foreach (var scope in _scopes.Values) scope.TakeTurns(now.ToUnixTimeMilliseconds(), into);
    }

    private void Drop(FilterScope scope)
    {
        _unused.Remove(scope);
        _scopes.Remove(scope.Filter.Key);
    }
}
