namespace AgentConsole.Tickets.Inbox;

/// <summary>A set of tickets that is kept in every order: 'all open', 'Ana's', 'team 3's'.</summary>
/// <param name="View">The view it belongs to.</param>
/// <param name="Key">The agent or team it belongs to; 0 where it is everyone's.</param>
internal readonly record struct ScopeKey(InboxView View, long Key)
{
    /// <summary>Customers who wait, for the wall.</summary>
    public const InboxView CustomerWaits = (InboxView)100;

    /// <summary>Chats in progress, for the wall.</summary>
    public const InboxView ChatsInProgress = (InboxView)101;

    /// <summary>Open tickets of one priority, for the wall.</summary>
    public const InboxView OpenOfPriority = (InboxView)102;

    /// <summary>The scopes a ticket is in.</summary>
    public static void Of(in TicketFacts facts, List<ScopeKey> scopes)
    {
        scopes.Clear();
        if (facts.Status == TicketStatus.Resolved) scopes.Add(new(InboxView.Resolved, 0));
        if (!facts.IsOpen) return;
        scopes.Add(new(InboxView.AllOpen, 0));
        scopes.Add(facts.AssigneeId == 0 ? new(InboxView.Unassigned, 0) : new(InboxView.Mine, facts.AssigneeId));
        if (facts.TeamId != 0) scopes.Add(new(InboxView.MyTeams, facts.TeamId));
        if (facts.SlaState == SlaState.AtRisk) scopes.Add(new(InboxView.AtRisk, 0));
        if (facts.SlaState == SlaState.Breached) scopes.Add(new(InboxView.Breached, 0));
        if (facts.Status == TicketStatus.Pending) scopes.Add(new(InboxView.Waiting, 0));
        if (facts.WaitingSince != TicketFacts.Never) scopes.Add(new(CustomerWaits, 0));
        if (facts.Channel == TicketChannel.Chat && facts.AssigneeId != 0) scopes.Add(new(ChatsInProgress, 0));
        scopes.Add(new(OpenOfPriority, facts.PriorityId));
    }
}

/// <summary>One scope's lists, and a version that goes up whenever something in it changed.</summary>
internal sealed class InboxScope
{
    private readonly RankedList[] _orders;

    public InboxScope(TicketSlots slots, ScopeKey key) => _orders = key.View switch
    {
        // The wall asks these for their number and their first alone.
        ScopeKey.CustomerWaits => [new RankedList(slots, TicketFacts.LongestWait)],
        ScopeKey.ChatsInProgress or ScopeKey.OpenOfPriority => [new RankedList(slots, InboxOrder.Newest)],
        _ => [new(slots, InboxOrder.PriorityThenDue), new(slots, InboxOrder.DueNext), new(slots, InboxOrder.Newest)],
    };

    public long Version { get; private set; }

    public int Count => _orders[0].Count;

    public RankedList In(InboxOrder order) => _orders[Math.Min((int)order, _orders.Length - 1)];

    public void Build(List<int> members)
    {
        foreach (var list in _orders) list.Build(members);
        Version++;
    }

    public void Add(int slot)
    {
        foreach (var list in _orders) list.Add(slot);
        Version++;
    }

    public void Remove(int slot)
    {
        foreach (var list in _orders) list.Remove(slot);
        Version++;
    }

    /// <summary>A member looks different though its place may be the same.</summary>
    public void Touch() => Version++;
}
