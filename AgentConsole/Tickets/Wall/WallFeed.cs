using System.Threading.Channels;
using AgentConsole.Common;
using AgentConsole.Live;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Tickets.Wall;

/// <summary>The wall's figures, worked out once per change for every screen that shows them.</summary>
public sealed partial class WallFeed : BackgroundService
{
    private static readonly TimeSpan EachMinute = TimeSpan.FromMinutes(1);

    private readonly InboxFeed _inbox;
    private readonly InboxLoader _loader;
    private readonly TicketCatalog _catalog;
    private readonly LiveFeed _live;
    private readonly TimeProvider _time;
    private readonly TodayChart _today;
    private readonly TalkedLately _talked = new();
    private readonly PromiseFeed _promises;
    private readonly ILogger<WallFeed> _logger;
    private readonly Lock _gate = new();
    private readonly List<WallWatch> _watches = [];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _reload = true;

    internal WallFeed(InboxFeed inbox, InboxLoader loader, TicketCatalog catalog, LiveFeed live, TimeProvider time, TimeZoneInfo zone, PromiseFeed promises, ILogger<WallFeed> logger)
    {
        (_inbox, _loader, _catalog, _live, _time) = (inbox, loader, catalog, live, time);
        (_today, _promises, _logger) = (new TodayChart(zone), promises, logger);
        inbox.Applied += Take;
        live.StateChanged += WakeAll;
    }

    public WallWatch Watch()
    {
        var watch = new WallWatch(this, new Pacer(_time));
        lock (_gate) _watches.Add(watch);
        return watch;
    }

    /// <summary>Days begin by another clock from now on: all that counts by days is counted anew.</summary>
    internal void MoveTo(TimeZoneInfo zone)
    {
        lock (_gate)
        {
            _today.Zone = zone;
            _today.Clear();
        }

        _promises.MoveTo(zone);
        Volatile.Write(ref _reload, true);
        WakeAll();
    }

    public override void Dispose()
    {
        _inbox.Applied -= Take;
        _live.StateChanged -= WakeAll;
        _promises.Dispose();
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
        var (figures, next, chats) = _inbox.Read(index =>
        {
            var waits = index.Scope(new ScopeKey(ScopeKey.CustomerWaits, 0)).In(TicketFacts.LongestWait).Window(0, 1);
            // Breached ones are due before all others, so the next ones begin right after those of them that are not snoozed.
            var open = index.Scope(new ScopeKey(InboxView.AllOpen, 0)).In(InboxOrder.DueNext);
            var due = open.Window(index.CountOf(InboxView.Breached) - index.CountOf(ScopeKey.SnoozedBreached), shown).Select(index.Facts).Where(facts => facts.DueAt != TicketFacts.Never).ToList();
            return (new WallFigures(
                [.. _catalog.Priorities.Select(level => new WallPriority(level.Id, index.CountOf(ScopeKey.OpenOfPriority, level.Id)))],
                index.CountOf(ScopeKey.CustomerWaits), waits.Count == 0 ? null : Instant(index.Facts(waits[0]).WaitingSince),
                index.CountOf(InboxView.AtRisk), index.CountOf(InboxView.Breached), [], index.OpenByAgent(), [], [], [], WallForecast.None), due, index.ChatsByTeam());
        });
        var (compliance, forecast) = await _promises.FiguresAsync(_inbox, now, keep: false, cancellationToken);
        var rows = await _inbox.RowsByIdAsync([.. next.Select(facts => facts.Id)], cancellationToken);
        lock (_gate)
        {
            return new WallUpdate(seq, _live.State, figures with
            {
                NextToBreach = [.. next.Where(facts => rows.ContainsKey(facts.Id)).Select(facts => WallDue.Of(rows[facts.Id], Instant(facts.DueAt)))],
                Chats = Chats(chats, _talked.ByTeam(now)),
                Today = _today.Hours(now),
                Compliance = compliance,
                Forecast = forecast,
            });
        }
    }

    /// <summary>Once a minute the forecast is made anew, whether or not anything happens; at midnight the day's figures begin anew with it.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = _time.Instant();
            var midnight = _today.StartOf(_today.StartOf(now).AddHours(26)) - now;
            await Task.Delay(midnight < EachMinute ? midnight : EachMinute, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                await _promises.FiguresAsync(_inbox, _time.Instant(), keep: true, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.NotKept(_logger, exception);
            }

            WakeAll();
        }
    }

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static List<WallChats> Chats(List<(long Team, int Taken, int Waiting, long Since)> now, Dictionary<long, int> lately) =>
    [
        .. now.Concat(lately.Keys.Except(now.Select(team => team.Team)).Select(team => (Team: team, Taken: 0, Waiting: 0, Since: TicketFacts.Never)))
            .Select(team => new WallChats(team.Team, team.Taken + lately.GetValueOrDefault(team.Team), team.Waiting, team.Since == TicketFacts.Never ? null : Instant(team.Since)))
            .OrderByDescending(team => team.Waiting).ThenByDescending(team => team.Running).ThenBy(team => team.TeamId),
    ];

    private async Task ReloadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _reload, false);
        var tickets = await _loader.SinceAsync(_today.StartOf(now), cancellationToken);
        var talked = await _loader.TalkedSinceAsync(now - RunningChats.Lately, cancellationToken);
        lock (_gate)
        {
            _talked.Clear();
            foreach (var (id, team, saidLast) in talked) _talked.Take(id, team, saidLast);
            _today.Clear();
            foreach (var (id, createdAt, resolvedAt) in tickets) _today.Take(id, createdAt, resolvedAt, now);
        }
    }

    private void Take(IReadOnlyList<Ticket>? tickets)
    {
        _promises.Take(tickets);
        if (tickets is null)
        {
            Volatile.Write(ref _reload, true);
        }
        else
        {
            lock (_gate)
            {
                foreach (var ticket in tickets)
                {
                    _today.Take(ticket.Id, ticket.CreatedAt, ticket.ResolvedAt, _time.GetUtcNow());
                    _talked.Take(ticket);
                }
            }
        }

        WakeAll();
    }

    /// <summary>Something else that the figures are made of changed: who is here.</summary>
    internal void WakeAll()
    {
        lock (_gate) foreach (var watch in _watches) watch.Ring();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The wall's forecast could not be made; it is tried again in a minute")]
        public static partial void NotKept(ILogger logger, Exception exception);
    }
}
