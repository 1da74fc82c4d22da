using System.Diagnostics;
using AgentConsole.Bench.Support;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Bench.Sla;

/// <summary>Lets tickets fall due, and watches when the journal and the screens know.</summary>
internal static class Breaches
{
    /// <summary>So long before the first instant the clock is set.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    /// <summary>Seconds from the instant at which many fall due until the last of them is committed, and until a watcher of the inbox counts them all.</summary>
    public static async Task<(double Journalled, double Shown)> TogetherAsync(CoreHost core, BenchTime time, Storms storms, CancellationToken cancellationToken)
    {
        await using var watch = core.Inbox.Watch(new InboxQuery(InboxView.Breached, InboxOrder.PriorityThenDue, 1, [1]), 0, 50);
        var update = await watch.NextAsync(cancellationToken);
        var all = update.Counts.Breached + Storms.Many;
        using var heard = core.Live.Subscribe(paced: false);
        time.SetTo(storms.Together - Ahead);
        var commits = CommitsAsync(heard, time, Storms.Many, cancellationToken);
        while (update.Counts.Breached < all) update = await watch.NextAsync(cancellationToken);
        var shown = time.GetUtcNow();
        return (((await commits).Values.Max() - storms.Together).TotalSeconds, (shown - storms.Together).TotalSeconds);
    }

    /// <summary>Milliseconds from each instant to its commit: p50, p99, longest.</summary>
    public static async Task<double[]> OneByOneAsync(CoreHost core, BenchTime time, Storms storms, CancellationToken cancellationToken)
    {
        using var heard = core.Live.Subscribe(paced: false);
        time.SetTo(storms.OneByOne - Ahead);
        var commits = await CommitsAsync(heard, time, Storms.Some, cancellationToken);
        var delays = new Samples();
        // They were made in the order of their instants, a millisecond apart.
        foreach (var (place, commit) in commits.OrderBy(one => one.Key).Index()) delays.Add((commit.Value - storms.OneByOne.AddMilliseconds(place)).TotalMilliseconds);
        return [delays.Median, delays.Rank(0.99), delays.Rank(1)];
    }

    /// <summary>How many of the tickets that fell due, which were made last, have not one breach of their first response in the journal but none or several.</summary>
    public static async Task<int> NotToldOnceAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        const int fellDue = Storms.Many + Storms.Some;
        await using var db = await services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync(cancellationToken);
        var first = await db.Set<Ticket>().MaxAsync(ticket => ticket.Id, cancellationToken) - fellDue + 1;
        var rows = await db.Set<JournalRow>().Where(row => row.TicketId >= first && row.Kind == "sla.transitioned").Select(row => new { row.TicketId, row.Data }).ToListAsync(cancellationToken);
        return fellDue - rows.Where(row => TicketJson.ReadEvent(row.Data) is SlaTransitioned { Target: SlaTarget.FirstResponse, To: SlaState.Breached })
            .CountBy(row => row.TicketId).Count(told => told.Value == 1);
    }

    /// <summary>When each of so many tickets was first heard of.</summary>
    private static async Task<Dictionary<long, DateTimeOffset>> CommitsAsync(LiveSubscription heard, BenchTime time, int count, CancellationToken cancellationToken)
    {
        var commits = new Dictionary<long, DateTimeOffset>(count);
        for (var since = Stopwatch.GetTimestamp(); commits.Count < count;)
        {
            var batch = await heard.NextAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
            if (batch.Gap) throw new InvalidOperationException($"The bench could not follow the journal after {Stopwatch.GetElapsedTime(since)}.");
            var now = time.GetUtcNow();
            foreach (var ticketId in batch.Changes.Keys) commits.TryAdd(ticketId, now);
        }

        return commits;
    }
}
