using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Merging;

/// <summary>The tickets whose messages are read as one conversation.</summary>
internal static class TicketFamily
{
    /// <summary>A ticket, what was merged into it, and what was merged into that; the ticket itself first.</summary>
    public static async Task<List<long>> OfAsync(DeskDb db, long ticketId, CancellationToken cancellationToken)
    {
        List<long> family = [ticketId], newest = [ticketId];
        while (newest.Count > 0)
        {
            var into = newest;
            newest = await db.Set<Ticket>().Where(ticket => ticket.MergedIntoId != null && into.Contains(ticket.MergedIntoId.Value))
                .OrderBy(ticket => ticket.Id).Select(ticket => ticket.Id).ToListAsync(cancellationToken);
            newest.RemoveAll(family.Contains);
            family.AddRange(newest);
        }

        return family;
    }
}
