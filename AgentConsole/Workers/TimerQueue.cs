using AgentConsole.Common;

namespace AgentConsole.Workers;

/// <summary>
/// One instant for each ticket, the earliest first: a heap of four branches, and where in it each ticket stands. A change costs the logarithm of what is held, in
/// some 25 bytes a ticket. Equal instants are in the order of the tickets. Not safe for several threads.
/// </summary>
internal sealed class TimerQueue
{
    private const int Branches = 4;

    /// <summary>Where an entry stands while it is looked for where: nowhere.</summary>
    private const int Nowhere = int.MaxValue;

    private readonly PlaceTable _places;
    private Entry[] _heap = new Entry[16];

    public TimerQueue() => _places = new PlaceTable(place => _heap[place].TicketId);

    public int Count { get; private set; }

    /// <summary>Makes room for so many at once; what grows by doubling holds up to twice as much.</summary>
    public void EnsureRoom(int count)
    {
        if (count > _heap.Length) Array.Resize(ref _heap, count);
        _places.EnsureRoom(count);
    }

    /// <summary>Sets or moves a ticket's instant, in Unix milliseconds.</summary>
    public void Set(long ticketId, long at)
    {
        if (_places.TryFind(ticketId, out var place))
        {
            _places.Move(ticketId, place, Nowhere);
        }
        else
        {
            _places.Add(ticketId, Nowhere);
            if (Count == _heap.Length) Array.Resize(ref _heap, Count * 2);
            place = Count++;
        }

        Settle(place, new Entry(at, ticketId));
    }

    /// <summary>False where the ticket had none.</summary>
    public bool Remove(long ticketId)
    {
        if (!_places.TryFind(ticketId, out var place)) return false;
        _places.Remove(ticketId, place);
        var last = _heap[--Count];
        if (place == Count) return true;
        _places.Move(last.TicketId, Count, Nowhere);
        Settle(place, last);
        return true;
    }

    /// <summary>The earliest; false where there is none.</summary>
    public bool TryPeek(out long ticketId, out long at)
    {
        (at, ticketId) = _heap[0];
        return Count > 0;
    }

    /// <summary>Puts an entry that stands nowhere where a place is free, or near it: up while it is earlier than what is above, else down.</summary>
    private void Settle(int place, Entry entry)
    {
        while (place > 0 && entry.IsBefore(_heap[(place - 1) / Branches]))
        {
            Put(place, (place - 1) / Branches);
            place = (place - 1) / Branches;
        }

        while (EarliestBelow(place) is var below && below > 0 && _heap[below].IsBefore(entry))
        {
            Put(place, below);
            place = below;
        }

        _heap[place] = entry;
        _places.Move(entry.TicketId, Nowhere, place);
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

    private void Put(int place, int from)
    {
        _heap[place] = _heap[from];
        _places.Move(_heap[place].TicketId, from, place);
    }

    private readonly record struct Entry(long At, long TicketId)
    {
        public bool IsBefore(in Entry other) => At < other.At || (At == other.At && TicketId < other.TicketId);
    }
}
