using System.Runtime.CompilerServices;
using AgentConsole.Data;
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

    /// <summary>Open tickets, and those that were opened, resolved or closed since an instant. Spam is none.</summary>
    public async IAsyncEnumerable<(Ticket Ticket, Customer Customer)> RecentAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long last = 0;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var page = await (from ticket in Recent(db, since).Where(ticket => ticket.Id > last)
                              join customer in db.Set<Customer>() on ticket.CustomerId equals customer.Id
                              orderby ticket.Id
                              select new { ticket, customer }).AsNoTracking().Take(Page).ToListAsync(cancellationToken);
            foreach (var row in page) yield return (row.ticket, row.customer);
            if (page.Count < Page) yield break;
            last = page[^1].ticket.Id;
        }
    }

    private static IQueryable<Ticket> Recent(DeskDb db, DateTimeOffset since) => db.Set<Ticket>().Where(ticket =>
        ticket.Status <= TicketStatus.OnHold
        || (ticket.Status != TicketStatus.Spam && (ticket.CreatedAt >= since || ticket.ResolvedAt >= since || ticket.ClosedAt >= since)));
}
