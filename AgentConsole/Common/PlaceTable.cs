using System.Numerics;

namespace AgentConsole.Common;

/// <summary>
/// Finds the place at which an id stands in a list of somebody else's, in some seven bytes an id: the table holds places alone, and asks the list which id stands there. A
/// dictionary of the same takes thirty. Not safe for several threads.
/// </summary>
/// <param name="idAt">The id that stands at a place; asked for places that are in the table only.</param>
internal sealed class PlaceTable(Func<int, long> idAt)
{
    private const int Empty = -1;

    private int[] _cells = NewCells(16);

    public int Count { get; private set; }

    /// <summary>Makes room for so many at once.</summary>
    public void EnsureRoom(int count)
    {
        if (count > Limit(_cells.Length)) Rebuild((int)Math.Min(Array.MaxLength, count * 3L / 2));
    }

    public bool TryFind(long id, out int place)
    {
        for (var cell = Home(id); (place = _cells[cell]) != Empty; cell = After(cell))
        {
            if (idAt(place) == id) return true;
        }

        return false;
    }

    /// <summary>Adds an id that is not there.</summary>
    public void Add(long id, int place)
    {
        if (Count == Limit(_cells.Length)) EnsureRoom((Count * 3 / 2) + 1);
        var cell = Home(id);
        while (_cells[cell] != Empty) cell = After(cell);
        _cells[cell] = place;
        Count++;
    }

    /// <summary>An id stands somewhere else now. Its old place may already hold another, but no other may be known by it.</summary>
    public void Move(long id, int from, int to) => _cells[CellOf(id, from)] = to;

    /// <summary>Takes an id out. What stands at the other places must be theirs.</summary>
    public void Remove(long id, int place)
    {
        var free = CellOf(id, place);
        // Whoever was put behind because the cell was taken moves up, so that no search ends too early.
        for (var cell = After(free); _cells[cell] != Empty; cell = After(cell))
        {
            var home = Home(idAt(_cells[cell]));
            if (Distance(home, cell) < Distance(free, cell)) continue;
            _cells[free] = _cells[cell];
            free = cell;
        }

        _cells[free] = Empty;
        Count--;
    }

    /// <summary>Two thirds full at most: searches stay short.</summary>
    private static int Limit(int cells) => (int)(cells * 2L / 3);

    private static int[] NewCells(int count)
    {
        var cells = GC.AllocateUninitializedArray<int>(count);
        Array.Fill(cells, Empty);
        return cells;
    }

    private int CellOf(long id, int place)
    {
        var cell = Home(id);
        while (_cells[cell] != place)
        {
            if (_cells[cell] == Empty) throw new InvalidOperationException($"{id} is not known to stand at {place}.");
            cell = After(cell);
        }

        return cell;
    }

    private void Rebuild(int cells)
    {
        var old = _cells;
        _cells = NewCells(Math.Max(cells, 16));
        foreach (var place in old)
        {
            if (place == Empty) continue;
            var cell = Home(idAt(place));
            while (_cells[cell] != Empty) cell = After(cell);
            _cells[cell] = place;
        }
    }

    // Ids follow each other; the multiplication spreads them, and its upper half scales to any number of cells.
    private int Home(long id) => (int)(((ulong)(uint)BitOperations.RotateLeft((ulong)id * 0x9E3779B97F4A7C15, 32) * (ulong)_cells.Length) >> 32);

    private int After(int cell) => cell + 1 == _cells.Length ? 0 : cell + 1;

    private int Distance(int from, int to) => to >= from ? to - from : to - from + _cells.Length;
}
