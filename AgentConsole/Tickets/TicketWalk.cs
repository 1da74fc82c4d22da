using System.Runtime.CompilerServices;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets;

/// <summary>Goes through many tickets with their customers, a page at a time, oldest first: for work in the background that holds nothing in memory.</summary>
public sealed class TicketWalk(IDbContextFactory<DeskDb> databases)
{
    public const int Page = 500;

    /// <summary>How many tickets <see cref="RecentAsync"/> gives.</summary>
    public async Task<int> CountAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Recent(db, since).CountAsync(cancellationToken);
    }

    /// <summary>Open tickets, and those that were opened, resolved or closed since an instant. Spam is none, nor is what was merged.</summary>
    /// <param name="withJournals">With the whole journals of tickets that were answered; else all are empty.</param>
    public async IAsyncEnumerable<(Ticket Ticket, Customer Customer, IEnumerable<JournalEntry> Journal)> RecentAsync(
        DateTimeOffset since, bool withJournals, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long last = 0;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var page = await (from ticket in Recent(db, since).Where(ticket => ticket.Id > last)
                              join own in db.Set<Customer>() on ticket.CustomerId equals own.Id
                              join customer in db.Set<Customer>() on own.ProfileId equals customer.Id
                              orderby ticket.Id
                              select new { ticket, customer }).AsNoTracking().Take(Page).ToListAsync(cancellationToken);
            var journals = withJournals ? await JournalsAsync(db, [.. page.Where(row => row.ticket.FirstResponseAt is not null).Select(row => row.ticket.Id)], cancellationToken) : null;
            foreach (var row in page) yield return (row.ticket, row.customer, journals?[row.ticket.Id] ?? []);
            if (page.Count < Page) yield break;
            last = page[^1].ticket.Id;
        }
    }

    private static async Task<ILookup<long, JournalEntry>> JournalsAsync(DeskDb db, List<long> ids, CancellationToken cancellationToken)
    {
        var rows = await db.Set<JournalRow>().AsNoTracking().Where(row => ids.Contains(row.TicketId)).OrderBy(row => row.Seq).ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.TicketId, TicketJournal.Entry);
    }

    private static IQueryable<Ticket> Recent(DeskDb db, DateTimeOffset since) => db.Set<Ticket>().Where(ticket => ticket.MergedIntoId == null && (
        ticket.Status <= TicketStatus.OnHold
        || (ticket.Status != TicketStatus.Spam && (ticket.CreatedAt >= since || ticket.ResolvedAt >= since || ticket.ClosedAt >= since))));
}
