using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Inbox;

/// <summary>
/// The tickets of one filter, while somebody looks at it or counts it: worked out once from the database, then kept by each change, and by time where the condition
/// counts from now. Not safe for several threads; <see cref="InboxFeed"/> guards it.
/// </summary>
internal sealed class FilterScope(ViewFilter filter)
{
    private readonly PriorityQueue<long, long> _turns = new();
    private readonly Dictionary<long, long> _turnOf = [];

    public ViewFilter Filter => filter;

    public CompiledCondition Condition => filter.Condition;

    /// <summary>Who looks at it or counts it.</summary>
    public int Users { get; set; }

    /// <summary>Null until it was worked out.</summary>
    public InboxScope? Scope { get; private set; }

    /// <summary>What changed while it was being worked out; null at other times.</summary>
    public Dictionary<long, ConditionMatch>? Missed { get; private set; }

    /// <summary>When time alone next changes something, in Unix milliseconds.</summary>
    public long NextTurn => _turns.TryPeek(out _, out var at) ? at : TicketFacts.Never;

    public void BeginBuild() => Missed = [];

    /// <summary>It could not be worked out; whoever needs it tries again.</summary>
    public void AbandonBuild() => Missed = null;

    /// <summary>Puts in what was found, with what changed meanwhile laid over it; null where the index itself can answer.</summary>
    public void EndBuild(InboxIndex index, List<ConditionMatch>? found, DateTimeOffset now)
    {
        _turns.Clear();
        _turnOf.Clear();
        if (found is null)
        {
            (Scope, Missed) = (index.ScopeOf(Condition, now, Expect), null);
            return;
        }

        var members = new HashSet<long>(found.Count);
        foreach (var match in found.Where(match => Missed?.ContainsKey(match.TicketId) != true).Concat(Missed?.Values ?? Enumerable.Empty<ConditionMatch>()))
        {
            if (match.Fits) members.Add(match.TicketId);
            Expect(match);
        }

        Scope = index.ScopeOf(members);
        Missed = null;
    }

    /// <summary>What a changed ticket is to it; what it says is kept for <see cref="InboxIndex.Set"/>.</summary>
    public ConditionMatch Ask(ConditionFacts facts)
    {
        var match = new ConditionMatch(facts.Ticket.Id, Condition.Fits(facts), Condition.TurnsByItself ? Condition.NextTurn(facts) : null);
        Expect(match);
        if (Missed is not null) Missed[match.TicketId] = match;
        return match;
    }

    /// <summary>Forgets a ticket that left the inbox.</summary>
    public void Forget(long ticketId)
    {
        _turnOf.Remove(ticketId);
        if (Missed is not null) Missed[ticketId] = new ConditionMatch(ticketId, false, null);
    }

    /// <summary>Tickets whose turn has come.</summary>
    public void TakeTurns(long now, HashSet<long> into)
    {
        while (_turns.TryPeek(out var id, out var at) && at <= now)
        {
            _turns.Dequeue();
            if (_turnOf.TryGetValue(id, out var expected) && expected == at && _turnOf.Remove(id)) into.Add(id);
        }
    }

    private void Expect(ConditionMatch match)
    {
        if (match.TurnsAt is not { } at)
        {
            _turnOf.Remove(match.TicketId);
            return;
        }

        var milliseconds = at.ToUnixTimeMilliseconds();
        if (_turnOf.TryGetValue(match.TicketId, out var known) && known == milliseconds) return;
        _turnOf[match.TicketId] = milliseconds;
        _turns.Enqueue(match.TicketId, milliseconds);
    }
}
