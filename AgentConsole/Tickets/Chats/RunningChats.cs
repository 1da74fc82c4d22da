using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Chats;

/// <summary>A chat that goes on now.</summary>
/// <param name="Unread">How many messages of the customer no agent has seen.</param>
public sealed record RunningChat(
    long TicketId, string Customer, string Subject, long? AssigneeId, DateTimeOffset? WaitingSince, string LastLine, ActorKind LastBy, DateTimeOffset LastAt, int Unread);

/// <summary>Chats that somebody works on or waits in: those that need an answer, and those that were answered lately.</summary>
public sealed class RunningChats(IDbContextFactory<DeskDb> databases, TimeProvider time)
{
    public const int Most = 100;

    /// <summary>One that waits for the customer runs on for so long after what was said last.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(30);

    /// <summary>An agent's, or all of them, in the order in which they came; at most <see cref="Most"/>.</summary>
    public async Task<IReadOnlyList<RunningChat>> ListAsync(long? agentId, CancellationToken cancellationToken)
    {
        var since = time.Instant() - Lately;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var tickets = db.Set<Ticket>().Where(ticket => ticket.Channel == TicketChannel.Chat && !ticket.IsSnoozed
            && (ticket.Status <= TicketStatus.Open || (ticket.Status == TicketStatus.Pending && ticket.LastMessageAt > since)));
        if (agentId is not null) tickets = tickets.Where(ticket => ticket.AssigneeId == agentId);
        return await (from ticket in tickets.OrderBy(ticket => ticket.Id).Take(Most)
                      join customer in db.Set<Customer>() on ticket.CustomerId equals customer.Id
                      orderby ticket.Id
                      select new RunningChat(
                          ticket.Id, customer.Name, ticket.Subject, ticket.AssigneeId, ticket.WaitingSince, ticket.LastMessagePreview, ticket.LastMessageBy, ticket.LastMessageAt,
                          db.Set<Message>().Count(message => message.TicketId == ticket.Id && message.AuthorKind == ActorKind.Customer && message.Seq > ticket.SeenByAgentSeq)))
            .ToListAsync(cancellationToken);
    }
}
