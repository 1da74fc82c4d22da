using System.Threading.Channels;
using AgentConsole.Common;
using AgentConsole.Live;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Inbox;

/// <summary>
/// The inbox of everyone who looks: follows the journal, keeps the index, works out each window that anybody shows once per change, and
/// wakes those whose window or counts are no longer what they saw.
/// </summary>
public sealed partial class InboxFeed : BackgroundService
{
    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(1);

    private readonly LiveFeed _live;
    private readonly TicketCatalog _catalog;
    private readonly InboxLoader _loader;
    private readonly TimeProvider _time;
    private readonly ILogger<InboxFeed> _logger;
    private readonly ConditionQuery _query;
    private readonly Lock _gate = new();
    private readonly Lru<long, InboxRow> _rows = new(8192);
    private readonly List<SharedWindow> _windows = [];
    private readonly List<InboxWatch> _watches = [];
    private LiveSubscription? _subscription;
    private InboxIndex _index;
    private long _seq;
    private volatile bool _reload;

    internal InboxFeed(LiveFeed live, TicketCatalog catalog, InboxLoader loader, ConditionQuery query, TimeProvider time, ILogger<InboxFeed> logger)
    {
        (_live, _catalog, _loader, _query, _time, _logger) = (live, catalog, loader, query, time, logger);
        _index = new InboxIndex(_filters);
        catalog.Changed += () =>
        {
            _reload = true;
            _subscription?.Ring();
        };
        live.StateChanged += WakeAll;
    }

    /// <summary>These tickets changed, as they are now; null where the index was loaded anew. Raised on the feed's loop.</summary>
    internal event Action<IReadOnlyList<Ticket>?>? Applied;

    /// <summary>Begins to watch a window; dispose it when it is no longer shown.</summary>
    public InboxWatch Watch(InboxQuery query, int start, int count)
    {
        var watch = new InboxWatch(this, new Pacer(_time), query, start, count);
        lock (_gate) _watches.Add(watch);
        return watch;
    }

    /// <summary>A ticket's place in a view as it is now, from 0; null where the view does not hold it, or its tickets are still being found.</summary>
    public int? PlaceOf(InboxQuery query, long ticketId) => Read(index => index.PlaceOf(query, ticketId));

    /// <summary>The numbers of a view's tickets as they are now, in its order; nothing where they are still being found.</summary>
    internal IReadOnlyList<long> IdsOf(InboxQuery query, int most) => Read(index => index.ScopeOf(query).In(query.Order).Window(0, most).ToList());

