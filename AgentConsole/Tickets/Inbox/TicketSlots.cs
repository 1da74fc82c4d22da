using AgentConsole.Common;

namespace AgentConsole.Tickets.Inbox;

/// <summary>
/// The facts of every listed ticket, in numbered slots that are used again; in pages, so that one ticket more is never the copy of all. Not safe for several threads.
/// </summary>
internal sealed class TicketSlots
{
    // 48 KiB: small enough to live among small objects, which are moved together when some go.
    private const int PageBits = 10, PageSize = 1 << PageBits;

    private readonly PlaceTable _slotOf;
    private readonly Stack<int> _free = new();
    private readonly List<TicketFacts[]> _pages = [];
    private int _used;

    public TicketSlots() => _slotOf = new PlaceTable(slot => At(slot).Id);

    public int Count => _slotOf.Count;

    public ref readonly TicketFacts this[int slot] => ref At(slot);

    public IEnumerable<int> All => Enumerable.Range(0, _used).Except(_free);

    public bool TryFind(long ticketId, out int slot) => _slotOf.TryFind(ticketId, out slot);

    /// <summary>Makes room for so many, and a tenth more, at once.</summary>
    public void EnsureRoom(int count) => _slotOf.EnsureRoom(count + (count / 10));

    public int Add(in TicketFacts facts)
    {
        if (!_free.TryPop(out var slot)) slot = _used++;
        if (slot == _pages.Count * PageSize) _pages.Add(new TicketFacts[PageSize]);
        At(slot) = facts;
        _slotOf.Add(facts.Id, slot);
        return slot;
    }

    public void Set(int slot, in TicketFacts facts) => At(slot) = facts;

    public void Remove(int slot)
    {
        _slotOf.Remove(At(slot).Id, slot);
        _free.Push(slot);
    }

    private ref TicketFacts At(int slot) => ref _pages[slot >> PageBits][slot & (PageSize - 1)];
}
