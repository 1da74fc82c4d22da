using AgentConsole.Data;
using AgentConsole.Live;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Wall;

/// <summary>What the wall reads of promises: the journal's transitions, and what is overdue.</summary>
internal sealed class PromiseReader(IDbContextFactory<DeskDb> databases)
{
    /// <summary>The last sequence before an instant: the journal's instants grow with its sequence, but for a clock that was set.</summary>
    public async Task<long> LastBeforeAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (low, high) = (0L, await db.Set<JournalRow>().MaxAsync(row => (long?)row.Seq, cancellationToken) ?? 0);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            var then = await db.Set<JournalRow>().Where(row => row.Seq <= middle).OrderByDescending(row => row.Seq).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancellationToken);
            if (then is null || then < at) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    /// <summary>The transitions after a sequence, in order.</summary>
    public async Task<List<PromiseRow>> TransitionsAsync(long afterSeq, CancellationToken cancellationToken)
    {
        var kind = EventKinds.Of(new SlaTransitioned(default, default, default, null)).Kind;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<JournalRow>().Where(row => row.Seq > afterSeq && row.Kind == kind).OrderBy(row => row.Seq)
            .Select(row => new { row.Seq, row.TicketId, row.At, row.Data }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new PromiseRow(row.Seq, row.TicketId, row.At, (SlaTransitioned)TicketJson.ReadEvent(row.Data)))];
    }

    /// <summary>The forecasts made since an instant, in order.</summary>
    public async Task<IReadOnlyList<KeptForecast>> KeptAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<KeptForecast>().AsNoTracking().Where(kept => kept.At >= since).OrderBy(kept => kept.At).ToListAsync(cancellationToken);
    }

    /// <summary>Keeps a forecast, and forgets those whose hour is long over.</summary>
    public async Task KeepAsync(KeptForecast forecast, CancellationToken cancellationToken)
    {
        var (at, old) = (forecast.At.ToUnixTimeMilliseconds(), forecast.At - ForecastBook.Kept);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Set<KeptForecast>().Where(kept => kept.At < old).ExecuteDeleteAsync(cancellationToken);
        // Of two nodes that keep one at the same millisecond one is enough.
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "WallForecasts" ("At", "Agents", "Expected") VALUES ({at}, {forecast.Agents}, {forecast.Expected}) ON CONFLICT DO NOTHING""", cancellationToken);
    }

    /// <summary>The standings of the tickets that are overdue.</summary>
    public async Task<List<(long TicketId, TicketSla Sla)>> OverdueAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<Ticket>().Where(ticket => ticket.SlaState == SlaState.Breached).Select(ticket => new { ticket.Id, ticket.Sla }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.Sla))];
    }
}
