using AgentConsole.Bench.Support;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Desk;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Bench.Seed;

/// <summary>Fills a database with tickets as the Desk would have made them, in large transactions.</summary>
internal static class DeskSeed
{
    /// <summary>Agents 1 to 10 and teams 1 to 4 share the tickets.</summary>
    public const int Agents = 10, Teams = 4;

    private const int PerTransaction = 10_000;

    /// <summary>Migrates the database and adds open tickets, and a tenth as many resolved ones. The same each time, but for the instants.</summary>
    /// <param name="closedTickets">And before them so many that are closed, as <see cref="TicketMaker.Closed"/> has them.</param>
    /// <param name="breaches">And for each of these instants a ticket whose first response is overdue from then on.</param>
    public static async Task FillAsync(TempDatabase database, int openTickets, CancellationToken cancellationToken, IReadOnlyList<DateTimeOffset>? breaches = null, int closedTickets = 0)
    {
        breaches ??= [];
        await using var services = new ServiceCollection().AddLogging().AddStorage(database.Options, database.Folder).BuildServiceProvider();
        await DatabaseMigrator.MigrateAsync(services, cancellationToken);
        if (openTickets == 0) return;
        var storage = services.GetRequiredService<StorageProvider>();
        await using var db = await services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync(cancellationToken);
        await using var connection = await storage.OpenAsync(cancellationToken);
        await using var batch = new WriteBatch(connection);
        var tables = new DeskTables(db);
        var maker = new TicketMaker(services.GetRequiredService<TimeProvider>().Instant());
        for (var done = 0; done < closedTickets;)
        {
            await using var transaction = storage.Begin(connection);
            for (var upTo = Math.Min(closedTickets, done + PerTransaction); done < upTo; done++)
            {
                var (customer, ticket) = maker.Closed();
                if (customer is not null) tables.Customers.Insert(batch, customer);
                tables.Tickets.Insert(batch, ticket);
            }

            await batch.ExecuteAsync(transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        var ordinary = openTickets + (openTickets / 10);
        var total = ordinary + breaches.Count;
        for (var done = 0; done < total;)
        {
            var upTo = Math.Min(total, done + PerTransaction);
            await using var transaction = storage.Begin(connection);
            for (; done < upTo; done++) Write(tables, batch, done < ordinary ? maker.Next(resolved: done >= openTickets) : maker.NextOverdueAt(breaches[done - ordinary]));
            tables.Counters.Update(batch, maker.Counters);
            await batch.ExecuteAsync(transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // Nothing here searches: the index counts as made, or it would be made while other things are measured.
        await db.Set<SearchCursor>().ExecuteUpdateAsync(cursor => cursor.SetProperty(row => row.Seq, maker.Counters.Seq), cancellationToken);
    }

    private static void Write(DeskTables tables, WriteBatch batch, MadeTicket made)
    {
        tables.Customers.Insert(batch, made.Customer);
        tables.Identities.Insert(batch, made.Identity);
        tables.Tickets.Insert(batch, made.Ticket);
        tables.Messages.Insert(batch, made.Message);
        foreach (var row in made.Journal) tables.Journal.Insert(batch, row);
    }
}

/// <summary>A ticket and the rows around it.</summary>
internal sealed record MadeTicket(Customer Customer, CustomerIdentity Identity, Ticket Ticket, Message Message, IReadOnlyList<JournalRow> Journal);
