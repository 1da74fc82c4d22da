using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Console.Inbox;

/// <summary>How far a list is from another, in rows that a person would see move.</summary>
internal static class RowMoves
{
    /// <summary>
    /// Rows that change places (the fewest that have to, so one row that climbs over ten is one), and rows that come or go. A row that is only
    /// pushed over the window's edge by another is not counted beside it.
    /// </summary>
    public static int Count(IReadOnlyList<InboxRow> shown, IReadOnlyList<InboxRow> latest)
    {
        var place = new Dictionary<long, int>(latest.Count);
        for (var i = 0; i < latest.Count; i++) place[latest[i].TicketId] = i;
        var kept = new List<int>(shown.Count);
        foreach (var row in shown) if (place.TryGetValue(row.TicketId, out var at)) kept.Add(at);
        var gone = shown.Count - kept.Count;
        var come = latest.Count - kept.Count;
        return kept.Count - LongestRising(kept) + Math.Max(gone, come);
    }

    private static int LongestRising(List<int> places)
    {
        // tails[n]: the smallest place that a rising run of n + 1 places can end with.
        var tails = new List<int>(places.Count);
        foreach (var place in places)
        {
            var at = tails.BinarySearch(place);
            if (at < 0) at = ~at;
            if (at == tails.Count) tails.Add(place);
            else tails[at] = place;
        }

        return tails.Count;
    }
}
