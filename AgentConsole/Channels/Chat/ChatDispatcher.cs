using System.Threading.Channels;
using AgentConsole.Live;
using AgentConsole.Tickets;

namespace AgentConsole.Channels.Chat;

/// <summary>
/// The one watcher for all connected visitors: takes what changed, reads it once, and passes it on to the rooms concerned.
/// What it could not read it reads again; no failure is lost.
/// </summary>
internal sealed partial class ChatDispatcher(
    LiveFeed feed, ChatRooms rooms, ChatHistory history, ChatDrain drain, TimeProvider time, ILogger<ChatDispatcher> logger) : BackgroundService
{
    private const ulong Told = (ulong)(TicketChanges.Opened | TicketChanges.Message | TicketChanges.Status | TicketChanges.Seen | TicketChanges.Life);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        drain.Arm();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe();
        var upTo = subscription.StartSeq;
        var refresh = upTo < 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var batch = await subscription.NextAsync(stoppingToken);
                if (refresh || batch.Gap) await RefreshAsync(stoppingToken);
                else await PassOnAsync(batch, upTo, stoppingToken);
                (upTo, refresh) = (batch.UpTo, false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException && stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(logger, exception);
                refresh = true;
                await Task.Delay(Pause, time, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                subscription.Ring();
            }
        }
    }

    private async Task PassOnAsync(LiveBatch batch, long after, CancellationToken cancellationToken)
    {
        var changed = batch.Changes.Where(change => (change.Value & Told) != 0).ToList();
        await MeetAsync(changed.Where(change => Has(change.Value, TicketChanges.Opened)), cancellationToken);
        var mine = changed.Where(change => rooms.OfTicket(change.Key) is not null).ToList();
        if (mine.Count == 0) return;

        var written = mine.Where(change => Has(change.Value, TicketChanges.Message)).Select(change => change.Key).ToList();
        if (written.Count > 0)
        {
            foreach (var ticket in await history.BetweenAsync(written, after, batch.UpTo, cancellationToken))
            {
                if (rooms.OfTicket(ticket.Key) is { } room) rooms.Tell(room, [.. ticket]);
            }
        }

        foreach (var ticket in await history.TicketsAsync([.. mine.Select(change => change.Key)], cancellationToken))
        {
            if (rooms.OfTicket(ticket.Id) is { } room) rooms.See(room, ticket);
        }
    }

    /// <summary>New tickets may belong to visitors who are connected here and wrote elsewhere: on another node, in another tab.</summary>
    private async Task MeetAsync(IEnumerable<KeyValuePair<long, ulong>> opened, CancellationToken cancellationToken)
    {
        var unknown = opened.Select(change => change.Key).Where(id => rooms.OfTicket(id) is null).ToList();
        if (unknown.Count == 0 || rooms.IsEmpty) return;
        foreach (var (ticketId, visitorId) in await history.VisitorsAsync(unknown, cancellationToken))
        {
            if (rooms.OfVisitor(visitorId) is { } room) rooms.See(room, new RoomTicket(ticketId, 0, TicketStatus.New, 0, 0));
        }
    }

    /// <summary>Something was missed: each room is read from where its connections are.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        foreach (var room in rooms.All)
        {
            if (await history.FindAsync(room.VisitorId, cancellationToken) is not { } known) continue;
            room.Know(known.CustomerId, known.Name);
            foreach (var ticket in known.Tickets) rooms.See(room, ticket);
            var told = room.Sessions.Select(session => session.Told).DefaultIfEmpty().Min();
            if (await history.AfterAsync(room.TicketIds, told, cancellationToken) is { } missed) rooms.Tell(room, missed);
            // More than fits in one piece: they come back and begin afresh.
            else foreach (var session in room.Sessions) session.Cut();
        }
    }

    private static bool Has(ulong kinds, TicketChanges change) => (kinds & (ulong)change) != 0;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Chat changes could not be passed on; every conversation is read again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
