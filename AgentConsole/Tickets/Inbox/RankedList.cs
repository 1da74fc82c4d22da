namespace AgentConsole.Tickets.Inbox;

/// <summary>
/// An ordered list of slots in which a window at any place costs the same: chunks of at most <see cref="ChunkSize"/>, found by their
/// first slot. Four bytes a member. Not safe for several threads.
/// </summary>
internal sealed class RankedList(TicketSlots slots, InboxOrder order)
{
    private const int ChunkSize = 512;

    private readonly List<Chunk> _chunks = [];

    public InboxOrder Order => order;

    public int Count { get; private set; }

    /// <summary>Every slot, in a list of the caller's own.</summary>
    public List<int> Members()
    {
        var members = new List<int>(Count);
        foreach (var chunk in _chunks) members.AddRange(chunk.Slots.AsSpan(0, chunk.Count));
        return members;
    }

    /// <summary>The members of several lists of one order, in that order; none may change meanwhile.</summary>
    public static IEnumerable<int> Merge(TicketSlots slots, InboxOrder order, IReadOnlyList<RankedList> lists)
    {
        var heads = lists.Select(list => list.All().GetEnumerator()).Where(head => head.MoveNext()).ToList();
        while (heads.Count > 0)
        {
            var first = 0;
            for (var i = 1; i < heads.Count; i++) if (TicketFacts.Compare(order, slots[heads[i].Current], slots[heads[first].Current]) < 0) first = i;
            yield return heads[first].Current;
            if (!heads[first].MoveNext()) heads.RemoveAt(first);
        }
    }

    /// <summary>Fills an empty list with members in any order.</summary>
    public void Build(List<int> members, bool isSorted = false)
    {
        if (!isSorted) members.Sort(Compare);
        Count = members.Count;
        for (var i = 0; i < members.Count; i += ChunkSize / 2)
        {
            var chunk = new Chunk();
            var size = Math.Min(ChunkSize / 2, members.Count - i);
            members.CopyTo(i, chunk.Room(size), 0, size);
            chunk.Count = size;
            _chunks.Add(chunk);
        }
    }

    public void Add(int slot)
    {
        Count++;
        if (_chunks.Count == 0)
        {
            _chunks.Add(new Chunk());
            _chunks[0].Insert(0, slot);
            return;
        }

        var at = ChunkOf(slot);
        var chunk = _chunks[at];
        chunk.Insert(~Search(chunk, slot), slot);
        if (chunk.Count == ChunkSize) _chunks.Insert(at + 1, chunk.Split());
    }

    /// <summary>Takes a member out. Its facts must still be those it was added with.</summary>
    public void Remove(int slot)
    {
        var at = ChunkOf(slot);
        var place = Search(_chunks[at], slot);
        if (place < 0) throw new InvalidOperationException($"Slot {slot} is not where its facts say.");
        Count--;
        _chunks[at].RemoveAt(place);
        if (_chunks[at].Count == 0) _chunks.RemoveAt(at);
    }

    /// <summary>The ticket ids of a window.</summary>
    public List<long> Window(int start, int count)
    {
        var ids = new List<long>(Math.Clamp(Count - start, 0, count));
        foreach (var chunk in _chunks)
        {
            if (ids.Count == count) break;
            if (start >= chunk.Count)
            {
                start -= chunk.Count;
                continue;
            }

            for (; start < chunk.Count && ids.Count < count; start++) ids.Add(slots[chunk.Slots[start]].Id);
            start = 0;
        }

        return ids;
    }

    /// <summary>The place of a member, from 0; null where the slot is none.</summary>
    public int? PlaceOf(int slot)
    {
        if (_chunks.Count == 0) return null;
        var at = ChunkOf(slot);
        var place = Search(_chunks[at], slot);
        if (place < 0) return null;
        for (var before = 0; before < at; before++) place += _chunks[before].Count;
        return place;
    }

    private IEnumerable<int> All()
    {
        foreach (var chunk in _chunks) for (var i = 0; i < chunk.Count; i++) yield return chunk.Slots[i];
    }

    private int Compare(int a, int b) => TicketFacts.Compare(order, slots[a], slots[b]);

    /// <summary>The last chunk that begins at or before the slot.</summary>
    private int ChunkOf(int slot)
    {
        var (low, high) = (0, _chunks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Compare(_chunks[middle].Slots[0], slot) <= 0) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private int Search(Chunk chunk, int slot)
    {
        var (low, high) = (0, chunk.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var comparison = Compare(chunk.Slots[middle], slot);
            if (comparison == 0) return middle;
            if (comparison < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    private sealed class Chunk
    {
        public int[] Slots { get; private set; } = new int[8];

        public int Count { get; set; }

        public int[] Room(int size)
        {
            if (Slots.Length >= size) return Slots;
            var wider = Slots;
            Array.Resize(ref wider, Math.Min(ChunkSize, Math.Max(size, Slots.Length * 2)));
            return Slots = wider;
        }

        public void Insert(int place, int slot)
        {
            Room(Count + 1);
            Array.Copy(Slots, place, Slots, place + 1, Count - place);
            Slots[place] = slot;
            Count++;
        }

        public void RemoveAt(int place)
        {
            Count--;
            Array.Copy(Slots, place + 1, Slots, place, Count - place);
        }

        public Chunk Split()
        {
            var half = Count / 2;
            var rest = new Chunk();
            Array.Copy(Slots, half, rest.Room(Count - half), 0, Count - half);
            rest.Count = Count - half;
            Count = half;
            return rest;
        }
    }
}
