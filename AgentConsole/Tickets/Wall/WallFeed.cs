using System.Threading.Channels;
using AgentConsole.Common;
using AgentConsole.Live;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Tickets.Wall;

/// <summary>The wall's figures, worked out once per change for every screen that shows them.</summary>
public sealed class WallFeed : BackgroundService
{
    private readonly InboxFeed _inbox;
    private readonly InboxLoader _loader;
    private readonly TicketCatalog _catalog;
    private readonly LiveFeed _live;
    private readonly TimeProvider _time;
    private readonly TodayChart _today;
    private readonly Lock _gate = new();
    private readonly List<WallWatch> _watches = [];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _reload = true;

    internal WallFeed(InboxFeed inbox, InboxLoader loader, TicketCatalog catalog, LiveFeed live, TimeProvider time, WallOptions options)
    {
        (_inbox, _loader, _catalog, _live, _time) = (inbox, loader, catalog, live, time);
        _today = new TodayChart(options.Zone());
        inbox.Applied += Take;
        live.StateChanged += WakeAll;
    }

    public WallWatch Watch()
    {
        var watch = new WallWatch(this, new Pacer(_time));
        lock (_gate) _watches.Add(watch);
        return watch;
    }

    public override void Dispose()
    {
        _inbox.Applied -= Take;
        _live.StateChanged -= WakeAll;
        base.Dispose();
    }

    internal void Leave(WallWatch watch)
    {
        lock (_gate) _watches.Remove(watch);
    }

    internal async Task<WallUpdate> UpdateAsync(CancellationToken cancellationToken)
    {
        const int shown = 5;
        var now = _time.Instant();
        if (Volatile.Read(ref _reload)) await ReloadAsync(now, cancellationToken);
        var seq = _live.Head;
        var (figures, next) = _inbox.Read(index =>
        {
            var waits = index.Scope(new ScopeKey(ScopeKey.CustomerWaits, 0)).In(TicketFacts.LongestWait).Window(0, 1);
            // Breached ones are due before all others, so the next ones begin right after them.
            var open = index.Scope(new ScopeKey(InboxView.AllOpen, 0)).In(InboxOrder.DueNext);
            var due = open.Window(index.CountOf(InboxView.Breached), shown).Select(index.Facts).Where(facts => facts.DueAt != TicketFacts.Never).ToList();
            return (new WallFigures(
                [.. _catalog.Priorities.Select(level => new WallPriority(level.Id, index.CountOf(ScopeKey.OpenOfPriority, level.Id)))],
                index.CountOf(ScopeKey.CustomerWaits), waits.Count == 0 ? null : Instant(index.Facts(waits[0]).WaitingSince),
                index.CountOf(InboxView.AtRisk), index.CountOf(InboxView.Breached), [], index.OpenByAgent(), index.CountOf(ScopeKey.ChatsInProgress), []), due);
        });
        var rows = await _inbox.RowsByIdAsync([.. next.Select(facts => facts.Id)], cancellationToken);
        lock (_gate)
        {
            return new WallUpdate(seq, _live.State, figures with
            {
                NextToBreach = [.. next.Where(facts => rows.ContainsKey(facts.Id)).Select(facts => WallDue.Of(rows[facts.Id], Instant(facts.DueAt)))],
                Today = _today.Hours(now),
            });
        }
    }

    /// <summary>At midnight the chart begins anew, whether or not anything happens.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = _time.Instant();
            var midnight = _today.StartOf(_today.StartOf(now).AddHours(26));
            await Task.Delay(midnight - now, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            WakeAll();
        }
    }

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private async Task ReloadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _reload, false);
        var tickets = await _loader.SinceAsync(_today.StartOf(now), cancellationToken);
        lock (_gate)
        {
            _today.Clear();
            foreach (var (id, createdAt, resolvedAt) in tickets) _today.Take(id, createdAt, resolvedAt, now);
        }
    }

    private void Take(IReadOnlyList<Ticket>? tickets)
    {
        if (tickets is null)
        {
            Volatile.Write(ref _reload, true);
        }
        else
        {
            lock (_gate) foreach (var ticket in tickets) _today.Take(ticket.Id, ticket.CreatedAt, ticket.ResolvedAt, _time.GetUtcNow());
        }

        WakeAll();
    }

    private void WakeAll()
    {
        lock (_gate) foreach (var watch in _watches) watch.Ring();
    }
}

/// <summary>One screen. One reader.</summary>
public sealed class WallWatch : IAsyncDisposable
{
    private readonly WallFeed _feed;
    private readonly Pacer _pacer;
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal WallWatch(WallFeed feed, Pacer pacer)
    {
        (_feed, _pacer) = (feed, pacer);
        Ring();
    }

    /// <summary>The snapshot at the first call; later the figures after something changed.</summary>
    /// <exception cref="ChannelClosedException">The watch was disposed.</exception>
    public async ValueTask<WallUpdate> NextAsync(CancellationToken cancellationToken)
    {
        _pacer.Handled();
        await _bell.Reader.ReadAsync(cancellationToken);
        await _pacer.WaitAsync(cancellationToken);
        _bell.Reader.TryRead(out _);
        return await _feed.UpdateAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _feed.Leave(this);
        _bell.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    internal void Ring() => _bell.Writer.TryWrite(true);
}
