using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Bulk;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>
/// Does what was asked of many tickets, some at a time and each through the Desk, for all jobs in turn: a large one holds up no small one, and nobody who writes waits long.
/// What was done is stored with each step, so a restart goes on from there. Of several nodes one does it.
/// </summary>
public sealed partial class BulkRunner(
    StorageProvider storage, IDbContextFactory<DeskDb> databases, BulkTickets tickets, BulkBoard board, LiveSignals signals, TimeProvider time, ILogger<BulkRunner> logger) : BackgroundService
{
    /// <summary>How many tickets of one job are changed at a time.</summary>
    public const int Together = 64;

    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(10);

    private readonly Bell _bell = new(time);

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = signals.Subscribe(BulkBoard.Begun, _ => _bell.Ring());
        await Leader.RunAsync(storage, LeadershipOf.Bulk, WorkAsync, time, failure => Log.Failed(logger, failure), stoppingToken);
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    while (await StepAsync(stoppingToken))
                    {
                    }
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.Failed(logger, exception);
                }

                await _bell.WaitUntilAsync(await NextAsync(stoppingToken), stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops, or another node leads: what is left is done then.
        }
    }

    /// <summary>When it looks again: at the next job's instant, which may be taken back before.</summary>
    private async Task<DateTimeOffset> NextAsync(CancellationToken cancellationToken)
    {
        var latest = time.GetUtcNow() + LongestSleep;
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var next = await db.Set<BulkJob>().Where(job => job.State == BulkState.Waiting && job.DueAt != null).MinAsync(job => job.DueAt, cancellationToken);
            return next < latest ? next.Value : latest;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
            return latest;
        }
    }

    /// <summary>Some tickets of each job whose instant has come; false where there is none left.</summary>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        List<BulkJob> jobs;
        var now = time.Instant();
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            jobs = await db.Set<BulkJob>().AsNoTracking().Where(job => job.State <= BulkState.Running && (job.DueAt == null || job.DueAt <= now)).OrderBy(job => job.Id).ToListAsync(cancellationToken);
        foreach (var job in jobs)
        {
            if (job.State == BulkState.Waiting && !await TakeAsync(job, cancellationToken)) continue;
            await StepAsync(job, cancellationToken);
            signals.Publish(BulkBoard.Topic(job.AgentId), "changed", "{}");
        }

        return jobs.Count > 0;
    }

    /// <summary>It begins; false where it was cancelled or taken back just now.</summary>
    private async Task<bool> TakeAsync(BulkJob job, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<BulkJob>().Where(row => row.Id == job.Id && row.State == BulkState.Waiting)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, BulkState.Running), cancellationToken) > 0;
    }

    private async Task StepAsync(BulkJob job, CancellationToken cancellationToken)
    {
        List<BulkItem> items;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            items = await db.Set<BulkItem>().AsNoTracking().Where(item => item.JobId == job.Id && item.State == BulkItemState.Waiting)
                .OrderBy(item => item.TicketId).Take(Together).ToListAsync(cancellationToken);
        }

        items = [.. await Task.WhenAll(items.Select(item => tickets.LookAsync(item, cancellationToken)))];
        await using (var looking = await databases.CreateDbContextAsync(cancellationToken))
        {
            looking.UpdateRange(items.AsEnumerable());
            await looking.SaveChangesAsync(cancellationToken);
        }

        var done = await Task.WhenAll(items.Select(item => tickets.ChangeAsync(job, item, cancellationToken)));
        await using var writing = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await writing.Database.BeginTransactionAsync(cancellationToken);
        writing.UpdateRange(done.AsEnumerable());
        await writing.SaveChangesAsync(cancellationToken);
        var failed = done.Count(item => item.State == BulkItemState.Failed);
        var state = items.Count < Together ? BulkState.Done : BulkState.Running;
        // A job that was cancelled meanwhile stays so.
        await writing.Set<BulkJob>().Where(row => row.Id == job.Id).ExecuteUpdateAsync(row => row
            .SetProperty(r => r.Done, r => r.Done + done.Length - failed).SetProperty(r => r.Failed, r => r.Failed + failed)
            .SetProperty(r => r.State, r => r.State == BulkState.Cancelled ? BulkState.Cancelled : state), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (state == BulkState.Done) await board.ForgetOldAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "What was asked of many tickets could not be done; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
