using AgentConsole.Data;
using AgentConsole.Tickets.Search;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Merging;

/// <summary>How a ticket has to do with another.</summary>
public enum LinkedAs { MergedHere = 0, SplitOffHere = 1, SplitFrom = 2, FollowUpOf = 3, Parent = 4, Child = 5, Related = 6 }

/// <summary>A ticket that has to do with another.</summary>
public sealed record LinkedTicket(LinkedAs As, long Id, string Subject, TicketStatus Status);

/// <summary>A ticket that another may be merged into or linked to.</summary>
/// <param name="Customer">The name of the profile whose it is.</param>
/// <param name="IsSameCustomer">Only these may be merged.</param>
public sealed record LinkCandidate(long Id, string Subject, string Customer, TicketStatus Status, DateTimeOffset LastMessageAt, bool IsSameCustomer);

/// <summary>Reads what a ticket is linked to, and what it could be.</summary>
public sealed class LinkedTickets(IDbContextFactory<DeskDb> databases)
{
    /// <summary>The most that are shown of each kind.</summary>
    public const int Shown = 50;

    /// <summary>In the order of <see cref="LinkedAs"/>, then by number.</summary>
    public async Task<IReadOnlyList<LinkedTicket>> OfAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (id, named) = (ticket.Id, new List<long>([.. ticket.RelatedIds, ticket.SplitFromId ?? 0, ticket.FollowUpOf ?? 0, ticket.ParentId ?? 0]));
        var rows = await db.Set<Ticket>().Where(other => named.Contains(other.Id)).Select(other => new Row(other.Id, other.Subject, other.Status)).ToListAsync(cancellationToken);
        var merged = await Rows(db.Set<Ticket>().Where(other => other.MergedIntoId == id && other.SplitFromId != id), cancellationToken);
        var parts = await Rows(db.Set<Ticket>().Where(other => other.SplitFromId == id && other.MergedIntoId == null), cancellationToken);
        var children = await Rows(db.Set<Ticket>().Where(other => other.ParentId == id), cancellationToken);
        // A part that went on and was merged back is merged, not split off: its merge is what can be taken back.
        var returned = await Rows(db.Set<Ticket>().Where(other => other.SplitFromId == id && other.MergedIntoId == id && other.MessageCount > 0), cancellationToken);
        return
        [
            .. merged.Concat(returned).OrderBy(row => row.Id).Select(row => row.As(LinkedAs.MergedHere)),
            .. parts.Select(row => row.As(LinkedAs.SplitOffHere)),
            .. rows.Where(row => row.Id == ticket.SplitFromId).Select(row => row.As(LinkedAs.SplitFrom)),
            .. rows.Where(row => row.Id == ticket.FollowUpOf).Select(row => row.As(LinkedAs.FollowUpOf)),
            .. rows.Where(row => row.Id == ticket.ParentId).Select(row => row.As(LinkedAs.Parent)),
            .. children.Select(row => row.As(LinkedAs.Child)),
            .. rows.Where(row => ticket.RelatedIds.Contains(row.Id)).OrderBy(row => row.Id).Select(row => row.As(LinkedAs.Related)),
        ];
    }

    /// <summary>The same customer's other tickets whose subject or number holds what is typed: open ones first, newest first. A number finds anybody's ticket.</summary>
    public async Task<IReadOnlyList<LinkCandidate>> SuggestAsync(Ticket ticket, string typed, bool openOnly, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var words = SearchWord.Of(typed).ConvertAll(word => word.Folded);
        var number = new SearchQuery(typed).Number;
        var own = await Candidates(db, ticket, db.Set<Ticket>().Where(other => other.CustomerId == ticket.CustomerId && other.Id != ticket.Id && other.MergedIntoId == null
            && (!openOnly || other.Status <= TicketStatus.Resolved)).OrderByDescending(other => other.Id).Take(MergeRules.MaxFamily), cancellationToken);
        own.RemoveAll(other => number != other.Id && !words.TrueForAll(word => SearchWord.Fold(other.Subject).Contains(word, StringComparison.Ordinal)));
        own.Sort((a, b) => (a.Status > TicketStatus.OnHold).CompareTo(b.Status > TicketStatus.OnHold) is var byStatus && byStatus != 0 ? byStatus : b.Id.CompareTo(a.Id));
        if (number is { } named && named != ticket.Id && !own.Exists(other => other.Id == named))
            own.InsertRange(0, await Candidates(db, ticket, db.Set<Ticket>().Where(other => other.Id == named), cancellationToken));
        return [.. own.Take(Shown)];
    }

    private static async Task<List<LinkCandidate>> Candidates(DeskDb db, Ticket ticket, IQueryable<Ticket> tickets, CancellationToken cancellationToken) =>
        await (from other in tickets
               join part in db.Set<People.Customer>() on other.CustomerId equals part.Id
               join profile in db.Set<People.Customer>() on part.ProfileId equals profile.Id
               select new LinkCandidate(other.Id, other.Subject, profile.Name, other.Status, other.LastMessageAt, other.CustomerId == ticket.CustomerId)).ToListAsync(cancellationToken);

    private static async Task<List<Row>> Rows(IQueryable<Ticket> tickets, CancellationToken cancellationToken) =>
        await tickets.OrderBy(other => other.Id).Take(Shown).Select(other => new Row(other.Id, other.Subject, other.Status)).ToListAsync(cancellationToken);

    private sealed record Row(long Id, string Subject, TicketStatus Status)
    {
        public LinkedTicket As(LinkedAs how) => new(how, Id, Subject, Status);
    }
}
