using System.Diagnostics;
using AgentConsole.Bench.Support;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Bench.Inbox;

/// <summary>
/// What a fresh watcher waits for: the first fifty rows of each view in each order, with the counts of all views. Milliseconds, by view and order.
/// </summary>
/// <param name="cold">True where no row is in memory.</param>
internal sealed class FirstWindows(InboxFeed inbox, bool cold)
{
    public const int Rows = 50;

    // Nothing of what is seeded is snoozed: a view of no rows measures nothing.
    private readonly Dictionary<(InboxView View, InboxOrder Order), Samples> _times =
        (from view in Enum.GetValues<InboxView>() where view != InboxView.Snoozed from order in Enum.GetValues<InboxOrder>() select (view, order)).ToDictionary(pair => pair, _ => new Samples());

    public IEnumerable<(InboxView View, InboxOrder Order)> Keys => _times.Keys;

    public Samples this[(InboxView View, InboxOrder Order) key] => _times[key];

    public (InboxView View, InboxOrder Order) Slowest => _times.MaxBy(pair => pair.Value.Median).Key;

    /// <summary>All views and orders.</summary>
    public Samples Together
    {
        get
        {
            var all = new Samples();
            foreach (var samples in _times.Values) all.AddRange(samples.Values);
            return all;
        }
    }

    /// <summary>Opens each view in each order once.</summary>
    public async Task RoundAsync(bool counts, CancellationToken cancellationToken)
    {
        foreach (var ((view, order), samples) in _times)
        {
            if (cold) inbox.ForgetRows();
            var query = new InboxQuery(view, order, 1, [1, 2]);
            var started = Stopwatch.GetTimestamp();
            await using var watch = inbox.Watch(query, 0, Rows);
            var update = await watch.NextAsync(cancellationToken);
            if (counts) samples.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (update.Window.Rows.Count != Rows || update.Window.Total != update.Counts.Of(view))
                throw new InvalidOperationException($"{view} by {order} gave {update.Window.Rows.Count} rows of {update.Window.Total}, and counts {update.Counts}.");
        }
    }
}
