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

    private const int MaxHits = 400;

    private readonly SearchSql _sql = new(storage);

    /// <summary>The best tickets, best first: how well the words fit, the subject and customer twice what a message counts, and newer before older.</summary>
    public async Task<SearchResults> FindAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        if (query.Words.Count == 0) return SearchResults.None;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var hits = await HitsAsync(query, any: false, cancellationToken);
        var found = await ReadAsync(db, hits, query, cancellationToken);
        if (found.Count < MaxResults && query.Words.Count > 1)
        {
            // A word in the subject and another in an answer are in one ticket all the same.
            var scattered = await HitsAsync(query, any: true, cancellationToken);
            scattered.RemoveAll(hit => found.Exists(result => result.TicketId == hit.TicketId));
            found.AddRange(await ReadAsync(db, scattered, query, cancellationToken, mustCover: true));
        }

        if (query.Number is { } number && !found.Exists(result => result.TicketId == number))
            found.AddRange(await ReadAsync(db, [new SearchHit(SearchHit.OfTicket(number), number, 0)], query, cancellationToken));
        found.Sort((a, b) => (b.TicketId == query.Number).CompareTo(a.TicketId == query.Number));
        return new SearchResults([.. found.Take(MaxResults)], found.Count > MaxResults);
    }

    private async Task<List<SearchHit>> HitsAsync(SearchQuery query, bool any, CancellationToken cancellationToken)
    {
        await using var connection = await storage.OpenAsync(cancellationToken);
        await using var command = _sql.Find(connection, query, any, MaxHits);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hits = new List<SearchHit>();
        while (await reader.ReadAsync(cancellationToken)) hits.Add(new SearchHit(reader.GetInt64(0), reader.GetInt64(1), reader.GetDouble(2)));
        return hits;
    }

    private async Task<List<SearchResult>> ReadAsync(
        DeskDb db, List<SearchHit> hits, SearchQuery query, CancellationToken cancellationToken, bool mustCover = false)
    {
        if (hits.Count == 0) return [];
        var ids = hits.ConvertAll(hit => hit.TicketId).Distinct().ToList();
        var tickets = await (from ticket in db.Set<Ticket>()
                             join own in db.Set<Customer>() on ticket.CustomerId equals own.Id
                             join customer in db.Set<Customer>() on own.ProfileId equals customer.Id
                             where ids.Contains(ticket.Id)
                             select new { Ticket = ticket, Customer = customer }).ToDictionaryAsync(pair => pair.Ticket.Id, cancellationToken);
        var messageIds = hits.Where(hit => hit.MessageId is not null).Select(hit => hit.MessageId!.Value).ToList();
        var messages = await db.Set<Message>().Where(message => messageIds.Contains(message.Id)).ToDictionaryAsync(message => message.Id, cancellationToken);
        var now = time.Instant();
        var results = new List<(double Score, SearchResult Result)>();
        foreach (var group in hits.GroupBy(hit => hit.TicketId))
        {
            if (!tickets.TryGetValue(group.Key, out var found)) continue;
            var said = group.Where(hit => hit.MessageId is { } id && messages.ContainsKey(id)).Select(hit => (hit.Rank, Message: messages[hit.MessageId!.Value])).ToList();
            if (mustCover && !query.IsCoveredBy([found.Ticket.Subject, found.Customer.Name, found.Customer.Company ?? "", .. said.Select(hit => hit.Message.Text)])) continue;
            var best = said.Count == 0 ? null : said.MaxBy(hit => hit.Rank).Message;
            var at = best?.At ?? found.Ticket.LastMessageAt;
            var rank = group.Max(hit => hit.MessageId is null ? hit.Rank * 2 : hit.Rank);
            // A hit of today counts twice one of long ago.
            var score = rank * (1 + (1 / (1 + (Math.Max(0, (now - at).TotalDays) / 30))));
            results.Add((score, Result(found.Ticket, found.Customer, best, at, query)));
        }

        return [.. results.OrderByDescending(result => result.Score).ThenByDescending(result => result.Result.TicketId).Select(result => result.Result)];
    }

    private static SearchResult Result(Ticket ticket, Customer customer, Message? message, DateTimeOffset at, SearchQuery query) => new(
        ticket.Id, Snippet.Of(ticket.Subject, query), Snippet.Of(customer.Name, query), ticket.Status, ticket.PriorityId, ticket.Channel, ticket.AssigneeId, ticket.TagIds,
        at, message is null ? null : Snippet.Of(message.Text, query), message?.AuthorName, message?.Kind);
}
