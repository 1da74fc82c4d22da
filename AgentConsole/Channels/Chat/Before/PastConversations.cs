using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Channels.Chat.Before;

/// <summary>One conversation of the visitor's to read: the newest messages of it before a sequence.</summary>
internal sealed record PastRequest(long TicketId, long Before);

/// <summary>What the visitor talked about before, one conversation at a time. Reaches the room's own tickets and no other.</summary>
internal sealed class PastConversations(IDbContextFactory<DeskDb> databases, ChatHistory history, LifeCatalog life)
{
    /// <summary>The newest so many are listed.</summary>
    public const int Most = 50;

    private const int MaxWords = 140;

    /// <summary>Newest first. Refusal: <c>chat.too_fast</c>.</summary>
    public async Task<Outcome<PastReply>> ListAsync(ChatRoom room, CancellationToken cancellationToken)
    {
        if (TooFast(room) is { } wait) return wait;
        var ids = room.TicketIds.OrderDescending().Take(Most).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // What was merged into another conversation is told there.
        var rows = await db.Set<Ticket>().Where(ticket => ids.Contains(ticket.Id) && ticket.MergedIntoId == null).Select(ticket => new RoomRow(
            ticket.Id, ticket.Version, ticket.Status, ticket.SeenByAgentSeq, ticket.SeenByCustomerSeq, ticket.TeamId, ticket.ResolvedAt, ticket.ScoreFor, ticket.Ending, ticket.MergedIntoId)).ToListAsync(cancellationToken);
        var last = await db.Set<Message>().Where(message => ids.Contains(message.TicketId) && message.Kind == MessageKind.Public)
            .GroupBy(message => message.TicketId).Select(group => group.Max(message => message.Seq)).ToListAsync(cancellationToken);
        var words = (await db.Set<Message>().Where(message => last.Contains(message.Seq)).ToListAsync(cancellationToken)).ToDictionary(message => message.TicketId);
        return new PastReply([.. rows.Where(row => words.ContainsKey(row.Id)).Select(row => Of(row, words[row.Id])).OrderByDescending(past => past.At)]);
    }

    /// <summary>Refusals: <c>chat.too_fast</c>, <c>ticket.not_found</c> where it is not the visitor's.</summary>
    public async Task<Outcome<PageReply>> ReadAsync(ChatRoom room, PastRequest request, CancellationToken cancellationToken)
    {
        if (TooFast(room) is { } wait) return wait;
        if (!room.TicketIds.Contains(request.TicketId)) return new Refusal("ticket.not_found", request.TicketId);
        return await history.BeforeAsync([request.TicketId], request.Before, cancellationToken);
    }

    /// <summary>As whom one of the visitor's own conversations was held; null where it is not theirs.</summary>
    public async Task<long?> CustomerOfAsync(ChatRoom room, long ticketId, CancellationToken cancellationToken)
    {
        if (!room.TicketIds.Contains(ticketId)) return null;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Ticket>().Where(ticket => ticket.Id == ticketId).Select(ticket => (long?)ticket.CustomerId).FirstOrDefaultAsync(cancellationToken);
    }

    private PastConversation Of(RoomRow row, Message last)
    {
        var ticket = RoomTicket.Of(row, life);
        var state = RoomState.Empty.With(ticket);
        var text = last.Text.Length > 0 ? last.Text : last.Files is [var file, ..] ? file.Name : "";
        return new PastConversation(row.Id, last.At, ChatHistory.FromOf(last), Text.Preview(text, MaxWords), state.StatusName, ticket.Rate);
    }

    private static Refusal? TooFast(ChatRoom room) => room.Messages.TryTake(out var wait) ? null : new Refusal("chat.too_fast", (int)Math.Ceiling(wait.TotalMilliseconds));
}
