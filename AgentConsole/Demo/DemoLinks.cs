using AgentConsole.Data;
using AgentConsole.People.Identity;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Merging;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Demo;

/// <summary>What the demonstration's tickets have to do with each other: an outage with the tickets that are part of it, and a customer's two that are related.</summary>
internal static class DemoLinks
{
    private const int Parts = 4;

    /// <summary>By number, so that the same seed links the same.</summary>
    public static async Task<IReadOnlyList<TicketCommand>> AllAsync(DeskDb db, CancellationToken cancellationToken)
    {
        var agent = await db.Set<Account>().OrderBy(account => account.Id).Select(account => new { account.Id, account.DisplayName }).FirstAsync(cancellationToken);
        var by = Actor.Agent(agent.Id, agent.DisplayName);
        var outage = await db.Set<Tag>().Where(tag => tag.Name == "outage").Select(tag => tag.Id).FirstOrDefaultAsync(cancellationToken);
        var open = await db.Set<Ticket>().AsNoTracking().Where(ticket => ticket.Status <= TicketStatus.OnHold).OrderBy(ticket => ticket.Id).ToListAsync(cancellationToken);
        var about = open.Where(ticket => ticket.TagIds.Contains(outage)).Take(Parts + 1).ToList();
        var pair = open.GroupBy(ticket => ticket.CustomerId).FirstOrDefault(group => group.Count() > 1)?.Take(2).ToList();
        return
        [
            .. about.Skip(1).Select(part => new LinkTickets(by, about[0].Id, part.Id, TicketLinkKind.ParentOf)),
            .. pair is null ? [] : new TicketCommand[] { new LinkTickets(by, pair[0].Id, pair[1].Id, TicketLinkKind.Related) },
        ];
    }
}
