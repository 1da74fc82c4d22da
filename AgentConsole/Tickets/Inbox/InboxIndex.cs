using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Inbox;

/// <summary>
/// Every ticket that is not closed, in the order of every view, kept as tickets change: a window or a count costs the same with a
/// thousand tickets and with a hundred thousand. Not safe for several threads; <see cref="InboxFeed"/> guards it.
/// </summary>
internal sealed class InboxIndex(FilterBook? filters = null)
{
    /// <summary>Filters have no key of their own among scopes.</summary>
    private static readonly ScopeKey OfFilter = new(InboxView.AllOpen, -2);

    private readonly FilterBook _filters = filters ?? new FilterBook();

    private readonly InboxScope _nothing = new(new TicketSlots(), new ScopeKey(InboxView.AllOpen, 0));

    private readonly TicketSlots _slots = new();
    private readonly Dictionary<ScopeKey, InboxScope> _scopes = [];
    private readonly Dictionary<string, TeamSet> _teamSets = new(StringComparer.Ordinal);
    private readonly List<ScopeKey> _before = [];
    private readonly List<ScopeKey> _after = [];

    public int Count => _slots.Count;

    /// <summary>Fills an empty index.</summary>
    public void Load(IReadOnlyCollection<TicketFacts> tickets)
    {
        _slots.EnsureRoom(tickets.Count);
        var members = new Dictionary<ScopeKey, List<int>>();
        foreach (var facts in tickets)
        {
            var slot = _slots.Add(facts);
            ScopeKey.Of(facts, _after);
            foreach (var key in _after)
            {
                if (!members.TryGetValue(key, out var list)) members.Add(key, list = []);
                list.Add(slot);
            }
        }

        foreach (var (key, list) in members) Scope(key).Build(list);
    }

    /// <summary>Takes in how a ticket is now; null where it left the inbox.</summary>
    /// <param name="whole">All of it, for the filters to ask.</param>
    public void Set(long ticketId, TicketFacts? now, ConditionFacts? whole = null)
    {
        if (now is null) foreach (var filter in _filters.All) filter.Forget(ticketId);
        var known = _slots.TryFind(ticketId, out var slot);
        if (!known && now is null) return;
        _before.Clear();
        _after.Clear();
        var before = known ? _slots[slot] : default;
        if (known) ScopeKey.Of(before, _before);
        if (now is { } facts) ScopeKey.Of(facts, _after);

        // Where only what a row shows has changed, nothing moves.
        if (known && now == before)
        {
            foreach (var key in _before) Scope(key).Touch();
            foreach (var set in _teamSets.Values) set.Touch(before.TeamId);
            foreach (var filter in _filters.All) Ask(filter, slot, whole);
            return;
        }

        foreach (var key in _before) Scope(key).Remove(slot);
        if (known) foreach (var filter in _filters.All) filter.Scope?.Leave(slot);
        if (known && before.IsOpen) foreach (var set in _teamSets.Values) set.Remove(before.TeamId, slot);
        if (now is null) _slots.Remove(slot);
        else if (known) _slots.Set(slot, now.Value);
        else slot = _slots.Add(now.Value);
        foreach (var key in _after) Scope(key).Add(slot);
        if (now is not null) foreach (var filter in _filters.All) Ask(filter, slot, whole);
        if (now is { IsOpen: true }) foreach (var set in _teamSets.Values) set.Add(now.Value.TeamId, slot);
    }

    /// <summary>A scope of these tickets, those that are listed.</summary>
    public InboxScope ScopeOf(HashSet<long> ticketIds)
    {
        var members = new List<int>(ticketIds.Count);
        foreach (var slot in Listed(InboxOrder.PriorityThenDue)) if (ticketIds.Contains(_slots[slot].Id)) members.Add(slot);
        return ScopeOfSorted(members);
    }

    /// <summary>A scope of what fits, for a condition that asks no more than is kept here.</summary>
    /// <param name="expect">Told of what time alone will change.</param>
    public InboxScope ScopeOf(CompiledCondition condition, DateTimeOffset now, Action<ConditionMatch> expect)
    {
        var (facts, members) = (new ConditionFacts(now), new List<int>());
        foreach (var slot in Listed(InboxOrder.PriorityThenDue))
        {
            facts.Of(_slots[slot]);
            var fits = condition.Fits(facts);
            if (fits) members.Add(slot);
            if (condition.TurnsByItself && condition.NextTurn(facts) is { } turnsAt) expect(new ConditionMatch(_slots[slot].Id, fits, turnsAt));
        }

        return ScopeOfSorted(members);
    }

    /// <summary>The first tickets of an order that may fit as far as is known here, and whether these are all.</summary>
    public (List<long> Ids, bool IsAll) First(CompiledCondition condition, InboxOrder order, DateTimeOffset now, int most)
    {
        var (facts, ids) = (new ConditionFacts(now), new List<long>());
        foreach (var slot in Listed(order))
        {
            if (!condition.MayFit(facts.Of(_slots[slot]))) continue;
            if (ids.Count == most) return (ids, false);
            ids.Add(_slots[slot].Id);
        }

        return (ids, true);
    }

    /// <summary>The set of tickets that a query is about. It is the same object for all who ask the same.</summary>
    public InboxScope ScopeOf(InboxQuery query) => query.View switch
    {
        _ when query.Filter is { } filter => _filters.Find(filter)?.Scope ?? _nothing,
        InboxView.Mine => Scope(new(InboxView.Mine, query.AgentId)),
        InboxView.MyTeams when query.TeamIds.Count == 0 => _nothing,
        InboxView.MyTeams when query.TeamIds.Count == 1 => Scope(new(InboxView.MyTeams, query.TeamIds[0])),
        InboxView.MyTeams => TeamSetOf(query.TeamIds),
        var view => Scope(new(view, 0)),
    };

