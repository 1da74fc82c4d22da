namespace AgentConsole.Tickets.Inbox;

/// <summary>A set of tickets that is kept in every order: 'all open', 'Ana's', 'team 3's'.</summary>
/// <param name="View">The view it belongs to.</param>
/// <param name="Key">The agent or team it belongs to; 0 where it is everyone's.</param>
internal readonly record struct ScopeKey(InboxView View, long Key)
{
    /// <summary>Customers who wait, for the wall.</summary>
    public const InboxView CustomerWaits = (InboxView)100;

    /// <summary>Chats of a team (0: of none) that an agent has and that need an answer, for the wall.</summary>
    public const InboxView ChatsTaken = (InboxView)101;

    /// <summary>Open tickets of one priority, for the wall.</summary>
    public const InboxView OpenOfPriority = (InboxView)102;

    /// <summary>What is in 'breached' and not in 'all open', since it is snoozed.</summary>
    public const InboxView SnoozedBreached = (InboxView)103;

    /// <summary>Chats of a team (0: of none) that nobody has and whose customer waits, in the order in which they are given to agents.</summary>
    public const InboxView ChatQueue = (InboxView)104;

    /// <summary>The scopes a ticket is in.</summary>
    public static void Of(in TicketFacts facts, List<ScopeKey> scopes)
    {
        scopes.Clear();
        if (facts.Status == TicketStatus.Resolved) scopes.Add(new(InboxView.Resolved, 0));
        if (facts.IsSnoozed)
        {
            scopes.Add(new(InboxView.Snoozed, 0));
            // A snooze stops no clock: what is promised to the customer is not hidden with the ticket.
            AddBySla(facts, scopes);
            if (facts.SlaState == SlaState.Breached) scopes.Add(new(SnoozedBreached, 0));
        }

        if (!facts.IsOpen) return;
        scopes.Add(new(InboxView.AllOpen, 0));
        scopes.Add(facts.AssigneeId == 0 ? new(InboxView.Unassigned, 0) : new(InboxView.Mine, facts.AssigneeId));
        if (facts.TeamId != 0) scopes.Add(new(InboxView.MyTeams, facts.TeamId));
        AddBySla(facts, scopes);
        if (facts.Status == TicketStatus.Pending) scopes.Add(new(InboxView.Waiting, 0));
        if (facts.WaitingSince != TicketFacts.Never) scopes.Add(new(CustomerWaits, 0));
        if (facts is { Channel: TicketChannel.Chat, AssigneeId: 0, Status: <= TicketStatus.Open, WaitingSince: not TicketFacts.Never }) scopes.Add(new(ChatQueue, facts.TeamId));
        if (facts is { Channel: TicketChannel.Chat, AssigneeId: not 0, Status: <= TicketStatus.Open }) scopes.Add(new(ChatsTaken, facts.TeamId));
        scopes.Add(new(OpenOfPriority, facts.PriorityId));
    }

    private static void AddBySla(in TicketFacts facts, List<ScopeKey> scopes)
    {
        if (facts.SlaState == SlaState.AtRisk) scopes.Add(new(InboxView.AtRisk, 0));
        if (facts.SlaState == SlaState.Breached) scopes.Add(new(InboxView.Breached, 0));
    }
}

/// <summary>
/// One scope's tickets, and a version that goes up whenever something in it changed. Its usual order is always kept; another is made when somebody first asks for
/// it, and kept from then on: most scopes are seen in one order. Of what is never shown the number alone is kept.
/// </summary>
internal sealed class InboxScope
{
    private readonly TicketSlots _slots;
    private readonly List<RankedList> _kept;

    public InboxScope(TicketSlots slots, ScopeKey key)
    {
        _slots = slots;
        _kept = UsualOrder(key.View) is { } usual ? [new RankedList(slots, usual)] : [];
    }

    public long Version { get; private set; }

    public int Count { get; private set; }

    /// <exception cref="InvalidOperationException">The scope is only counted.</exception>
    public RankedList In(InboxOrder order)
    {
        foreach (var list in _kept) if (list.Order == order) return list;
        var made = new RankedList(_slots, order);
        made.Build(_kept.Count > 0 ? _kept[0].Members() : throw new InvalidOperationException("Of this scope only the number is kept."));
        _kept.Add(made);
        return made;
    }

    /// <param name="isSorted">They stand in the usual order already.</param>
    public void Build(List<int> members, bool isSorted = false)
    {
        Count = members.Count;
        for (var i = 0; i < _kept.Count; i++) _kept[i].Build(members, isSorted && i == 0);
        Version++;
    }

    public void Add(int slot)
    {
        Count++;
        foreach (var list in _kept) list.Add(slot);
        Version++;
    }

    public void Remove(int slot)
    {
        Count--;
        foreach (var list in _kept) list.Remove(slot);
        Version++;
    }

    /// <summary>True for a member that stands where its facts say.</summary>
    public bool Holds(int slot) => _kept[0].PlaceOf(slot) is not null;

    /// <summary>Takes a slot out where it is a member.</summary>
    public void Leave(int slot)
    {
        if (Holds(slot)) Remove(slot);
    }

    /// <summary>A member looks different though its place may be the same.</summary>
    public void Touch() => Version++;

    private static InboxOrder? UsualOrder(InboxView view) => view switch
    {
        ScopeKey.CustomerWaits => TicketFacts.LongestWait,
        // The wall only counts these.
        ScopeKey.ChatsTaken or ScopeKey.OpenOfPriority or ScopeKey.SnoozedBreached => null,
        _ => InboxOrder.PriorityThenDue,
    };
}
