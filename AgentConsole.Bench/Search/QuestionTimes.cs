using System.Diagnostics;
using AgentConsole.Bench.Support;
using AgentConsole.Tickets.Search;

namespace AgentConsole.Bench.Search;

/// <summary>What questions of one kind took at the server and in the bare database, together and by the bands of their words. Milliseconds.</summary>
internal sealed class QuestionTimes
{
    public (Samples Server, Samples Raw) All { get; } = (new(), new());

    public Dictionary<string, (Samples Server, Samples Raw)> ByBands { get; } = new(StringComparer.Ordinal);

    public Samples AllRanked { get; } = new();

    /// <param name="bands">Null for a question that doesn't count.</param>
    public async Task AskAsync(TicketSearch search, BareSearch bare, SearchQuery query, string? bands, CancellationToken cancellationToken)
    {
        var (raw, rows) = bare.ByTheRule(query, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var started = Stopwatch.GetTimestamp();
        var results = await search.FindAsync(query, cancellationToken);
        var server = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        // A ticket may be in both of the bare answers, so they may have twice as many rows.
        if (results.Found.Count < Math.Min(TicketSearch.MaxResults, rows / 2)) throw new InvalidOperationException($"'{query.Text}' gave {results.Found.Count} tickets, and {rows} rows in the bare database.");
        if (bands is null) return;
        if (!ByBands.TryGetValue(bands, out var of)) ByBands.Add(bands, of = (new(), new()));
        foreach (var samples in new[] { All.Server, of.Server }) samples.Add(server);
        foreach (var samples in new[] { All.Raw, of.Raw }) samples.Add(raw);
    }
}