    public InboxScope Scope(ScopeKey key)
    {
        if (!_scopes.TryGetValue(key, out var scope)) _scopes.Add(key, scope = new InboxScope(_slots, key));
        return scope;
    }

    /// <summary>A ticket's place in a view, from 0; null where the view does not hold it.</summary>
    public int? PlaceOf(InboxQuery query, long ticketId) => _slots.TryFind(ticketId, out var slot) ? ScopeOf(query).In(query.Order).PlaceOf(slot) : null;

    /// <summary>A chat's place among those of its team that wait for an agent, from 0; null where it waits for none.</summary>
    public int? PlaceInQueue(long ticketId) =>
        _slots.TryFind(ticketId, out var slot) && _scopes.TryGetValue(new(ScopeKey.ChatQueue, _slots[slot].TeamId), out var queue) ? queue.In(InboxOrder.PriorityThenDue).PlaceOf(slot) : null;

    /// <summary>The chats of each team (0: of none) that wait for an agent, in their order, the first <paramref name="most"/> of each, and since when (Unix milliseconds).</summary>
    public Dictionary<long, List<(long Id, long Since)>> ChatQueues(int most) =>
        _scopes.Where(scope => scope.Key.View == ScopeKey.ChatQueue && scope.Value.Count > 0).ToDictionary(
            scope => scope.Key.Key, scope => scope.Value.In(InboxOrder.PriorityThenDue).Window(0, most).ConvertAll(id => (id, Facts(id).WaitingSince)));

    /// <summary>The chats of each team (0: of none) that has any: how many its agents have that need an answer, how many wait for an agent, and since when the first of them (Unix milliseconds).</summary>
    public List<(long Team, int Taken, int Waiting, long Since)> ChatsByTeam() =>
    [
        .. _scopes.Keys.Where(key => key.View is ScopeKey.ChatsTaken or ScopeKey.ChatQueue).Select(key => key.Key).Distinct().ToList().Select(team =>
        {
            var first = Scope(new(ScopeKey.ChatQueue, team)).In(TicketFacts.LongestWait).Window(0, 1);
            return (team, CountOf(ScopeKey.ChatsTaken, team), CountOf(ScopeKey.ChatQueue, team), first.Count == 0 ? TicketFacts.Never : Facts(first[0]).WaitingSince);
        }).Where(team => team.Item2 + team.Item3 > 0),
    ];

    public TicketFacts Facts(long ticketId) => _slots.TryFind(ticketId, out var slot) ? _slots[slot] : default;

    public InboxCounts CountsFor(long agentId, IReadOnlyList<long> teamIds) => new(
        CountOf(InboxView.Mine, agentId), CountOf(InboxView.Unassigned), teamIds.Sum(team => CountOf(InboxView.MyTeams, team)),
        CountOf(InboxView.AllOpen), CountOf(InboxView.AtRisk), CountOf(InboxView.Breached), CountOf(InboxView.Waiting), CountOf(InboxView.Resolved), CountOf(InboxView.Snoozed));

    public int CountOf(InboxView view, long key = 0) => _scopes.TryGetValue(new(view, key), out var scope) ? scope.Count : 0;

    /// <summary>Open tickets of each agent who has any.</summary>
    public Dictionary<long, int> OpenByAgent() =>
        _scopes.Where(scope => scope.Key.View == InboxView.Mine && scope.Value.Count > 0).ToDictionary(scope => scope.Key.Key, scope => scope.Value.Count);

    /// <summary>Every ticket in an order, whether open, snoozed or resolved: none is in two of these.</summary>
    private IEnumerable<int> Listed(InboxOrder order) =>
        RankedList.Merge(_slots, order, [.. new[] { InboxView.AllOpen, InboxView.Snoozed, InboxView.Resolved }.Select(view => Scope(new(view, 0)).In(order))]);

    private InboxScope ScopeOfSorted(List<int> members)
    {
        var scope = new InboxScope(_slots, OfFilter);
        scope.Build(members, isSorted: true);
        return scope;
    }

    /// <summary>A ticket stands where its facts say; whether a filter holds it is asked anew.</summary>
    private static void Ask(FilterScope filter, int slot, ConditionFacts? whole)
    {
        if (whole is null) return;
        var fits = filter.Ask(whole).Fits;
        if (filter.Scope is not { } scope) return;
        if (!scope.Holds(slot))
        {
            if (fits) scope.Add(slot);
        }
        else if (fits)
        {
            scope.Touch();
        }
        else
        {
            scope.Remove(slot);
        }
    }

    /// <summary>Several teams together: made when the first agent of those teams looks, kept from then on.</summary>
    private InboxScope TeamSetOf(IReadOnlyList<long> teamIds)
    {
        var name = string.Join(',', teamIds.Order());
        if (_teamSets.TryGetValue(name, out var set)) return set.Scope;
        set = new TeamSet(new InboxScope(_slots, new ScopeKey(InboxView.MyTeams, -1)), [.. teamIds]);
        set.Scope.Build([.. _slots.All.Where(slot => _slots[slot].IsOpen && set.Teams.Contains(_slots[slot].TeamId))]);
        _teamSets.Add(name, set);
        return set.Scope;
    }

    private sealed record TeamSet(InboxScope Scope, HashSet<long> Teams)
    {
        public void Add(long team, int slot)
        {
            if (Teams.Contains(team)) Scope.Add(slot);
        }

        public void Remove(long team, int slot)
        {
            if (Teams.Contains(team)) Scope.Remove(slot);
        }

        public void Touch(long team)
        {
            if (Teams.Contains(team)) Scope.Touch();
        }
    }
}