    /// <summary>One ticket's row, listed or not; null where there is no such ticket.</summary>
    public async Task<InboxRow?> RowAsync(long ticketId, CancellationToken cancellationToken) =>
        (await RowsAsync([ticketId], cancellationToken)).FirstOrDefault();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = _live.Subscribe(paced: false);
        await LoadAsync(cancellationToken);
        // Reading everything once leaves more garbage than hours of work do. Nobody waits yet: it is given back to the system now.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _live.StateChanged -= WakeAll;
        _subscription?.Dispose();
        _turn?.Dispose();
        _building.Dispose();
        base.Dispose();
    }

    /// <summary>Asks the index something; quick questions only.</summary>
    internal T Read<T>(Func<InboxIndex, T> question)
    {
        lock (_gate) return question(_index);
    }

    /// <summary>The window as it is now, shared with all who show the same.</summary>
    internal async Task<InboxUpdate> UpdateAsync(InboxWatch watch, CancellationToken cancellationToken)
    {
        if (await EarlyAsync(watch, cancellationToken) is { } early) return early;
        var shared = await JoinAsync(watch, cancellationToken);
        if (shared.Current is null) await RefreshAsync(shared, cancellationToken);
        lock (_gate)
        {
            return new InboxUpdate(shared.Current!, watch.Told = _index.CountsFor(watch.Query.AgentId, watch.Query.TeamIds), _live.State, watch.ToldCounted = CountedNeedsLock(watch));
        }
    }

    /// <summary>Lets go of every row in memory; what is shown stays. For the bench: what a window costs when nobody looked before.</summary>
    internal void ForgetRows()
    {
        lock (_gate) _rows.Clear();
    }

    internal async Task<Dictionary<long, InboxRow>> RowsByIdAsync(List<long> ids, CancellationToken cancellationToken) =>
        (await RowsAsync(ids, cancellationToken)).ToDictionary(row => row.TicketId);

    /// <summary>A watcher looks elsewhere.</summary>
    internal void Turn(InboxWatch watch, InboxQuery query, int start, int count)
    {
        lock (_gate)
        {
            LeaveNeedsLock(watch);
            (watch.Query, watch.Start, watch.Count) = (query, start, count);
        }
    }

    internal void Leave(InboxWatch watch)
    {
        lock (_gate)
        {
            LeaveNeedsLock(watch);
            _watches.Remove(watch);
            foreach (var counted in watch.Counting) _filters.Leave(counted);
            watch.Counting = [];
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var dirty = new HashSet<long>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var batch = await _subscription!.NextAsync(stoppingToken);
                dirty.UnionWith(batch.Changes.Keys);
                await ApplyAsync(dirty, batch, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.CantFollow(_logger, exception);
                _reload = true;
                _live.SetState(LiveState.Stale);
                await Task.Delay(BackOff, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _subscription!.Ring();
            }
        }
    }

    private async Task ApplyAsync(HashSet<long> dirty, LiveBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Gap || _reload)
        {
            await LoadAsync(cancellationToken);
            dirty.Clear();
            _live.SetState(LiveState.Live);
        }
        else
        {
            lock (_gate) _filters.TakeTurns(_time.Instant(), dirty);
            var tickets = await _loader.TicketsAsync(dirty, cancellationToken);
            lock (_gate)
            {
                var now = _time.Instant();
                foreach (var (ticket, customer) in tickets)
                {
                    _index.Set(ticket.Id, _loader.FactsOf(ticket, customer), _filters.All.Count == 0 ? null : new ConditionFacts(ticket, customer, now));
                    _rows.Set(ticket.Id, InboxLoader.RowOf(ticket, customer));
                }

                _seq = batch.UpTo;
            }

            dirty.Clear();
            Applied?.Invoke([.. tickets.Select(found => found.Ticket)]);
        }

        PlanTurn();
        await TellAsync(cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        _reload = false;
        // No filter is worked out while there are two indexes.
        await _building.WaitAsync(cancellationToken);
        try
        {
            await LoadAloneAsync(cancellationToken);
        }
        finally
        {
            _building.Release();
        }

        Applied?.Invoke(null);
    }

    private async Task LoadAloneAsync(CancellationToken cancellationToken)
    {
        var seq = _live.Head;
        var facts = await _loader.AllFactsAsync(cancellationToken);
        var filtered = await FindAgainAsync(cancellationToken);
        lock (_gate)
        {
            (_index, _seq) = (new InboxIndex(_filters), seq);
            _index.Load(facts);
            foreach (var (filter, found) in filtered) filter.EndBuild(_index, found, _time.Instant());
            _rows.Clear();
            foreach (var window in _windows) (window.Scope, window.Version) = (_index.ScopeOf(window.Query), -1);
        }
    }

    /// <summary>Works out the windows that changed, once each, and wakes their watchers and those whose counts changed.</summary>
    private async Task TellAsync(CancellationToken cancellationToken)
    {
        SharedWindow[] stale;
        lock (_gate) stale = [.. _windows.Where(window => window.Version != window.Scope.Version)];
        foreach (var window in stale) await RefreshAsync(window, cancellationToken);
        lock (_gate)
        {
            foreach (var watch in _watches)
            {
                if (watch.Shared is null) continue;
                if (!ReferenceEquals(watch.Shared.Current, watch.Seen) || _index.CountsFor(watch.Query.AgentId, watch.Query.TeamIds) != watch.Told || HasOtherCountsNeedsLock(watch)) watch.Ring();
            }
        }
    }

    private async Task RefreshAsync(SharedWindow window, CancellationToken cancellationToken)
    {
        while (true)
        {
            InboxScope scope;
            List<long> ids;
            int total;
            long seq, version;
            lock (_gate)
            {
                scope = window.Scope;
                (version, total, seq) = (scope.Version, scope.Count, _seq);
                ids = scope.In(window.Query.Order).Window(window.Start, window.Count);
            }

            var rows = await RowsAsync(ids, cancellationToken);
            lock (_gate)
            {
                // The feed and somebody who opens the view may both be at it: what was read earlier never replaces what was read later.
                if (!ReferenceEquals(window.Scope, scope)) continue;
                if (window.Version > version) return;
                window.Version = version;
                if (window.Current is { } old && old.Total == total && old.Rows.Count == rows.Count && old.Rows.Zip(rows).All(pair => ReferenceEquals(pair.First, pair.Second))) return;
                window.Current = new InboxWindow(seq, total, window.Start, rows);
                return;
            }
        }
    }

    private async Task<List<InboxRow>> RowsAsync(List<long> ids, CancellationToken cancellationToken)
    {
        var rows = new InboxRow?[ids.Count];
        List<long> missing = [];
        lock (_gate)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (_rows.TryGet(ids[i], out var row)) rows[i] = row;
                else missing.Add(ids[i]);
            }
        }

        if (missing.Count > 0)
        {
            var loaded = (await _loader.TicketsAsync(missing, cancellationToken)).ToDictionary(found => found.Ticket.Id, found => InboxLoader.RowOf(found.Ticket, found.Customer));
            lock (_gate)
            {
                for (var i = 0; i < rows.Length; i++)
                {
                    if (rows[i] is not null || !loaded.TryGetValue(ids[i], out var row)) continue;
                    // What the feed put there meanwhile is newer than what was read here.
                    if (_rows.TryGet(ids[i], out var newer)) row = newer;
                    else _rows.Set(ids[i], row);
                    rows[i] = row;
                }
            }
        }

        return [.. rows.OfType<InboxRow>()];
    }

    private SharedWindow JoinNeedsLock(InboxWatch watch)
    {
        var scope = _index.ScopeOf(watch.Query);
        var shared = _windows.Find(window =>
            ReferenceEquals(window.Scope, scope) && window.Query.Order == watch.Query.Order && window.Start == watch.Start && window.Count == watch.Count);
        if (shared is null) _windows.Add(shared = new SharedWindow(watch.Query, scope, watch.Start, watch.Count));
        shared.Watchers++;
        return shared;
    }

    private void LeaveNeedsLock(InboxWatch watch)
    {
        if (watch.Shared is { } shared && --shared.Watchers == 0) _windows.Remove(shared);
        if (watch.Filter is { } filter) _filters.Leave(filter);
        (watch.Shared, watch.Filter, watch.HadEarly) = (null, null, false);
    }

    private void WakeAll()
    {
        lock (_gate) foreach (var watch in _watches) watch.Ring();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The inbox can't follow the journal; it is loaded anew")]
        public static partial void CantFollow(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "A saved view can't be counted")]
        public static partial void CantCount(ILogger logger, Exception exception);
    }
}
