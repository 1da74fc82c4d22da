using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Bulk;

/// <summary>A ticket that a job could not change, and why.</summary>
public sealed record BulkFailure(long TicketId, string Subject, Refusal Refusal);

/// <summary>
/// Where many tickets are changed at once: jobs are begun, watched, cancelled and taken back here; a worker does them (it is rung by <see cref="Begun"/>). Whoever calls
/// has checked that the person may.
/// </summary>
public sealed class BulkBoard(IDbContextFactory<DeskDb> databases, LiveSignals signals, StorageProvider storage, TimeProvider time)
{
    /// <summary>The most tickets of one job, the most jobs under way for one agent, and how many an agent sees.</summary>
    public const int MaxTickets = 50_000, MaxUnderWay = 3, Shown = 3;

    /// <summary>How long what became of a job's tickets is kept, and with it the way back.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The topic by which the worker hears of a job.</summary>
    public const string Begun = "bulk";

    /// <summary>The topic by which whoever began a job hears that it went on.</summary>
    public static string Topic(long agentId) => $"bulk:{agentId}";

    /// <summary>Begins a job. Refusals: <c>bulk.nothing</c>, <c>bulk.too_many</c>, <c>bulk.under_way</c>, <c>message.*</c>.</summary>
    public Task<Outcome<BulkJob>> StartAsync(Actor by, BulkChange change, IReadOnlyCollection<long> ticketIds, CancellationToken cancellationToken) =>
        StartAsync(by, change, ticketIds, TimeSpan.Zero, cancellationToken);

    /// <inheritdoc cref="StartAsync(Actor, BulkChange, IReadOnlyCollection{long}, CancellationToken)"/>
    /// <param name="undo">For so long a job that writes to customers waits, and can be taken back whole (<see cref="TakeBackAsync"/>).</param>
    public async Task<Outcome<BulkJob>> StartAsync(Actor by, BulkChange change, IReadOnlyCollection<long> ticketIds, TimeSpan undo, CancellationToken cancellationToken)
    {
        if (change.Problem() is { } wrong) return wrong;
        var ids = ticketIds.Distinct().ToList();
        if (ids.Count is 0 or > MaxTickets) return new Refusal(ids.Count == 0 ? "bulk.nothing" : "bulk.too_many", ids.Count, MaxTickets);
        var now = time.Instant();
        return await BeginAsync(
            by, new BulkJob { AgentId = by.Id, AgentName = by.Name, At = now, Change = change, Total = ids.Count, DueAt = change.Replies && undo > TimeSpan.Zero ? now + undo : null }, ids, cancellationToken);
    }

