using AgentConsole.Common;

namespace AgentConsole.Tickets.Inbox;

/// <summary>The facts of every listed ticket, in numbered slots that are used again. Not safe for several threads.</summary>
internal sealed class TicketSlots
{
    private readonly PlaceTable _slotOf;
    private readonly Stack<int> _free = new();
    private TicketFacts[] _facts = new TicketFacts[64];
    private int _used;

    public TicketSlots() => _slotOf = new PlaceTable(slot => _facts[slot].Id);

    public int Count => _slotOf.Count;

    public ref readonly TicketFacts this[int slot] => ref _facts[slot];

    public IEnumerable<int> All => Enumerable.Range(0, _used).Except(_free);

    public bool TryFind(long ticketId, out int slot) => _slotOf.TryFind(ticketId, out slot);

    /// <summary>Makes room for so many, and a tenth more, at once.</summary>
    public void EnsureRoom(int count)
    {
        count += count / 10;
        if (count <= _facts.Length) return;
        Array.Resize(ref _facts, count);
        _slotOf.EnsureRoom(count);
    }

    public int Add(in TicketFacts facts)
    {
        if (!_free.TryPop(out var slot)) slot = _used++;
        if (slot == _facts.Length) Array.Resize(ref _facts, _facts.Length * 2);
        _facts[slot] = facts;
        _slotOf.Add(facts.Id, slot);
        return slot;
    }

    public void Set(int slot, in TicketFacts facts) => _facts[slot] = facts;

    public void Remove(int slot)
    {
        _slotOf.Remove(_facts[slot].Id, slot);
        _free.Push(slot);
    }
}
