using AgentConsole.Data;
using AgentConsole.People;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Inbox;

/// <summary>What the inbox reads of the database: facts of all listed tickets once, then whole tickets by number.</summary>
internal sealed class InboxLoader(IDbContextFactory<DeskDb> databases, TicketCatalog catalog, InboxWeights weights)
{
    private const int Page = 500;

    public async Task<List<TicketFacts>> AllFactsAsync(CancellationToken cancellationToken)
    {
        var ranks = catalog.Priorities.ToDictionary(level => level.Id, level => level.Rank);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // Few customers are anything but standard: these are read first, and no ticket has to look for its own.
        var special = await (from profile in db.Set<Customer>().Where(customer => customer.Tier != CustomerTier.Standard || customer.IsVip)
                             join customer in db.Set<Customer>() on profile.Id equals customer.ProfileId
                             select new { customer.Id, profile.Tier, profile.IsVip }).ToDictionaryAsync(customer => customer.Id, customer => (customer.Tier, customer.IsVip), cancellationToken);
        var tickets = db.Set<Ticket>().Where(ticket => ticket.Status <= TicketStatus.Resolved).Select(ticket => new
        {
            ticket.Id,
            ticket.DueAt,
            ticket.WaitingSince,
            ticket.AssigneeId,
            ticket.TeamId,
            ticket.PriorityId,
            ticket.Status,
            ticket.SlaState,
            ticket.Channel,
            ticket.CustomerId,
            ticket.IsSnoozed,
        });
        // A list that grows leaves its smaller selves behind, and with a hundred thousand tickets those are large.
        var facts = new List<TicketFacts>(await tickets.CountAsync(cancellationToken));
        await foreach (var t in tickets.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var (due, waits, customer) = (Milliseconds(t.DueAt), Milliseconds(t.WaitingSince), special.GetValueOrDefault(t.CustomerId));
            facts.Add(new TicketFacts(t.Id, due, waits, weights.KeyOf(due, waits, t.PriorityId, customer.Tier, customer.IsVip), Narrow(t.AssigneeId), Narrow(t.TeamId),
                t.PriorityId, ranks.GetValueOrDefault(t.PriorityId), t.Status, t.SlaState, t.Channel, t.IsSnoozed));
        }

        return facts;
    }

    /// <summary>Whole tickets with their customers; closed ones too.</summary>
    public async Task<List<(Ticket Ticket, Customer Customer)>> TicketsAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        var found = new List<(Ticket, Customer)>(ids.Count);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var page in ids.Chunk(Page))
        {
            var rows = await (from ticket in db.Set<Ticket>()
                              join own in db.Set<Customer>() on ticket.CustomerId equals own.Id
                              join customer in db.Set<Customer>() on own.ProfileId equals customer.Id
                              where page.Contains(ticket.Id)
                              select new { ticket, customer }).ToListAsync(cancellationToken);
            found.AddRange(rows.Select(row => (row.ticket, row.customer)));
        }

        return found;
    }

    /// <summary>Numbers and instants of what arrived or was resolved since an instant.</summary>
    public async Task<List<(long Id, DateTimeOffset CreatedAt, DateTimeOffset? ResolvedAt)>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<Ticket>().Where(ticket => ticket.CreatedAt >= since || ticket.ResolvedAt >= since)
            .Select(ticket => new { ticket.Id, ticket.CreatedAt, ticket.ResolvedAt }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.CreatedAt, row.ResolvedAt))];
    }

    /// <summary>Chats that wait for the customer, the last word in them said after an instant.</summary>
    public async Task<List<(long Id, long? TeamId, DateTimeOffset SaidLast)>> TalkedSinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<Ticket>().Where(ticket => ticket.Status == TicketStatus.Pending && ticket.Channel == TicketChannel.Chat && ticket.AssigneeId != null && !ticket.IsSnoozed && ticket.LastMessageAt > since)
            .Select(ticket => new { ticket.Id, ticket.TeamId, ticket.LastMessageAt }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.TeamId, row.LastMessageAt))];
    }

    public TicketFacts? FactsOf(Ticket ticket, Customer customer)
    {
        if (!TicketFacts.IsListed(ticket.Status)) return null;
        var (due, waits) = (Milliseconds(ticket.DueAt), Milliseconds(ticket.WaitingSince));
        return new TicketFacts(
            ticket.Id, due, waits, weights.KeyOf(due, waits, ticket.PriorityId, customer.Tier, customer.IsVip), Narrow(ticket.AssigneeId), Narrow(ticket.TeamId),
            ticket.PriorityId, catalog.Priority(ticket.PriorityId).Rank, ticket.Status, ticket.SlaState, ticket.Channel, ticket.IsSnoozed);
    }

    public static InboxRow RowOf(Ticket t, Customer customer) => new(
        t.Id, t.Version, t.Subject, t.Status, t.PriorityId, t.Channel, customer.Id, customer.Name, customer.Tier, customer.IsVip,
        new InboxRow.IdList(t.TagIds), t.AssigneeId, t.TeamId, t.CreatedAt, t.LastMessageAt, t.LastMessageBy, t.LastMessagePreview, t.IsUnread,
        t.WaitingSince, t.SlaState, t.Sla.DueTarget, t.DueAt, t.Sla.AtRiskAt,
        t.Sla.Targets.FirstOrDefault(target => target.State == SlaState.Paused)?.Left)
    {
        IsSnoozed = t.IsSnoozed,
        SnoozedUntil = t.SnoozedUntil,
        StatusId = t.StatusId,
        Fields = t.Fields,
    };

    // No company has two thousand million agents or teams, and there is one of each for every ticket.
    private static int Narrow(long? id) => checked((int)(id ?? 0));

    private static long Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds() ?? TicketFacts.Never;
}
