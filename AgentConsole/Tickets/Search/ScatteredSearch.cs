using System.Data.Common;
using AgentConsole.Data;
using AgentConsole.People;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Search;

/// <summary>
/// Tickets that hold each of the words somewhere, though no message holds them all: a word in the subject and another in an answer. Of each word the newest places are looked up; where that
/// was not all of them, the texts of the likeliest tickets have the last word.
/// </summary>
internal sealed class ScatteredSearch(SearchReader reader)
{
    /// <summary>The newest places of a word that are looked at in each index; the most tickets and messages whose texts are read.</summary>
    private const int MaxHits = 400, MaxTickets = 100, MaxMessages = 1000;

    /// <summary>The newest first.</summary>
    public async Task<List<SearchedTicket>> FindAsync(DeskDb db, DbConnection connection, SearchQuery query, HashSet<long> found, CancellationToken cancellationToken)
    {
        var words = new Places[query.Words.Count];
        HashSet<long>? left = null;
        // The longest word first: it is the rarest as a rule, and where nothing is left the others need not be looked up.
        foreach (var word in Enumerable.Range(0, words.Length).OrderByDescending(word => query.Words[word].Length))
        {
            words[word] = await PlacesAsync(connection, query, word, cancellationToken);
            if (!words[word].IsAll) continue;
            if (left is null) left = [.. words[word].ByTicket.Keys.Where(ticket => !found.Contains(ticket))];
            else left.IntersectWith(words[word].ByTicket.Keys);
            if (left.Count == 0) return [];
        }

        var rarest = words.OrderBy(word => !word.IsAll).ThenBy(word => word.ByTicket.Count).First();
        var likely = rarest.ByTicket.Values.Where(hit => left?.Contains(hit.TicketId) ?? !found.Contains(hit.TicketId))
            .OrderByDescending(hit => hit.At).ThenByDescending(hit => hit.TicketId).ToList();
        var open = likely.Where(hit => Missing(hit).Any()).Take(MaxTickets).ToList();
        var texts = await TextsAsync(db, open.ConvertAll(hit => hit.TicketId), cancellationToken);
        var covered = open.Where(hit => query.IsCoveredBy(texts[hit.TicketId], Missing(hit))).Select(hit => hit.TicketId).ToHashSet();
        return [.. likely.Where(hit => covered.Contains(hit.TicketId) || !Missing(hit).Any()).Select(hit => new SearchedTicket(hit.TicketId, hit.MessageId, 0))];

        IEnumerable<int> Missing(SearchHit hit) => words.Index().Where(word => !word.Item.ByTicket.ContainsKey(hit.TicketId)).Select(word => word.Index);
    }

    private async Task<Places> PlacesAsync(DbConnection connection, SearchQuery query, int word, CancellationToken cancellationToken)
    {
        var (places, isAll) = (new Dictionary<long, SearchHit>(), true);
        foreach (var index in SearchReader.Indexes)
        {
            var hits = await reader.HitsAsync(connection, query, index, MaxHits, word, cancellationToken);
            isAll &= hits.Count < MaxHits;
            // What is shown of a ticket is the newest message, rather than what stands in its head.
            foreach (var hit in hits) places.TryAdd(hit.TicketId, hit);
        }

        return new Places(places, isAll);
    }

    private static async Task<ILookup<long, string>> TextsAsync(DeskDb db, List<long> tickets, CancellationToken cancellationToken)
    {
        if (tickets.Count == 0) return Array.Empty<string>().ToLookup(_ => 0L);
        var messages = await db.Set<Message>().Where(message => tickets.Contains(message.TicketId)).OrderByDescending(message => message.Id).Take(MaxMessages)
            .Select(message => new { message.TicketId, message.Text, message.Files }).ToListAsync(cancellationToken);
        var heads = await (from ticket in db.Set<Ticket>()
                           join own in db.Set<Customer>() on ticket.CustomerId equals own.Id
                           join customer in db.Set<Customer>() on own.ProfileId equals customer.Id
                           where tickets.Contains(ticket.Id)
                           select new { ticket.Id, ticket.Subject, customer.Name, customer.Company, customer.Email }).ToListAsync(cancellationToken);
        return messages.Select(message => (message.TicketId, SearchText.Of(message.Text, message.Files))).Concat(heads.Select(head => (head.Id, $"{head.Subject} {head.Name} {head.Company} {head.Email}")))
            .ToLookup(text => text.Item1, text => text.Item2);
    }

    /// <param name="ByTicket">Where the word is.</param>
    /// <param name="IsAll">False where there are more places than were looked up.</param>
    private sealed record Places(Dictionary<long, SearchHit> ByTicket, bool IsAll);
}
