using System.Text.Json;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

/// <summary>
/// After a policy or calendar changed, has every open ticket judged anew from its own history, a few at a time so that nobody who writes waits long. How far it has
/// come is stored, so a restart goes on from there, and told as it goes. Of several nodes one does it.
/// </summary>
public sealed partial class Rejudger(
    IDbContextFactory<DeskDb> databases, StorageProvider storage, SlaCatalog catalog, Desk.Desk desk, LiveSignals signals, TimeProvider time, ILogger<Rejudger> logger)
    : BackgroundService
{
    /// <summary>How many tickets share a commit at the most. What an agent writes waits for one such commit, so there are fewer in one as long as commits are slow.</summary>
    public const int Together = 128;

    private const int Least = 8;

    /// <summary>How long a commit may take that others wait for.</summary>
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(40);

    /// <summary>Who does it and says nothing for so long has died; another node goes on.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly string _me = Guid.NewGuid().ToString("N");
    private readonly Bell _bell = new(time);
    private int _together = Least * 4;

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        catalog.Changed += _bell.Ring;
        var failures = 0;
        try
        {
            while (true)
            {
                var rest = LongestSleep;
                try
                {
                    rest = await CatchUpAsync(stoppingToken);
                    failures = 0;
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.Failed(logger, exception);
                    rest = DueTransitions.BackOff(++failures);
                }

                await _bell.WaitAsync(rest, stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: what is left is judged after the next start.
        }
        finally
        {
            catalog.Changed -= _bell.Ring;
        }
    }

    /// <summary>Judges by the newest book until all is judged; how long to rest then.</summary>
    private async Task<TimeSpan> CatchUpAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var book = await catalog.FreshAsync(cancellationToken);
            // Nothing was ever changed: what judged first judges still.
            if (book.Number == 0) return LongestSleep;
            var work = await ClaimAsync(book.Number, cancellationToken);
            if (work.FinishedAt is not null) return LongestSleep;
            if (work.Owner != _me) return work.OwnedUntil - time.GetUtcNow();
            while (work is { FinishedAt: null })
            {
                if (await StepAsync(work, cancellationToken) is not { } further) break;
                work = further;
                signals.Publish(Rejudging.Topic, "progress", JsonSerializer.Serialize(work));
                if (catalog.Book.Number != work.BookNumber) break;
            }
        }
    }

    /// <summary>How many are judged together after so many took so long.</summary>
    internal static int Next(int together, TimeSpan took) =>
        Math.Clamp((int)(together * Math.Clamp(Aim / TimeSpan.FromTicks(Math.Max(took.Ticks, 1)), 0.5, 2)), Least, Together);

    /// <summary>The next tickets; null where another node has taken over.</summary>
    private async Task<Rejudging?> StepAsync(Rejudging work, CancellationToken cancellationToken)
    {
        var ids = await NextAsync(work, cancellationToken);
        if (ids.Count == 0)
        {
            // A commit that began before the change may still be under way on another node. Commits take turns: after one of ours it is done.
            await desk.ExecuteAsync(new JudgeSla(0), cancellationToken);
            ids = await NextAsync(work, cancellationToken);
        }

        var began = time.GetTimestamp();
        foreach (var outcome in await Task.WhenAll(ids.Select(id => desk.ExecuteAsync(new JudgeSla(id), cancellationToken))))
        {
            if (!outcome.Succeeded && outcome.Refusal.Code != "ticket.not_found") throw new InvalidOperationException($"A ticket could not be judged anew: {outcome.Refusal}");
        }

        _together = Next(_together, time.GetElapsedTime(began));
        var now = time.Instant();
        var further = work with
        {
            LastTicketId = ids.Count == 0 ? work.LastTicketId : ids[^1],
            Judged = work.Judged + ids.Count,
            FinishedAt = ids.Count == 0 ? now : null,
            OwnedUntil = now + Lease,
        };
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var kept = await db.Set<Rejudging>().Where(row => row.BookNumber == work.BookNumber && row.Owner == _me).ExecuteUpdateAsync(row => row
            .SetProperty(r => r.LastTicketId, further.LastTicketId).SetProperty(r => r.Judged, further.Judged)
            .SetProperty(r => r.FinishedAt, further.FinishedAt).SetProperty(r => r.OwnedUntil, further.OwnedUntil), cancellationToken);
        return kept == 1 ? further : null;
    }

    private async Task<List<long>> NextAsync(Rejudging work, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Open(db).Where(ticket => ticket.Id > work.LastTicketId).OrderBy(ticket => ticket.Id).Take(_together)
            .Select(ticket => ticket.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Takes the work for a book, or what is left of it; as it is stored where another node does it.</summary>
    private async Task<Rejudging> ClaimAsync(long number, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.Instant();
        var there = await db.Set<Rejudging>().AsNoTracking().FirstOrDefaultAsync(row => row.BookNumber == number, cancellationToken);
        if (there is { FinishedAt: not null }) return there;
        var mine = (there ?? new Rejudging { BookNumber = number, Total = await Open(db).CountAsync(cancellationToken) }) with { Owner = _me, OwnedUntil = now + Lease };
        if (there is null)
        {
            db.Add(mine);
            await db.SaveChangesAsync(cancellationToken);
            return mine;
        }

        // Where the database has this process alone, whoever owned it before is gone.
        var alone = !storage.IsShared;
        var taken = await db.Set<Rejudging>().Where(row => row.BookNumber == number && row.FinishedAt == null && (alone || row.Owner == _me || row.OwnedUntil < now))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Owner, _me).SetProperty(r => r.OwnedUntil, mine.OwnedUntil), cancellationToken);
        return taken == 1 ? mine : there;
    }

    private static IQueryable<Ticket> Open(DeskDb db) => db.Set<Ticket>().Where(ticket => ticket.Status <= TicketStatus.OnHold);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Open tickets could not be judged anew; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
