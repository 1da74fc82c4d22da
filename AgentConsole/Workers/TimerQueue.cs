using System.Runtime.InteropServices;

namespace AgentConsole.Workers;

/// <summary>
/// One instant for each ticket, the earliest first: a heap of four branches, and where in it each ticket stands. A change costs the logarithm of what is held, in
/// some 50 bytes a ticket. Equal instants are in the order of the tickets. Not safe for several threads.
/// </summary>
internal sealed class TimerQueue
{
    private const int Branches = 4;

    private readonly Dictionary<long, int> _places = [];
    private Entry[] _heap = new Entry[16];

    public int Count { get; private set; }

    /// <summary>Makes room for so many at once; what grows by doubling holds up to twice as much.</summary>
    public void EnsureRoom(int count)
    {
        if (count > _heap.Length) Array.Resize(ref _heap, count);
        _places.EnsureCapacity(count);
    }

    /// <summary>Sets or moves a ticket's instant, in Unix milliseconds.</summary>
    public void Set(long ticketId, long at)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, ticketId, out var known);
        if (!known)
        {
            if (Count == _heap.Length) Array.Resize(ref _heap, Count * 2);
            place = Count++;
        }

        Settle(place, new Entry(at, ticketId));
    }

    /// <summary>False where the ticket had none.</summary>
    public bool Remove(long ticketId)
    {
        if (!_places.Remove(ticketId, out var place)) return false;
        var last = _heap[--Count];
        if (place != Count) Settle(place, last);
        return true;
    }

    /// <summary>The earliest; false where there is none.</summary>
    public bool TryPeek(out long ticketId, out long at)
    {
        (at, ticketId) = _heap[0];
        return Count > 0;
    }

    /// <summary>Puts an entry where a place is free, or near it: up while it is earlier than what is above, else down.</summary>
    private void Settle(int place, Entry entry)
    {
        while (place > 0 && entry.IsBefore(_heap[(place - 1) / Branches]))
        {
            Put(place, _heap[(place - 1) / Branches]);
            place = (place - 1) / Branches;
        }

        while (EarliestBelow(place) is var below && below > 0 && _heap[below].IsBefore(entry))
        {
            Put(place, _heap[below]);
            place = below;
        }

        Put(place, entry);
    }

    /// <summary>0, which is below nothing, where there is none.</summary>
    private int EarliestBelow(int place)
    {
        var first = (place * Branches) + 1;
        if (first >= Count) return 0;
        var earliest = first;
        for (var i = first + 1; i < Math.Min(first + Branches, Count); i++)
        {
            if (_heap[i].IsBefore(_heap[earliest])) earliest = i;
        }

        return earliest;
    }

    private void Put(int place, in Entry entry)
    {
        _heap[place] = entry;
        _places[entry.TicketId] = place;
    }

    private readonly record struct Entry(long At, long TicketId)
    {
        public bool IsBefore(in Entry other) => At < other.At || (At == other.At && TicketId < other.TicketId);
    }
}
