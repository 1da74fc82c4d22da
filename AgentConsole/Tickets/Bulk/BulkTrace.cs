using AgentConsole.Common;
using AgentConsole.Tickets.Life;
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
    public Changed<SnoozeEnd?>? Snooze { get; init; }

    /// <summary>The difference; null where there is none.</summary>
    public static BulkTrace? Of(BulkPoint before, BulkPoint after)
    {
        // A merge closes the ticket and ends its snooze: taking the merge back makes both as they were.
        var merged = after.MergedIntoId is { } into && before.MergedIntoId is null ? (long?)into : null;
        var trace = new BulkTrace(
            merged is null && Point(before) != Point(after) ? new(Point(before), Point(after)) : null,
            before.PriorityId != after.PriorityId ? new(before.PriorityId, after.PriorityId) : null,
            before.AssigneeId != after.AssigneeId ? new(before.AssigneeId, after.AssigneeId) : null,
            before.TeamId != after.TeamId ? new(before.TeamId, after.TeamId) : null,
            [.. after.TagIds.Except(before.TagIds)], [.. before.TagIds.Except(after.TagIds)], merged)
        {
            Snooze = merged is null && before.Snooze != after.Snooze ? new(before.Snooze, after.Snooze) : null,
        };
        return trace is { Snooze: null, Status: null, Priority: null, Assignee: null, Team: null, MergedInto: null } && trace.TagsAdded.Count + trace.TagsRemoved.Count == 0 ? null : trace;
    }

    /// <summary>The commands that take it back, or a refusal where somebody changed the same since: their word stands.</summary>
    public Outcome<IReadOnlyList<TicketCommand>> Undo(Ticket now, Actor by, DateTimeOffset at)
    {
        var (commands, point) = (new List<TicketCommand>(), BulkPoint.Of(now));
        // Nothing becomes New again: what was is open, and was looked at.
        var status = Status is { From.Status: TicketStatus.New } looked ? looked with { From = looked.From with { Status = TicketStatus.Open } } : Status;
        if (MergedInto is { } into && now.MergedIntoId is { } merged)
        {
            if (merged != into) return new Refusal("bulk.changed_since", now.Id);
            commands.Add(new UndoMerge(by, now.Id));
        }

        if (!(IsOurs(status, Point(point)) && IsOurs(Priority, point.PriorityId) && IsOurs(Assignee, point.AssigneeId) && IsOurs(Team, point.TeamId) && IsOurs(Snooze, point.Snooze)))
            return new Refusal("bulk.changed_since", now.Id);
        if (status is not null && Point(point) != status.From) commands.Add(new ChangeStatus(by, now.Id, status.From.Status, StatusId: status.From.Id));
        if (Priority is { } priority && point.PriorityId != priority.From) commands.Add(new ChangePriority(by, now.Id, priority.From));
        if (Team is { } team && point.TeamId != team.From) commands.Add(new AssignTeam(by, now.Id, team.From));
        if (Assignee is { } assignee && point.AssigneeId != assignee.From) commands.Add(new Assign(by, now.Id, assignee.From));
        long[] remove = [.. TagsAdded.Intersect(now.TagIds)], add = [.. TagsRemoved.Except(now.TagIds)];
        if (remove.Length + add.Length > 0) commands.Add(new ChangeTags(by, now.Id, add, remove));
        if (Snooze is { From: var before } && before != point.Snooze)
        {
            // A snooze that would be over by now is over.
            if (before is not null && (before.Until is null || before.Until > at)) commands.Add(new Snooze(by, now.Id, before.Until));
            else if (now.IsSnoozed) commands.Add(new EndSnooze(by, now.Id));
        }

        return commands;
    }

    /// <summary>It is what we made it, or what it was before: the undo was cut off here, or somebody took it back by hand.</summary>
    private static bool IsOurs<T>(Changed<T>? changed, T now) => changed is null || EqualityComparer<T>.Default.Equals(changed.To, now) || EqualityComparer<T>.Default.Equals(changed.From, now);

    private static StatusPoint Point(BulkPoint ticket) => new(ticket.Status, ticket.StatusId);
}
