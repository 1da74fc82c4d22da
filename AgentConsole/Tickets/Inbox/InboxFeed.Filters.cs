using AgentConsole.Common;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Inbox;

// Saved views: their filters are worked out when somebody first looks or counts, one at a time, and kept by every change while somebody does.
public sealed partial class InboxFeed
{
    /// <summary>The longest that one timer is set for.</summary>
    private static readonly TimeSpan FarOff = TimeSpan.FromHours(12);

    private readonly FilterBook _filters = new();
    private readonly SemaphoreSlim _building = new(1);
    private ITimer? _turn;

    /// <summary>The journal's sequence that the index holds.</summary>
    internal long Seq => Read(_ => _seq);

    /// <summary>How many filters are kept.</summary>
    internal int Filters => Read(_ => _filters.All.Count);

    /// <summary>Counts these filters for a watcher, instead of those before; what has to be worked out first is told when it is.</summary>
    internal void CountAlso(InboxWatch watch, IReadOnlyList<ViewFilter> filters)
    {
        FilterScope[] joined;
        lock (_gate)
        {
            joined = [.. filters.Select(_filters.Join)];
            foreach (var before in watch.Counting) _filters.Leave(before);
            watch.Counting = joined;
        }

        watch.Ring();
        if (joined.Any(scope => scope.Scope is null)) _ = BuildForCountsAsync(joined, watch);
    }

    /// <summary>The numbers of all that a watcher's view holds, in its order, found first where they are not yet.</summary>
    internal async Task<IReadOnlyList<long>> IdsAsync(InboxWatch watch, int most, CancellationToken cancellationToken)
    {
        var shared = await JoinAsync(watch, cancellationToken);
        lock (_gate) return shared.Scope.In(shared.Query.Order).Window(0, most);
    }

    /// <summary>Lets go of every filter that nobody uses. For the bench: what a view costs when nobody looked before.</summary>
    internal void ForgetFilters()
    {
        lock (_gate) _filters.DropUnused();
    }

    /// <summary>The window a watcher asks for, its filter worked out.</summary>
    private async Task<SharedWindow> JoinAsync(InboxWatch watch, CancellationToken cancellationToken)
    {
        while (true)
        {
            FilterScope filter;
            lock (_gate)
            {
                if (watch.Query.Filter is not { } wanted) return watch.Shared ??= JoinNeedsLock(watch);
                filter = watch.Filter ??= _filters.Join(wanted);
                if (filter.Scope is not null) return watch.Shared ??= JoinNeedsLock(watch);
            }

            await BuildAsync(filter, cancellationToken);
        }
    }

    private async Task BuildForCountsAsync(FilterScope[] scopes, InboxWatch watch)
    {
        try
        {
            // Whoever asked goes on; nobody waits for a count.
            await Task.Yield();
            foreach (var scope in scopes)
            {
                if (scope.Users > 0) await BuildAsync(scope, CancellationToken.None);
                watch.Ring();
            }
        }
        catch (ObjectDisposedException)
        {
            // The application ends.
        }
        catch (Exception exception)
        {
            Log.CantCount(_logger, exception);
            // Whoever waits for the view itself tries again, and is told.
            watch.Ring();
        }
    }

    private async Task BuildAsync(FilterScope scope, CancellationToken cancellationToken)
    {
        await _building.WaitAsync(cancellationToken);
        try
        {
            lock (_gate)
            {
                if (scope.Scope is not null) return;
                if (scope.Condition.IsOfListed)
                {
                    scope.EndBuild(_index, found: null, _time.Instant());
                    return;
                }

                // What changes from here on is noted, and laid over what is read.
                scope.BeginBuild();
            }

            var found = await FindAsync(scope.Condition, cancellationToken);
            lock (_gate) scope.EndBuild(_index, found, _time.Instant());
        }
        finally
        {
            lock (_gate) scope.AbandonBuild();
            _building.Release();
            PlanTurn();
        }
    }

    /// <summary>The filters in use, with what the database finds for them; null for those that the index itself can answer.</summary>
    private async Task<List<(FilterScope Filter, List<ConditionMatch>? Found)>> FindAgainAsync(CancellationToken cancellationToken)
    {
        FilterScope[] kept;
        lock (_gate)
        {
            _filters.DropUnused();
            kept = [.. _filters.All.Where(filter => filter.Scope is not null)];
        }

        var found = new List<(FilterScope, List<ConditionMatch>?)>(kept.Length);
        foreach (var filter in kept)
            found.Add((filter, filter.Condition.IsOfListed ? null : await _query.FollowAsync(filter.Condition, TicketStatus.Resolved, cancellationToken)));
        return found;
    }

    private static int?[] CountedNeedsLock(InboxWatch watch) => [.. watch.Counting.Select(filter => filter.Scope?.Count)];

    private static bool HasOtherCountsNeedsLock(InboxWatch watch)
    {
        if (watch.Counting.Count != watch.ToldCounted.Count) return true;
        for (var i = 0; i < watch.Counting.Count; i++) if (watch.Counting[i].Scope?.Count != watch.ToldCounted[i]) return true;
        return false;
    }

    /// <summary>Wakes the feed when time alone changes what a filter holds.</summary>
    private void PlanTurn()
    {
        lock (_gate)
        {
            var next = _filters.NextTurn;
            if (next == TicketFacts.Never && _turn is null) return;
            var wait = next == TicketFacts.Never ? Timeout.InfiniteTimeSpan : DateTimeOffset.FromUnixTimeMilliseconds(next) - _time.GetUtcNow();
            if (next != TicketFacts.Never) wait = TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 0, FarOff.TotalMilliseconds));
            _turn ??= _time.CreateTimer(_ => _subscription?.Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _turn.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }
}
