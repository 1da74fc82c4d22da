using AgentConsole.Data;
using AgentConsole.People;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Chats;

/// <summary>A ticket that rings, or rang a moment ago.</summary>
/// <param name="LastLine">What was said last, shortened.</param>
/// <param name="WaitingSince">Since when the customer waits for an answer; null where they don't.</param>
/// <param name="OfferedTo">For whom it rings.</param>
/// <param name="Until">When the ringing ends; null where it rings for nobody.</param>
public sealed record RingingTicket(
    long TicketId, string Customer, string LastLine, DateTimeOffset? WaitingSince, long? AssigneeId, IReadOnlyList<long> OfferedTo, DateTimeOffset? Until)
{
    public bool RingsFor(long agentId) => AssigneeId is null && Until is not null && OfferedTo.Contains(agentId);
}

/// <summary>What rings for an agent now. It costs what rings in the company, not what is open.</summary>
public sealed class RingingTickets(IDbContextFactory<DeskDb> databases)
{
    /// <param name="known">Tickets to read as they are now, whether or not they ring.</param>
    public async Task<IReadOnlyList<RingingTicket>> ReadAsync(long agentId, IReadOnlyCollection<long> known, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (from ticket in db.Set<Ticket>().Where(ticket => (ticket.HeldUntil != null && ticket.AssigneeId == null) || known.Contains(ticket.Id))
                          join customer in db.Set<Customer>() on ticket.CustomerId equals customer.Id
                          orderby ticket.HeldUntil
                          select new RingingTicket(ticket.Id, customer.Name, ticket.LastMessagePreview, ticket.WaitingSince, ticket.AssigneeId, ticket.OfferedTo, ticket.HeldUntil))
            .ToListAsync(cancellationToken);
        return [.. rows.Where(row => known.Contains(row.TicketId) || row.RingsFor(agentId))];
    }
}
