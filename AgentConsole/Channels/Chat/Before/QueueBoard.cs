using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Channels.Chat.Before;

/// <summary>
/// Tells those who wait for an agent where they stand and how long it may take. One loop for all of them: it wakes when tickets change, reads each team's queue
/// once, and tells each visitor what is news to them, those far from the front less often.
/// </summary>
internal sealed partial class QueueBoard(
    InboxFeed inbox, ChatRooms rooms, SiteDirectory sites, WaitBook waits, AgentDirectory people, PresenceBoard presence, TimeProvider time, ILogger<QueueBoard> logger) : BackgroundService
{
    /// <summary>The queue is read no more often than the first, and as long as somebody waits at least as often as the second: time alone changes what is expected.</summary>
    internal static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(1_100), LongestSleep = TimeSpan.FromSeconds(20), Idle = TimeSpan.FromHours(1);

    /// <summary>Who stands further back than this is told no place.</summary>
    private const int MostPlaces = 5000;

    private readonly Bell _bell = new(time);
    private readonly Dictionary<long, Told> _told = [];

    /// <summary>Where a ticket's visitor stands now; null where nobody waits.</summary>
    public QueueReply? Of(long ticketId)
    {
        var (place, facts) = inbox.Read(index => (index.PlaceInQueue(ticketId), index.Facts(ticketId)));
        if (place is null) return null;
        // Whoever comes back hears the rest as the others do.
        Ring();
        return new QueueReply(place + 1, EstimatesOf(facts.TeamId, time.Instant())(facts.WaitingSince));
    }

    /// <summary>Somebody has written who may be waiting now.</summary>
    public void Ring() => _bell.Ring();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        inbox.Applied += Hear;
        presence.Changed += _bell.Ring;
        people.Changed += _bell.Ring;
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        inbox.Applied -= Hear;
        presence.Changed -= _bell.Ring;
        people.Changed -= _bell.Ring;
        _bell.Dispose();
        base.Dispose();
    }

    /// <summary>How often somebody at a place is told.</summary>
    internal static TimeSpan PaceAt(int place) => TimeSpan.FromSeconds(place <= 10 ? 3 : place <= 100 ? 10 : 30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = LongestSleep;
            try
            {
                next = await TellAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }

            await Task.Delay(Pace, time, stoppingToken);
            await _bell.WaitAsync(next, stoppingToken);
        }
    }

    /// <summary>Tells what is news; how long until something has to be told, or looked at, that nothing rings for.</summary>
    private async Task<TimeSpan> TellAsync(CancellationToken cancellationToken)
    {
        if (rooms.IsEmpty)
        {
            _told.Clear();
            return Idle;
        }

        await waits.ReadAsync(cancellationToken);
        var (now, next, standing) = (time.Instant(), Idle, new HashSet<long>());
        foreach (var (team, waiting) in inbox.Read(index => index.ChatQueues(MostPlaces)))
        {
            var estimate = EstimatesOf(team, now);
            for (var i = 0; i < waiting.Count; i++)
            {
                var (ticket, since) = waiting[i];
                if (rooms.OfTicket(ticket) is not { } room || room.State.TicketId != ticket || !await IsToldAsync(room, cancellationToken)) continue;
                standing.Add(ticket);
                var rest = TellOne(room, ticket, i + 1, () => estimate(since), now);
                if (rest < next) next = rest;
            }
        }

        foreach (var (ticket, _) in _told.Where(told => !standing.Contains(told.Key)).ToList())
        {
            _told.Remove(ticket);
            if (rooms.OfTicket(ticket) is { } room) rooms.Tell(room, ChatProtocol.Queue, new QueueReply(null, null));
        }

        return next;
    }

    private async ValueTask<bool> IsToldAsync(ChatRoom room, CancellationToken cancellationToken) =>
        await sites.FindAsync(room.Site.Site.Key, cancellationToken) is { Site.Entry.HidesQueue: false };

    /// <summary>How long until this one is looked at again.</summary>
    private TimeSpan TellOne(ChatRoom room, long ticket, int place, Func<WaitRange?> wait, DateTimeOffset now)
    {
        var told = _told.GetValueOrDefault(ticket);
        if (told is not null && told.At + PaceAt(place) is var due && due > now) return told.Reply.Place == place ? LongestSleep : due - now;
        var news = new QueueReply(place, wait());
        if (told is not null && told.Reply == news) return LongestSleep;
        _told[ticket] = new Told(news, now);
        rooms.Tell(room, ChatProtocol.Queue, news);
        return LongestSleep;
    }

    /// <summary>How long those of a team who wait since an instant may go on waiting. Nothing where nobody of the team is there: what was usual says nothing then.</summary>
    private Func<long, WaitRange?> EstimatesOf(long team, DateTimeOffset now)
    {
        var isThere = people.Agents.Any(agent => presence.Of(agent.Id) == Presence.Online && (team == 0 || agent.TeamIds.Contains(team)));
        var seen = isThere ? waits.Of(team) : [];
        return since => WaitEstimate.Of(seen, DateTimeOffset.FromUnixTimeMilliseconds(since), now);
    }

    private void Hear(IReadOnlyList<Ticket>? tickets)
    {
        if (tickets is not null) waits.Take(tickets);
        if (!rooms.IsEmpty) _bell.Ring();
    }

    private sealed record Told(QueueReply Reply, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Those who wait could not be told where they stand; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
