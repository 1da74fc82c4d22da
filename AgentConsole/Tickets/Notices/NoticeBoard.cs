using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Notices;

/// <summary>A notice with what its ticket is about.</summary>
/// <param name="OfferedUntil">Until when the ticket is offered to agents; null where it is not, or somebody has taken it.</param>
public sealed record NoticeLine(Notice Notice, string Subject, DateTimeOffset? OfferedUntil = null);

/// <summary>What one person is told, newest first, and how many of these lines are new to them.</summary>
public sealed record NoticeList(IReadOnlyList<NoticeLine> Lines, long ReadUpTo)
{
    public int Unread => Lines.Count(line => line.Notice.Seq > ReadUpTo);
}

/// <summary>Everybody's notices: reads them, and tells who listens that there are new ones, from whichever node they come.</summary>
public sealed partial class NoticeBoard(IDbContextFactory<DeskDb> databases, LiveFeed live, LiveSignals signals, TimeProvider time, ILogger<NoticeBoard> logger)
    : BackgroundService
{
    /// <summary>The most lines a person is shown; older ones are in the tickets' histories.</summary>
    public const int MaxLines = 50;

    /// <summary>A notice is forgotten after this: what it told is in the journal.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(1);

    private LiveSubscription? _subscription;
    private DateTimeOffset _clearAt;

    /// <summary>There are notices for these audiences; null where anybody may have some. Raised on the board's loop: handlers must be quick.</summary>
    public event Action<IReadOnlySet<Audience>?>? Arrived;

    /// <summary>The topic on which an agent's screens tell each other how far that agent has read.</summary>
    public static string Topic(long agentId) => $"notices:{agentId}";

    /// <param name="audiences">What the person belongs to: <see cref="Audience.Of"/>.</param>
    public async Task<NoticeList> ReadAsync(long agentId, IReadOnlyList<Audience> audiences, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var readUpTo = await db.Set<NoticeRead>().Where(read => read.AgentId == agentId).Select(read => read.UpTo).FirstOrDefaultAsync(cancellationToken);
        var found = new List<NoticeLine>();
        foreach (var (kind, id) in audiences)
        {
            // One short walk along the key for each audience; together they would be a scan.
            var lines = from notice in db.Set<Notice>().Where(notice => notice.AudienceKind == kind && notice.AudienceId == id)
                        .OrderByDescending(notice => notice.Seq).Take(MaxLines)
                        join ticket in db.Set<Ticket>() on notice.TicketId equals ticket.Id
                        select new NoticeLine(notice, ticket.Subject, ticket.AssigneeId == null ? ticket.HeldUntil : null);
            found.AddRange(await lines.ToListAsync(cancellationToken));
        }

        // Told by name and as one of a team, it is still one thing that happened.
        return new NoticeList([.. found.DistinctBy(line => line.Notice.Seq).OrderByDescending(line => line.Notice.Seq).Take(MaxLines)], readUpTo);
    }

    /// <summary>The agent has read up to here; all of its screens hear of it. Reading less than before changes nothing.</summary>
    public async Task MarkReadAsync(long agentId, long upTo, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            var changed = await db.Set<NoticeRead>().Where(read => read.AgentId == agentId)
                .ExecuteUpdateAsync(set => set.SetProperty(read => read.UpTo, read => read.UpTo < upTo ? upTo : read.UpTo), cancellationToken);
            if (changed == 0)
            {
                db.Add(new NoticeRead { AgentId = agentId, UpTo = upTo });
                await db.SaveChangesAsync(cancellationToken);
            }
        }

        signals.Publish(Topic(agentId), "read", "{}");
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // What comes while a batch is being read waits for the next one: that is pace enough.
        _subscription = live.Subscribe(paced: false);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _subscription?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = _subscription!.StartSeq;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ClearOldAsync(stoppingToken);
                var batch = await _subscription.NextAsync(stoppingToken);
                if (batch.Gap) Arrived?.Invoke(null);
                else if (batch.Changes.Values.Any(kinds => ((TicketChanges)kinds).HasFlag(TicketChanges.Notified))) await TellAsync(seen, batch.UpTo, stoppingToken);
                seen = batch.UpTo;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(logger, exception);
                // Whoever is shown a list reads it whole: what could not be read now is not lost.
                Arrived?.Invoke(null);
                await Task.Delay(BackOff, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task TellAsync(long after, long upTo, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var audiences = await db.Set<Notice>().Where(notice => notice.Seq > after && notice.Seq <= upTo)
            .Select(notice => new { notice.AudienceKind, notice.AudienceId }).Distinct().ToListAsync(cancellationToken);
        if (audiences.Count > 0) Arrived?.Invoke(audiences.Select(audience => new Audience(audience.AudienceKind, audience.AudienceId)).ToHashSet());
    }

    private async Task ClearOldAsync(CancellationToken cancellationToken)
    {
        var now = time.Instant();
        if (now < _clearAt) return;
        _clearAt = now + TimeSpan.FromDays(1);
        var old = now - Kept;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // By the key's own order: sequences and instants grow together.
        var last = await db.Set<Notice>().Where(notice => notice.At < old).MaxAsync(notice => (long?)notice.Seq, cancellationToken);
        if (last is not null) await db.Set<Notice>().Where(notice => notice.Seq <= last).ExecuteDeleteAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Notices could not be followed; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
