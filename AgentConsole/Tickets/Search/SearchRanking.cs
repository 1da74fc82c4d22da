namespace AgentConsole.Tickets.Search;

/// <summary>A ticket among what was found.</summary>
/// <param name="MessageId">The message that fits best; null where only the ticket's own words do.</param>
internal readonly record struct SearchedTicket(long TicketId, long? MessageId, double Score);

/// <summary>What comes first of what was found: how well the words fit, a ticket's own words twice what a message counts, and newer before older.</summary>
internal static class SearchRanking
{
    private const double Day = 24 * 60 * 60 * 1000.0;

    /// <summary>The tickets, best first.</summary>
    /// <param name="now">Unix milliseconds.</param>
    public static List<SearchedTicket> Best(IEnumerable<SearchHit> hits, long now)
    {
        var tickets = new Dictionary<long, (SearchHit? Message, SearchHit? Own)>();
        foreach (var hit in hits)
        {
            var known = tickets.GetValueOrDefault(hit.TicketId);
            if (hit.MessageId is null) known.Own = hit;
            else if (known.Message is not { } best || hit.Fit > best.Fit) known.Message = hit;
            tickets[hit.TicketId] = known;
        }

        var ranked = new List<SearchedTicket>(tickets.Count);
        foreach (var (id, (message, own)) in tickets)
        {
            var fit = Math.Max(message?.Fit ?? 0, (own?.Fit ?? 0) * 2);
            ranked.Add(new SearchedTicket(id, message?.MessageId, fit * Newness(message?.At ?? own!.Value.At, now)));
        }

        ranked.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : b.TicketId.CompareTo(a.TicketId));
        return ranked;
    }

    /// <summary>A hit of today counts twice one of long ago.</summary>
    private static double Newness(long at, long now) => 1 + (1 / (1 + (Math.Max(0, now - at) / Day / 30)));
}
