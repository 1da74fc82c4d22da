using AgentConsole.Bench.Support;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Desk;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Bench.Search;

/// <summary>
/// Fills a database with conversations of two years, four messages to a ticket, nine tickets of ten done; and the search index with their words, as the indexer writes them. Eight of ten
/// are in English, one in Slovene, one in Arabic. The same each time, but for the instants.
/// </summary>
internal static class SearchSeed
{
    public const int MessagesEach = 4;

    private const int TicketsPerTransaction = 1000, Samples = 4000;

    /// <summary>Some of the messages, for questions to be taken from: what somebody looks for was said by somebody.</summary>
    public static async Task<IReadOnlyList<SaidWords>> FillAsync(IServiceProvider services, int messages, CancellationToken cancellationToken)
    {
        await DatabaseMigrator.MigrateAsync(services, cancellationToken);
        var storage = services.GetRequiredService<StorageProvider>();
        await using var db = await services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync(cancellationToken);
        await using var connection = await storage.OpenAsync(cancellationToken);
        await using var batch = new WriteBatch(connection);
        var (tables, sql) = (new DeskTables(db), new SearchSql(storage));
        var (dice, tickets, samples) = (new Random(20261122), messages / MessagesEach, new List<SaidWords>());
        var now = services.GetRequiredService<TimeProvider>().Instant();
        for (long id = 1; id <= tickets;)
        {
            await using var transaction = storage.Begin(connection);
            var (ofMessages, ofTickets) = (new List<(long, string)>(), new List<(long, string)>());
            for (var upTo = Math.Min(tickets, id + TicketsPerTransaction - 1); id <= upTo; id++)
            {
                var made = Make(id, dice, now.AddMinutes(-(tickets - id + 1) * (2 * 365 * 24 * 60.0 / tickets)).ToWholeMilliseconds());
                if (made.Customer is not null) tables.Customers.Insert(batch, made.Customer);
                tables.Tickets.Insert(batch, made.Ticket);
                ofTickets.Add((id, SearchWord.Fold($"{made.Ticket.Subject} Customer {made.Ticket.CustomerId} customer{made.Ticket.CustomerId}@example.org {id}")));
                foreach (var (message, words) in made.Messages)
                {
                    tables.Messages.Insert(batch, message);
                    ofMessages.Add((message.Id, SearchWord.Fold(message.Text)));
                    if (message.Id % Math.Max(1, messages / Samples) == 0) samples.Add(words);
                }
            }

            await batch.ExecuteAsync(transaction, cancellationToken);
            await sql.WriteAsync(connection, transaction, SearchIndex.Messages, ofMessages, cancellationToken);
            await sql.WriteAsync(connection, transaction, SearchIndex.Tickets, ofTickets, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return samples;
    }

    private static (Customer? Customer, Ticket Ticket, List<(Message Message, SaidWords Words)> Messages) Make(long id, Random dice, DateTimeOffset at)
    {
        // Five tickets of one customer.
        var customerId = (id + 4) / 5;
        var customer = id % 5 == 1 ? new Customer { Id = customerId, Name = $"Customer {customerId}", Email = $"customer{customerId}@example.org", CreatedAt = at } : null;
        var language = dice.Next(10) switch { 0 => Vocabulary.Slovene, 1 => Vocabulary.Arabic, _ => Vocabulary.English };
        var ticket = new Ticket
        {
            Id = id,
            Subject = Say(language, dice, dice.Next(3, 8)).Text,
            CustomerId = customerId,
            Status = dice.Next(10) == 0 ? TicketStatus.Open : TicketStatus.Closed,
            PriorityId = 1 + dice.Next(4),
            AssigneeId = 1 + dice.Next(50),
            TeamId = 1 + dice.Next(8),
            CreatedAt = at,
            UpdatedAt = at,
            LastMessageAt = at,
        };
        var messages = new List<(Message, SaidWords)>(MessagesEach);
        for (var i = 0; i < MessagesEach; i++)
        {
            var words = Say(language, dice, dice.Next(6, 50));
            var messageId = ((id - 1) * MessagesEach) + i + 1;
            messages.Add((new Message
            {
                Id = messageId,
                TicketId = id,
                Seq = messageId,
                AuthorKind = i % 2 == 0 ? ActorKind.Customer : ActorKind.Agent,
                AuthorId = customerId,
                AuthorName = $"Customer {customerId}",
                Text = i == 0 && dice.Next(3) == 0 ? $"{words.Text} {100_000 + id}" : words.Text,
                At = at,
                ClientId = $"seed-{messageId}",
            }, words));
        }

        return (customer, ticket, messages);
    }

    private static SaidWords Say(Vocabulary language, Random dice, int count)
    {
        var ranks = new int[count];
        for (var i = 0; i < count; i++) ranks[i] = language.Draw(dice);
        return new SaidWords(language, ranks);
    }
}

/// <summary>What was said, by the words' places in their language.</summary>
internal sealed record SaidWords(Vocabulary Language, int[] Ranks)
{
    public string Text => string.Join(' ', Ranks.Select(rank => Language[rank]));
}
