using System.Threading.Channels;
using AgentConsole.Data;
using AgentConsole.Data.Providers.Postgres;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Live;

/// <summary>
/// Follows the journal where this node's own commits are not all there is: at start, after a hole, and on a database that other nodes
/// write to, where NOTIFY is only the bell and the journal is the truth.
/// </summary>
public sealed partial class JournalTail(
    LiveFeed feed, LiveSignals signals, IDbContextFactory<DeskDb> databases, StorageProvider storage, TimeProvider time, ILogger<JournalTail> logger)
    : BackgroundService
{
    private const int Page = 1000;

    /// <summary>Further behind than this, a fresh snapshot costs less than following.</summary>
    private const int MaxBehind = 20_000;

    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Begins the feed at the journal's end, before anything is served.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken)) feed.Start(await EndAsync(db, cancellationToken));
        feed.Behind += Ring;
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wire = storage is PostgresStorage postgres ? new PostgresWire(postgres, signals, Ring, feed, time, logger).RunAsync(stoppingToken) : Task.CompletedTask;
        try
        {
            while (await _bell.Reader.WaitToReadAsync(stoppingToken))
            {
                while (_bell.Reader.TryRead(out _)) { }
                await FollowAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }

        await wire.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<long> EndAsync(DeskDb db, CancellationToken cancellationToken) =>
        await db.Set<JournalRow>().MaxAsync(row => (long?)row.Seq, cancellationToken) ?? 0;

    private void Ring() => _bell.Writer.TryWrite(true);

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                var head = feed.Head;
                var rows = await db.Set<JournalRow>().Where(row => row.Seq > head).OrderBy(row => row.Seq).Take(Page)
                    .Select(row => new LiveChange(row.Seq, row.TicketId, (ulong)row.Kinds)).ToArrayAsync(cancellationToken);
                if (rows.Length == Page && await EndAsync(db, cancellationToken) is var end && end - head > MaxBehind) feed.Skip(end);
                else feed.Offer(rows);
                feed.SetState(LiveState.Live);
                if (rows.Length < Page) return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.CantRead(logger, exception);
                feed.SetState(LiveState.Stale);
                await Task.Delay(BackOff, time, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The journal can't be read now; watchers are told that what they see may be stale")]
        public static partial void CantRead(ILogger logger, Exception exception);
    }
}
