using AgentConsole.Common;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Tickets.Bulk;

/// <summary>One field of a ticket, before and after.</summary>
public sealed record Changed<T>(T From, T To);

/// <param name="Id">The company's own status within the category; null for the category's own.</param>
public sealed record StatusPoint(TicketStatus Status, int? Id);

/// <summary>What became of one ticket, so that it can be taken back. What was written to a customer is not among it: that can't be.</summary>
public sealed record BulkTrace(
    Changed<StatusPoint>? Status, Changed<int>? Priority, Changed<long?>? Assignee, Changed<long?>? Team, IReadOnlyList<long> TagsAdded, IReadOnlyList<long> TagsRemoved, long? MergedInto)
{
    /// <summary>The difference; null where there is none.</summary>
    public static BulkTrace? Of(Ticket before, Ticket after)
    {
        // A merge closes the ticket: taking the merge back opens it as it was.
        var merged = after.MergedIntoId is { } into && before.MergedIntoId is null ? (long?)into : null;
        var trace = new BulkTrace(
            merged is null && (before.Status, before.StatusId) != (after.Status, after.StatusId) ? new(Point(before), Point(after)) : null,
            before.PriorityId != after.PriorityId ? new(before.PriorityId, after.PriorityId) : null,
            before.AssigneeId != after.AssigneeId ? new(before.AssigneeId, after.AssigneeId) : null,
            before.TeamId != after.TeamId ? new(before.TeamId, after.TeamId) : null,
            [.. after.TagIds.Except(before.TagIds)], [.. before.TagIds.Except(after.TagIds)], merged);
        return trace is { Status: null, Priority: null, Assignee: null, Team: null, MergedInto: null } && trace.TagsAdded.Count + trace.TagsRemoved.Count == 0 ? null : trace;
    }

    /// <summary>The commands that take it back, or a refusal where somebody changed the same since: their word stands.</summary>
    public Outcome<IReadOnlyList<TicketCommand>> Undo(Ticket now, Actor by)
    {
        var commands = new List<TicketCommand>();
        if (MergedInto is { } into)
        {
            if (now.MergedIntoId != into) return new Refusal("bulk.changed_since", now.Id);
            commands.Add(new UndoMerge(by, now.Id));
        }

        if ((Status is { } s && Point(now) != s.To) || (Priority is { } p && now.PriorityId != p.To) || (Assignee is { } a && now.AssigneeId != a.To) || (Team is { } t && now.TeamId != t.To))
            return new Refusal("bulk.changed_since", now.Id);
        // Nothing becomes New again: what was is open, and was looked at.
        if (Status is { } status) commands.Add(new ChangeStatus(by, now.Id, status.From.Status == TicketStatus.New ? TicketStatus.Open : status.From.Status, StatusId: status.From.Id));
        if (Priority is { } priority) commands.Add(new ChangePriority(by, now.Id, priority.From));
        if (Team is { } team) commands.Add(new AssignTeam(by, now.Id, team.From));
        if (Assignee is { } assignee) commands.Add(new Assign(by, now.Id, assignee.From));
        long[] remove = [.. TagsAdded.Intersect(now.TagIds)], add = [.. TagsRemoved.Except(now.TagIds)];
        if (remove.Length + add.Length > 0) commands.Add(new ChangeTags(by, now.Id, add, remove));
        return commands;
    }

    private static StatusPoint Point(Ticket ticket) => new(ticket.Status, ticket.StatusId);
}
