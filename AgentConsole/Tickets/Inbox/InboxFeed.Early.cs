using AgentConsole.Common;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Inbox;

// A saved view that nobody looked at yet: its first rows come before all of its tickets are found and counted.
public sealed partial class InboxFeed
{
    /// <summary>
    /// How many tickets the database is asked of for each row that is wanted, before the whole set is found instead: a view that holds one ticket of twenty has its first window early. And how
    /// many at once for each row, at first.
    /// </summary>
    private const int WalkedEach = 20, AskedEach = 4;

    /// <summary>The most tickets that are asked of one by one, where what the index keeps leaves no more: else all that are not closed are read.</summary>
    private const int MostPicked = 8_000;

    /// <summary>
    /// The first rows of a view whose tickets are still to be found, in their order: the index is walked in that order, and the database asked of what may fit, until the window is full.
    /// Null where the whole view is there already, or was waited for, or is looked at further down.
    /// </summary>
    private async Task<InboxUpdate?> EarlyAsync(InboxWatch watch, CancellationToken cancellationToken)
    {
        FilterScope filter;
        List<long> may;
        bool isAll;
        long seq;
        lock (_gate)
        {
            if (watch.HadEarly || watch.Start > 0 || watch.Query.Filter is not { } wanted) return null;
            filter = watch.Filter ??= _filters.Join(wanted);
            if (filter.Scope is not null) return null;
            watch.HadEarly = true;
            seq = _seq;
            (may, isAll) = _index.First(filter.Condition, watch.Query.Order, _time.Instant(), filter.Condition.IsOfListed ? watch.Count : watch.Count * WalkedEach);
        }

        var (start, count) = (0, watch.Count);
        var fitting = new List<long>(count);
        if (filter.Condition.IsOfListed) (fitting, start) = (may, may.Count);
        for (var size = count * AskedEach; start < may.Count && (isAll || fitting.Count < count); start += size)
        {
            var some = may.GetRange(start, Math.Min(size, may.Count - start));
            var fit = await _query.AmongAsync(filter.Condition, some, TicketStatus.Resolved, cancellationToken);
            fitting.AddRange(some.Where(fit.Contains));
        }

        var rows = await RowsAsync(fitting.GetRange(0, Math.Min(count, fitting.Count)), cancellationToken);
        InboxUpdate update;
        lock (_gate)
        {
            var window = new InboxWindow(seq, isAll ? fitting.Count : null, 0, rows);
            update = new InboxUpdate(window, watch.Told = _index.CountsFor(watch.Query.AgentId, watch.Query.TeamIds), _live.State, watch.ToldCounted = CountedNeedsLock(watch));
        }

        // The whole set is found meanwhile, and told when it is.
        _ = BuildForCountsAsync([filter], watch);
        return update;
    }

    /// <summary>What the database finds for a filter that is being worked out.</summary>
    private async Task<List<ConditionMatch>> FindAsync(CompiledCondition condition, CancellationToken cancellationToken)
    {
        if (!condition.TurnsByItself)
        {
            var (may, isAll) = Read(index => index.First(condition, InboxOrder.PriorityThenDue, _time.Instant(), MostPicked));
            if (isAll) return [.. (await _query.AmongAsync(condition, may, TicketStatus.Resolved, cancellationToken)).Select(id => new ConditionMatch(id, true, null))];
        }

        return await _query.FollowAsync(condition, TicketStatus.Resolved, cancellationToken);
    }
}
