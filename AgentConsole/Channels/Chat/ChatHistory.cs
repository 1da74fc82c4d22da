using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Writing;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Channels.Chat;

/// <summary>A customer whom a visitor is known as, with the chat tickets, oldest first.</summary>
/// <param name="HasAddress">An e-mail address of theirs is known, by whoever's word.</param>
internal sealed record KnownVisitor(long CustomerId, string Name, IReadOnlyList<RoomTicket> Tickets, bool HasAddress);

/// <summary>
/// What the chat reads. A conversation is all public messages of the customer's chat tickets, one after the other: a follow-up
/// goes on where the closed ticket ended. The journal's sequence orders them all.
/// </summary>
internal sealed class ChatHistory(IDbContextFactory<DeskDb> databases, LifeCatalog life)
{
    /// <summary>Null for a visitor who has never written.</summary>
    public async Task<KnownVisitor?> FindAsync(string visitorId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var identities = VisitorIds.AllOf(visitorId);
        var parts = await (from identity in db.Set<CustomerIdentity>()
                           join known in db.Set<Customer>() on identity.CustomerId equals known.Id
                           where identity.Kind == IdentityKind.Visitor && identities.Contains(identity.Value)
                           orderby identity.Value
                           select new { known.Id, known.Name, HasAddress = known.Email != null || db.Set<Customer>().Any(profile => profile.Id == known.ProfileId && profile.Email != null) }).ToListAsync(cancellationToken);
        if (parts.Count == 0) return null;
        var ids = parts.ConvertAll(part => part.Id);
        var tickets = await TicketsAsync(IsChat(db, db.Set<Ticket>().Where(ticket => ids.Contains(ticket.CustomerId))), cancellationToken);
        // The conversation goes on as whom it was last held.
        var newest = tickets.Count == 0 ? 0 : tickets[^1].Id;
        var now = parts.Count == 1 ? ids[0] : await db.Set<Ticket>().Where(ticket => ticket.Id == newest).Select(ticket => ticket.CustomerId).FirstOrDefaultAsync(cancellationToken);
        return new KnownVisitor(ids.Contains(now) ? now : ids[0], parts[0].Name, tickets, parts.Exists(part => part.HasAddress));
    }

    /// <summary>These tickets as they are now.</summary>
    public async Task<IReadOnlyList<RoomTicket>> TicketsAsync(IReadOnlyList<long> ticketIds, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await TicketsAsync(db.Set<Ticket>().Where(ticket => ticketIds.Contains(ticket.Id)), cancellationToken);
    }

    /// <summary>Which visitors these tickets are a conversation with; tickets of other channels are left out.</summary>
    public async Task<IReadOnlyList<(long TicketId, string VisitorId)>> VisitorsAsync(IReadOnlyList<long> ticketIds, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await (from ticket in IsChat(db, db.Set<Ticket>().Where(ticket => ticketIds.Contains(ticket.Id)))
                           join identity in db.Set<CustomerIdentity>() on ticket.CustomerId equals identity.CustomerId
                           where identity.Kind == IdentityKind.Visitor
                           select new { ticket.Id, identity.Value }).ToListAsync(cancellationToken);
        return found.ConvertAll(row => (row.Id, VisitorIds.Whose(row.Value)));
    }

    /// <summary>The newest messages before a sequence, ascending, and whether there are older ones.</summary>
    public async Task<PageReply> BeforeAsync(IReadOnlyList<long> ticketIds, long before, CancellationToken cancellationToken)
    {
        if (ticketIds.Count == 0) return new PageReply([], More: false);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await Public(db, ticketIds).Where(message => message.Seq < before)
            .OrderByDescending(message => message.Seq).Take(ChatProtocol.PageSize + 1).ToListAsync(cancellationToken);
        var more = rows.Count > ChatProtocol.PageSize;
        if (more) rows.RemoveAt(ChatProtocol.PageSize);
        rows.Reverse();
        return new PageReply(rows.ConvertAll(Translate), more);
    }

    /// <summary>Everything after a sequence, ascending; null where that is more than a client is told in one piece.</summary>
    public async Task<IReadOnlyList<ChatMessage>?> AfterAsync(IReadOnlyList<long> ticketIds, long after, CancellationToken cancellationToken)
    {
        if (ticketIds.Count == 0) return [];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await Public(db, ticketIds).Where(message => message.Seq > after)
            .OrderBy(message => message.Seq).Take(ChatProtocol.MaxResume + 1).ToListAsync(cancellationToken);
        return rows.Count > ChatProtocol.MaxResume ? null : rows.ConvertAll(Translate);
    }

    /// <summary>What was written between two sequences (the first excluded), by ticket, ascending.</summary>
    public async Task<ILookup<long, ChatMessage>> BetweenAsync(IReadOnlyList<long> ticketIds, long after, long upTo, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await Public(db, ticketIds).Where(message => message.Seq > after && message.Seq <= upTo)
            .OrderBy(message => message.Seq).ToListAsync(cancellationToken);
        return rows.ToLookup(message => message.TicketId, Translate);
    }

    private static IQueryable<Message> Public(DeskDb db, IReadOnlyList<long> ticketIds) =>
        db.Set<Message>().Where(message => ticketIds.Contains(message.TicketId) && (message.Kind == MessageKind.Public || message.Kind == MessageKind.System));

    /// <summary>Those that are talked about in the chat: chat tickets, and tickets of other channels that one was merged into.</summary>
    private static IQueryable<Ticket> IsChat(DeskDb db, IQueryable<Ticket> tickets) => tickets.Where(ticket => ticket.Channel == TicketChannel.Chat
        || db.Set<Ticket>().Any(merged => merged.MergedIntoId == ticket.Id && (merged.Channel == TicketChannel.Chat
            || db.Set<Ticket>().Any(before => before.MergedIntoId == merged.Id && before.Channel == TicketChannel.Chat))));

    private async Task<IReadOnlyList<RoomTicket>> TicketsAsync(IQueryable<Ticket> tickets, CancellationToken cancellationToken)
    {
        var rows = await tickets.OrderBy(ticket => ticket.Id).Select(ticket => new RoomRow(
            ticket.Id, ticket.Version, ticket.Status, ticket.SeenByAgentSeq, ticket.SeenByCustomerSeq, ticket.TeamId, ticket.ResolvedAt, ticket.ScoreFor, ticket.Ending, ticket.MergedIntoId)).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => RoomTicket.Of(row, life));
    }

    private static ChatMessage Translate(Message message) => New(message, FromOf(message), message.AuthorKind == ActorKind.Customer ? message.ClientId : null);

    /// <summary>Who wrote, as the protocol has it.</summary>
    internal static string FromOf(Message message) => message.AuthorKind switch
    {
        _ when message.Kind == MessageKind.System => "system",
        ActorKind.Customer => "me",
        ActorKind.Agent => "agent",
        ActorKind.Bot => "bot",
        _ => "system",
    };

    private static ChatMessage New(Message message, string from, string? clientId)
    {
        var told = new ChatMessage(message.Seq, message.Id, from, message.AuthorName, message.Text, message.At, clientId, message.Files?.Select(ChatFile.Of).ToList());
        if (message.Kind == MessageKind.System) return told with { Name = "" };
        if (message.AuthorKind != ActorKind.Agent) return told;
        var (said, labels) = QuickReplies.Read(message.Text);
        return labels.Count == 0 ? told with { Marks = MarkedText.ToWire(message.Text) } : told with { Marks = MarkedText.Wire(said), Choices = labels };
    }
}
