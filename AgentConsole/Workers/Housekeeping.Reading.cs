using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Workers;

// What it asks the database: the heads of all groups once an hour, the tickets that changed, and of a group whose head is due the tickets that rest longest.
public sealed partial class Housekeeping
{
    private const int Page = 500;

    private async Task LoadAsync(DeskDb db, CancellationToken cancellationToken)
    {
        // Before it is read: it is no younger than this, whatever becomes of the clock meanwhile.
        var began = time.Instant();
        _changed.Clear();
        _heads.Clear();
        var resting = await db.Set<Ticket>().Where(ticket => (ticket.Status == TicketStatus.Pending || ticket.Status == TicketStatus.Resolved) && ticket.RestsSince != null)
            .GroupBy(ticket => new { ticket.Status, ticket.TeamId, ticket.IsReminded })
            .Select(group => new { group.Key.Status, group.Key.TeamId, group.Key.IsReminded, Since = group.Min(ticket => ticket.RestsSince) }).ToListAsync(cancellationToken);
        foreach (var head in resting) _heads.Hear(new RestingGroup(head.Status, head.TeamId, head.IsReminded), head.Since!.Value);
        if (await db.Set<Ticket>().MinAsync(ticket => ticket.SnoozedUntil, cancellationToken) is { } until) _heads.Hear(RestingGroup.Snoozed, until);
        _loadedAt = began;
    }

    private async Task ReadChangedAsync(DeskDb db, CancellationToken cancellationToken)
    {
        foreach (var page in _changed.Chunk(Page))
        {
            var rows = await db.Set<Ticket>().Where(ticket => page.Contains(ticket.Id) && (ticket.RestsSince != null || ticket.SnoozedUntil != null))
                .Select(ticket => new { ticket.Status, ticket.TeamId, ticket.IsReminded, ticket.RestsSince, ticket.SnoozedUntil }).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                if (row.SnoozedUntil is { } until) _heads.Hear(RestingGroup.Snoozed, until);
                else _heads.Hear(new RestingGroup(row.Status, row.TeamId, row.IsReminded), row.RestsSince!.Value);
            }
        }

        _changed.Clear();
    }

    /// <summary>The next tickets of each group whose head is due, with those that were tried and are not done; each group's head as it is now.</summary>
    private async Task<List<RestingTicket>> DueAsync(DeskDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = new List<RestingTicket>();
        foreach (var (group, wait) in _heads.DueAt(WaitOf, now))
        {
            // Mostly one ticket is due, or none any more: looking has to be cheap.
            var count = _due.Tried + Together;
            var next = await NextAsync(db, group, count, cancellationToken);
            _heads.Set(group, next.Count == 0 ? null : next[0].Since);
            due.AddRange(next.Select(ticket => new RestingTicket(wait.Kind, group.TeamId, new DueTransition(ticket.Id, wait.At(ticket.Since)))));
        }

        return [.. due.OrderBy(ticket => ticket.Due.At)];
    }

    private static async Task<List<(long Id, DateTimeOffset Since)>> NextAsync(DeskDb db, RestingGroup group, int count, CancellationToken cancellationToken)
    {
        if (group.Status is not { } status)
        {
            var snoozed = await db.Set<Ticket>().Where(ticket => ticket.SnoozedUntil != null).OrderBy(ticket => ticket.SnoozedUntil).Take(count)
                .Select(ticket => new { ticket.Id, At = ticket.SnoozedUntil!.Value }).ToListAsync(cancellationToken);
            return snoozed.ConvertAll(row => (row.Id, row.At));
        }

        var rows = await db.Set<Ticket>()
            .Where(ticket => ticket.Status == status && ticket.TeamId == group.TeamId && ticket.IsReminded == group.IsReminded && ticket.RestsSince != null)
            .OrderBy(ticket => ticket.RestsSince).Take(count).Select(ticket => new { ticket.Id, At = ticket.RestsSince!.Value }).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.Id, row.At));
    }
}
