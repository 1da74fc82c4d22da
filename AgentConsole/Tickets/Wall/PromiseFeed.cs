using AgentConsole.Live;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Tickets.Wall;

/// <summary>
/// The wall's figures about promises: it begins to follow the journal when the first wall is opened, and goes on from there.
/// </summary>
internal sealed class PromiseFeed(PromiseReader reader, LiveFeed live, TimeZoneInfo zone, Func<int> agentsPresent) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private readonly Lock _gate = new();
    private readonly PromiseBook _book = new(zone);
    private readonly ForecastBook _forecast = new();
    private long _readTo = -1;
    private long _forecastTo;
    private bool _isRestored;

    /// <summary>These tickets changed, as they are now; null where nothing is known of what changed.</summary>
    public void Take(IReadOnlyList<Ticket>? tickets)
    {
        lock (_gate)
        {
            if (tickets is null) _readTo = -1;
            else if (_readTo >= 0) foreach (var ticket in tickets) _book.Take(ticket.Id, ticket.Sla);
        }
    }

    /// <summary>The figures as of now.</summary>
    /// <param name="keep">Once a minute: the forecast is kept, to be compared in an hour. Nothing is kept before a wall was opened.</param>
    public async Task<(IReadOnlyList<WallCompliance> Compliance, WallForecast Forecast)> FiguresAsync(InboxFeed inbox, DateTimeOffset now, bool keep, CancellationToken cancellationToken)
    {
        if (keep && Volatile.Read(ref _readTo) < 0) return ([], WallForecast.None);
        await CatchUpAsync(now, cancellationToken);
        var (due, overdue) = inbox.Read(index => DueWithin(index, now));
        var (compliance, forecast) = Figures(due, overdue, now, keep);
        if (keep) await reader.KeepAsync(new KeptForecast(now, forecast.Agents, forecast.Expected), cancellationToken);
        return (compliance, forecast);
    }

    /// <summary>Days begin by another clock: everything is counted anew.</summary>
    public void MoveTo(TimeZoneInfo zone)
    {
        lock (_gate)
        {
            _book.Zone = zone;
            if (_readTo >= 0) _readTo = -1;
        }
    }

    public void Dispose() => _reading.Dispose();

    private (IReadOnlyList<WallCompliance> Compliance, WallForecast Forecast) Figures(IReadOnlyList<DateTimeOffset> due, int overdue, DateTimeOffset now, bool keep)
    {
        lock (_gate)
        {
            var forecast = _forecast.Now(due, overdue, agentsPresent(), now);
            if (keep) _forecast.Keep(forecast, now);
            return (_book.Compliance(now), forecast);
        }
    }

    /// <summary>When open tickets are due in the next hour, and how many are overdue.</summary>
    private static (List<DateTimeOffset> Due, int Overdue) DueWithin(InboxIndex index, DateTimeOffset now)
    {
        const int page = 100;
        var (from, until) = (now.ToUnixTimeMilliseconds(), (now + BreachForecast.Horizon).ToUnixTimeMilliseconds());
        var open = index.Scope(new ScopeKey(InboxView.AllOpen, 0)).In(InboxOrder.DueNext);
        var due = new List<DateTimeOffset>();
        // Breached ones are due before all others: they are counted already, however many they are.
        var overdue = index.CountOf(InboxView.Breached);
        for (var start = overdue - index.CountOf(ScopeKey.SnoozedBreached); start < open.Count; start += page)
        {
            foreach (var at in open.Window(start, page).Select(id => index.Facts(id).DueAt))
            {
                if (at > until) return (due, overdue);
                if (at <= from) overdue++;
                else due.Add(DateTimeOffset.FromUnixTimeMilliseconds(at));
            }
        }

        return (due, overdue);
    }

    private async Task CatchUpAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _readTo) >= live.Head) return;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var (head, from) = (live.Head, Volatile.Read(ref _readTo));
            if (from >= head && from >= 0) return;
            if (from < 0) await LoadAsync(now, cancellationToken);
            else TakeRows(await reader.TransitionsAsync(from, cancellationToken), head);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var head = live.Head;
        var begin = await reader.LastBeforeAsync(now - TimeSpan.FromDays(PromiseBook.Days), cancellationToken);
        var rows = await reader.TransitionsAsync(begin, cancellationToken);
        var overdue = await reader.OverdueAsync(cancellationToken);
        var kept = _isRestored ? [] : await reader.KeptAsync(now - ForecastBook.Kept, cancellationToken);
        _isRestored = true;
        lock (_gate)
        {
            // What this or another process forecast before this one began.
            foreach (var forecast in kept) _forecast.Restore(forecast);
            _book.Clear();
            TakeRows(rows, head);
            foreach (var (ticketId, sla) in overdue) _book.Take(ticketId, sla);
        }
    }

    private void TakeRows(List<PromiseRow> rows, long head)
    {
        lock (_gate)
        {
            foreach (var row in rows.Where(row => row.Seq > _readTo))
            {
                _book.Take(row);
                // What is read anew after a gap has been told to the forecast.
                if (row.Seq <= _forecastTo) continue;
                _forecastTo = row.Seq;
                _forecast.Take(row);
            }

            _readTo = rows.Count == 0 ? head : Math.Max(head, rows[^1].Seq);
        }
    }
}
