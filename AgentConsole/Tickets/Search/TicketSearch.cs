using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Search;

/// <summary>A ticket that was found, and where.</summary>
/// <param name="Subject">Marked where it is what was looked for.</param>
/// <param name="Where">The message's piece with the most of it; null where subject, customer or tags were enough.</param>
/// <param name="By">Who wrote that message, with its kind; null likewise.</param>
public sealed record SearchResult(
    long TicketId, Snippet Subject, Snippet Customer, TicketStatus Status, int PriorityId, TicketChannel Channel, long? AssigneeId, IReadOnlyList<long> TagIds,
    DateTimeOffset At, Snippet? Where, string? By, MessageKind? Kind);

/// <param name="HasMore">True where there were more than are given.</param>
public sealed record SearchResults(IReadOnlyList<SearchResult> Found, bool HasMore)
{
    public static SearchResults None { get; } = new([], false);
}

/// <summary>Finds tickets by what was said in them, on either database. The caller has checked that the person may read tickets and notes.</summary>
public sealed class TicketSearch(IDbContextFactory<DeskDb> databases, StorageProvider storage, TimeProvider time)
{
    public const int MaxResults = 50;

    /// <summary>
    /// The newest messages, and as many tickets, that hold all the words are ranked; of a word that is in more, older ones are not looked at. Of a word that is in a third of all messages it
    /// would take seconds to tell which of them says it twice.
    /// </summary>
    internal const int Ranked = 1000;

    private readonly SearchReader _reader = new(storage);

    /// <summary>The best tickets, best first, as <see cref="SearchRanking"/> has it; behind them those that hold the words scattered over their messages.</summary>
    public async Task<SearchResults> FindAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        if (query.Words.Count == 0) return SearchResults.None;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var connection = await storage.OpenAsync(cancellationToken);
        var hits = new List<SearchHit>();
        foreach (var index in SearchReader.Indexes) hits.AddRange(await _reader.HitsAsync(connection, query, index, Ranked, word: null, cancellationToken));
        var found = SearchRanking.Best(hits, time.Instant().ToUnixTimeMilliseconds());
        if (found.Count < MaxResults && query.Words.Count > 1)
            found.AddRange(await new ScatteredSearch(_reader).FindAsync(db, connection, query, [.. found.Select(ticket => ticket.TicketId)], cancellationToken));
        if (query.Number is { } number)
        {
            var known = found.FindIndex(ticket => ticket.TicketId == number);
            var first = known < 0 ? new SearchedTicket(number, null, 0) : found[known];
            if (known >= 0) found.RemoveAt(known);
            found.Insert(0, first);
        }

        var results = await ReadAsync(db, found.GetRange(0, Math.Min(found.Count, MaxResults + 1)), query, cancellationToken);
        return new SearchResults([.. results.Take(MaxResults)], results.Count > MaxResults);
    }

    /// <summary>What is shown of them, in their order. A number that is no ticket's is left out.</summary>
    private static async Task<List<SearchResult>> ReadAsync(DeskDb db, List<SearchedTicket> found, SearchQuery query, CancellationToken cancellationToken)
    {
        var ids = found.ConvertAll(ticket => ticket.TicketId);
        var tickets = await (from ticket in db.Set<Ticket>()
                             join own in db.Set<Customer>() on ticket.CustomerId equals own.Id
                             join customer in db.Set<Customer>() on own.ProfileId equals customer.Id
                             where ids.Contains(ticket.Id)
                             select new
                             {
                                 ticket.Id,
                                 ticket.Subject,
                                 customer.Name,
                                 ticket.Status,
                                 ticket.PriorityId,
                                 ticket.Channel,
                                 ticket.AssigneeId,
                                 ticket.TagIds,
                                 ticket.LastMessageAt,
                             }).ToDictionaryAsync(ticket => ticket.Id, cancellationToken);
        var messageIds = found.Where(ticket => ticket.MessageId is not null).Select(ticket => ticket.MessageId!.Value).ToList();
        var messages = await db.Set<Message>().Where(message => messageIds.Contains(message.Id))
            .Select(message => new { message.Id, message.Text, message.Files, message.At, message.AuthorName, message.Kind }).ToDictionaryAsync(message => message.Id, cancellationToken);
        var results = new List<SearchResult>(found.Count);
        foreach (var (id, messageId, _) in found)
        {
            if (!tickets.TryGetValue(id, out var ticket)) continue;
            var message = messageId is { } said ? messages.GetValueOrDefault(said) : null;
            results.Add(new SearchResult(
                id, Snippet.Of(ticket.Subject, query), Snippet.Of(ticket.Name, query), ticket.Status, ticket.PriorityId, ticket.Channel, ticket.AssigneeId, ticket.TagIds,
                message?.At ?? ticket.LastMessageAt, message is null ? null : Snippet.Of(SearchText.Of(message.Text, message.Files), query), message?.AuthorName, message?.Kind));
        }

        return results;
    }
}
