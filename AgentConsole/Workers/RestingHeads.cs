using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Workers;

/// <summary>Tickets for which the same amount of time has to pass. <paramref name="Status"/> is null for those that are snoozed until an instant of their own.</summary>
internal readonly record struct RestingGroup(TicketStatus? Status, long? TeamId, bool IsReminded)
{
    public static RestingGroup Snoozed { get; } = new(null, null, false);
}

/// <summary>A ticket for which something is due, or soon.</summary>
internal sealed record RestingTicket(LifeStepKind Kind, long? TeamId, DueTransition Due);

/// <summary>
/// Since when the ticket rests that rests longest, of each group: one instant a group, however many tickets. It may be earlier than what is true (its ticket went on),
/// never later: then a look finds the true one. A group is as long as its policy says, so another policy moves nothing here.
/// </summary>
internal sealed class RestingHeads
{
    private readonly Dictionary<RestingGroup, DateTimeOffset> _heads = [];

    public int Count => _heads.Count;

    public void Clear() => _heads.Clear();

    /// <summary>A ticket of the group rests since then.</summary>
    public void Hear(RestingGroup group, DateTimeOffset since)
    {
        if (!_heads.TryGetValue(group, out var head) || since < head) _heads[group] = since;
    }

    /// <summary>The group's true head was read; null where it has no ticket.</summary>
    public void Set(RestingGroup group, DateTimeOffset? since)
    {
        if (since is { } head) _heads[group] = head;
        else _heads.Remove(group);
    }

    /// <summary>The groups whose head is due.</summary>
    public List<(RestingGroup Group, LifeWait Wait)> DueAt(Func<RestingGroup, LifeWait?> waitOf, DateTimeOffset now)
    {
        var due = new List<(RestingGroup, LifeWait)>();
        foreach (var (group, since) in _heads)
        {
            if (waitOf(group) is { } wait && wait.At(since) <= now) due.Add((group, wait));
        }

        return due;
    }

    /// <summary>When a head is due that isn't yet; null where none will be.</summary>
    public DateTimeOffset? Earliest(Func<RestingGroup, LifeWait?> waitOf, DateTimeOffset now)
    {
        DateTimeOffset? earliest = null;
        foreach (var (group, since) in _heads)
        {
            if (waitOf(group) is not { } wait || wait.At(since) is var at && at <= now) continue;
            if (earliest is null || at < earliest) earliest = at;
        }

        return earliest;
    }
}