    /// <summary>Begins a job that takes another one of the same agent back, ticket by ticket. Refusals: <c>bulk.gone</c>, <c>bulk.nothing_to_undo</c>, <c>bulk.under_way</c>.</summary>
    public async Task<Outcome<BulkJob>> UndoAsync(Actor by, long jobId, CancellationToken cancellationToken)
    {
        List<long> ids;
        BulkJob? job;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            job = await db.Set<BulkJob>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == jobId && one.AgentId == by.Id, cancellationToken);
            if (job is null || job.UndoOfId is not null) return new Refusal("bulk.gone", jobId);
            if (await db.Set<BulkJob>().AnyAsync(other => other.UndoOfId == jobId, cancellationToken)) return new Refusal("bulk.undone", jobId);
            ids = await db.Set<BulkItem>().Where(item => item.JobId == jobId && item.Trace != null).Select(item => item.TicketId).ToListAsync(cancellationToken);
        }

        if (ids.Count == 0) return new Refusal("bulk.nothing_to_undo", jobId);
        if (job.IsUnderWay) await CancelAsync(by.Id, jobId, cancellationToken);
        return await BeginAsync(
            by, new BulkJob { AgentId = by.Id, AgentName = by.Name, At = time.Instant(), Change = job.Change, UndoOfId = jobId, Total = ids.Count }, ids, cancellationToken);
    }

    /// <summary>No further ticket is changed; those that were stay so.</summary>
    public async Task CancelAsync(long agentId, long jobId, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            await db.Set<BulkJob>().Where(job => job.Id == jobId && job.AgentId == agentId && job.State <= BulkState.Running)
                .ExecuteUpdateAsync(job => job.SetProperty(j => j.State, BulkState.Cancelled), cancellationToken);
        }

        signals.Publish(Topic(agentId), "changed", "{}");
    }

    /// <summary>Takes a job back whose instant has not come: no ticket is changed and no customer written to. Refused with <c>bulk.began</c> where it has.</summary>
    public async Task<Refusal?> TakeBackAsync(long agentId, long jobId, CancellationToken cancellationToken)
    {
        int taken;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            // The worker takes a job the same way, so that one of the two has it.
            taken = await db.Set<BulkJob>().Where(job => job.Id == jobId && job.AgentId == agentId && job.State == BulkState.Waiting && job.DueAt != null)
                .ExecuteUpdateAsync(job => job.SetProperty(j => j.State, BulkState.TakenBack), cancellationToken);
        }

        signals.Publish(Topic(agentId), "changed", "{}");
        return taken == 0 ? new Refusal("bulk.began", jobId) : null;
    }

    /// <summary>Whoever began it has seen it.</summary>
    public async Task HideAsync(long agentId, long jobId, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            await db.Set<BulkJob>().Where(job => job.Id == jobId && job.AgentId == agentId && job.State > BulkState.Running)
                .ExecuteUpdateAsync(job => job.SetProperty(j => j.IsHidden, true), cancellationToken);
        }

        signals.Publish(Topic(agentId), "changed", "{}");
    }

    /// <summary>An agent's last jobs that are not put away, newest first.</summary>
    public async Task<IReadOnlyList<BulkJob>> MineAsync(long agentId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<BulkJob>().AsNoTracking().Where(job => job.AgentId == agentId && !job.IsHidden).OrderByDescending(job => job.Id).Take(Shown).ToListAsync(cancellationToken);
    }

    /// <summary>The tickets that a job of this agent could not change, by number.</summary>
    public async Task<IReadOnlyList<BulkFailure>> FailuresAsync(long agentId, long jobId, int limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (from item in db.Set<BulkItem>()
                          join job in db.Set<BulkJob>() on item.JobId equals job.Id
                          where job.Id == jobId && job.AgentId == agentId && item.State == BulkItemState.Failed
                          orderby item.TicketId
                          select item).AsNoTracking().Take(limit).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(item => item.TicketId);
        var subjects = await db.Set<Ticket>().Where(ticket => ids.Contains(ticket.Id)).Select(ticket => new { ticket.Id, ticket.Subject })
            .ToDictionaryAsync(ticket => ticket.Id, ticket => ticket.Subject, cancellationToken);
        return rows.ConvertAll(item => new BulkFailure(item.TicketId, subjects.GetValueOrDefault(item.TicketId, ""), BulkJson.Refusal(item)));
    }

    /// <summary>Forgets what was done so long ago that nobody takes it back.</summary>
    public async Task ForgetOldAsync(CancellationToken cancellationToken)
    {
        var old = time.Instant() - Kept;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Set<BulkJob>().Where(job => job.At < old && job.State > BulkState.Running).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>What a job changed in a ticket; null where it changed nothing.</summary>
    public async Task<BulkTrace?> TraceAsync(long jobId, long ticketId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<BulkItem>().Where(item => item.JobId == jobId && item.TicketId == ticketId).Select(item => item.Trace).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<Outcome<BulkJob>> BeginAsync(Actor by, BulkJob job, List<long> ids, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await db.Set<BulkJob>().CountAsync(other => other.AgentId == by.Id && other.State <= BulkState.Running, cancellationToken) >= MaxUnderWay)
                return new Refusal("bulk.under_way", MaxUnderWay);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            db.Add(job);
            await db.SaveChangesAsync(cancellationToken);
            await AddItemsAsync(db, job.Id, ids, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        signals.Publish(Begun, "begun", "{}");
        signals.Publish(Topic(by.Id), "changed", "{}");
        return job;
    }

    /// <summary>All in one statement: fifty thousand rows one by one would keep SQLite's one writer, and so every agent, waiting for seconds.</summary>
    private Task<int> AddItemsAsync(DeskDb db, long jobId, List<long> ids, CancellationToken cancellationToken)
    {
        var json = BulkJson.Write(ids);
        return storage.IsShared
            ? db.Database.ExecuteSqlAsync(
                $"""INSERT INTO "BulkItems" ("JobId", "TicketId", "State") SELECT {jobId}, CAST(value AS bigint), 0 FROM json_array_elements_text(CAST({json} AS json))""", cancellationToken)
            : db.Database.ExecuteSqlAsync($"""INSERT INTO "BulkItems" ("JobId", "TicketId", "State") SELECT {jobId}, value, 0 FROM json_each({json})""", cancellationToken);
    }
}
