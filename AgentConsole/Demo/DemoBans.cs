using AgentConsole.Data;
using AgentConsole.People.Bans;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Demo;

/// <summary>One visitor of long ago to whom the chat is closed, so that the page which says so has something to say.</summary>
internal static class DemoBans
{
    public static async Task<IReadOnlyList<TicketCommand>> AllAsync(DeskDb db, Actor by, CancellationToken cancellationToken)
    {
        var customer = await db.Set<Ticket>().Where(ticket => ticket.Channel == TicketChannel.Chat && ticket.Status == TicketStatus.Closed).OrderBy(ticket => ticket.Id)
            .Select(ticket => ticket.CustomerId).FirstOrDefaultAsync(cancellationToken);
        return customer == 0 ? [] : [new BanVisitor(by, customer, "Comes back under one name after another for the discount that new customers get.", BanLength.ForGood, WithAddress: false)];
    }
}
