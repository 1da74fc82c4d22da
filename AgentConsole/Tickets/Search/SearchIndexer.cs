using System.Globalization;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tickets.Customers;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Search;

/// <summary>
/// Keeps the search index up with the journal: it reads what came after the cursor and writes the words and the cursor in one transaction, so nothing is left out or
/// done twice, whenever it is stopped. Nodes take turns on the cursor's row. It works beside the Desk, which never waits for it longer than a small commit takes.
/// </summary>
public sealed partial class SearchIndexer(
    IDbContextFactory<DeskDb> databases, StorageProvider storage, LiveFeed live, TicketCatalog catalog, TimeProvider time, ILogger<SearchIndexer> logger) : BackgroundService
{
    /// <summary>The most journal rows with words that are taken in at once (messages of 10,000 characters each are 10 MB), and the most rows that are passed over for them.</summary>
    private const int Rows = 500, Stretch = 50_000;

    private const TicketChanges HasWords = TicketChanges.Opened | TicketChanges.Message | TicketChanges.Note | TicketChanges.Subject | TicketChanges.Tags | TicketChanges.Customer;

    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(1), LongestRest = TimeSpan.FromSeconds(2);

    private readonly SearchSql _sql = new(storage);

    /// <summary>The journal's sequence up to which words are found.</summary>
    public long Seq { get; private set; }

    /// <summary>The part of the journal that is in the index, 0 to 1.</summary>
    public double Progress => live.Head <= 0 || Seq >= live.Head ? 1 : (double)Seq / live.Head;

    /// <summary>More can be found. Raised on the indexer's loop: handlers must be quick.</summary>
    public event Action? Moved;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changes = live.Subscribe();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await WorkAndRestAsync(stoppingToken)) Moved?.Invoke();
                Moved?.Invoke();
                await changes.NextAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(logger, exception);
                await Task.Delay(BackOff, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Whoever writes tickets waits while this writes: it rests four times as long as it worked, and takes more in at once the more there is.</summary>
    private async Task<bool> WorkAndRestAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (!await IndexSomeAsync(cancellationToken)) return false;
        var rest = time.GetElapsedTime(began) * 4;
        if (rest >= TimeSpan.FromMilliseconds(1)) await Task.Delay(rest < LongestRest ? rest : LongestRest, time, cancellationToken);
        return true;
    }

    /// <summary>Takes the next rows of the journal in; false where there were none.</summary>
    private async Task<bool> IndexSomeAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var from = await db.Set<SearchCursor>().Where(cursor => cursor.Id == 1).Select(cursor => cursor.Seq).SingleAsync(cancellationToken);
        Seq = Math.Max(Seq, from);
        var last = await db.Set<JournalRow>().MaxAsync(row => (long?)row.Seq, cancellationToken) ?? 0;
        if (last <= Seq) return false;
        var to = Math.Min(last, from + Stretch);
        var rows = await db.Set<JournalRow>().Where(row => row.Seq > from && row.Seq <= to && (row.Kinds & (long)HasWords) != 0).OrderBy(row => row.Seq).Take(Rows)
            .Select(row => new { row.Seq, row.TicketId, row.Kinds, row.Data }).ToListAsync(cancellationToken);
        if (rows.Count == Rows) to = rows[^1].Seq;
        if (rows.Count == 0 && to - from < Stretch)
        {
            // Nothing to find: the cursor is moved with the next words.
            Seq = to;
            return false;
        }

        var messages = new List<long>();
        var tickets = new HashSet<long>();
        foreach (var row in rows)
        {
            var changes = (TicketChanges)row.Kinds;
            if ((changes & (TicketChanges.Opened | TicketChanges.Subject | TicketChanges.Tags)) != TicketChanges.None) tickets.Add(row.TicketId);
            if ((changes & (TicketChanges.Message | TicketChanges.Note)) != TicketChanges.None && MessageOf(TicketJson.ReadEvent(row.Data)) is { } message) messages.Add(message);
        }

        foreach (var row in rows.Where(row => ((TicketChanges)row.Kinds & TicketChanges.Customer) != TicketChanges.None))
            await AgainAsync(db, row.TicketId, TicketJson.ReadEvent(row.Data), tickets, messages, cancellationToken);
        var ofMessages = await MessagesAsync(db, messages, cancellationToken);
        var ofTickets = await TicketsAsync(db, tickets, cancellationToken);
        // Another node was quicker: what it did is done.
        if (await WriteAsync(ofMessages, ofTickets, from, to, cancellationToken)) Seq = to;
        return true;
    }

    /// <summary>Who a customer is changed: tickets are found by other names from now on, and what was erased by no word any more.</summary>
    private static async Task AgainAsync(DeskDb db, long ticketId, TicketEvent what, HashSet<long> tickets, List<long> messages, CancellationToken cancellationToken)
    {
        if (what is not CustomerChanged { Act: not (CustomerAct.Exported or CustomerAct.Banned or CustomerAct.Unbanned) and var act }) return;
        tickets.Add(ticketId);
        if (act == CustomerAct.Erased)
        {
            messages.AddRange(await db.Set<Message>().Where(message => message.TicketId == ticketId).Select(message => message.Id).ToListAsync(cancellationToken));
            return;
        }

        tickets.UnionWith(await (from ticket in db.Set<Ticket>()
                                 join other in db.Set<Ticket>() on ticket.CustomerId equals other.CustomerId
                                 where ticket.Id == ticketId
                                 orderby other.Id descending
                                 select other.Id).Take(Rows).ToListAsync(cancellationToken));
    }

    private static long? MessageOf(TicketEvent what) => what switch
    {
        CustomerWrote e => e.MessageId,
        AgentReplied e => e.MessageId,
        BotReplied e => e.MessageId,
        NoteAdded e => e.MessageId,
        _ => null,
    };

    private static async Task<List<(long Id, string Words)>> MessagesAsync(DeskDb db, List<long> ids, CancellationToken cancellationToken)
    {
        var found = await db.Set<Message>().Where(message => ids.Contains(message.Id)).Select(message => new { message.Id, message.Text, message.Files }).ToListAsync(cancellationToken);
        return found.ConvertAll(message => (message.Id, SearchWord.Fold(SearchText.Of(message.Text, message.Files))));
    }

    private async Task<List<(long Id, string Words)>> TicketsAsync(DeskDb db, HashSet<long> ids, CancellationToken cancellationToken)
    {
        var found = await (from ticket in db.Set<Ticket>()
                           join own in db.Set<Customer>() on ticket.CustomerId equals own.Id
                           join customer in db.Set<Customer>() on own.ProfileId equals customer.Id
                           where ids.Contains(ticket.Id)
                           select new { ticket.Id, ticket.Subject, ticket.TagIds, customer.Name, customer.Email, customer.Company }).ToListAsync(cancellationToken);
        return found.ConvertAll(ticket =>
        {
            var tags = ticket.TagIds.Select(id => catalog.Tag(id)?.Name);
            return (ticket.Id, SearchWord.Fold(string.Join(' ', tags.Prepend(ticket.Company).Prepend(ticket.Email).Prepend(ticket.Name).Prepend(ticket.Subject)
                .Append(ticket.Id.ToString(CultureInfo.InvariantCulture)))));
        });
    }

    /// <summary>False where the cursor was moved by somebody else since it was read.</summary>
    private async Task<bool> WriteAsync(List<(long Id, string Words)> messages, List<(long Id, string Words)> tickets, long from, long to, CancellationToken cancellationToken)
    {
        await using var connection = await storage.OpenAsync(cancellationToken);
        await using var transaction = storage.Begin(connection);
        await using var cursor = _sql.LockCursor(connection, transaction);
        if (Convert.ToInt64(await cursor.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) != from) return false;
        await _sql.WriteAsync(connection, transaction, SearchIndex.Messages, messages, cancellationToken);
        await _sql.WriteAsync(connection, transaction, SearchIndex.Tickets, tickets, cancellationToken);
        await using var move = SearchSql.MoveCursor(connection, transaction);
        SearchSql.Add(move, "@seq", to);
        await move.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The search index could not be brought up to date; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
