using AgentConsole.Common;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Macros;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Tickets.Bulk;

/// <summary>What is done with each ticket of a selection; what is null is left as it is.</summary>
public sealed record BulkChange
{
    public TicketStatus? Status { get; init; }

    /// <summary>The company's own status within <see cref="Status"/>; null for the category's own, or the one a ticket has where it is in that category already.</summary>
    public int? StatusId { get; init; }

    /// <summary>Until when each is snoozed.</summary>
    public SnoozeEnd? Snoozed { get; init; }

    /// <summary>Snoozes are ended.</summary>
    public bool Wakes { get; init; }

    public int? PriorityId { get; init; }

    /// <summary>Whom it is given to; 0 for nobody.</summary>
    public long? AssigneeId { get; init; }

    /// <summary>Which team it is given to; 0 for none.</summary>
    public long? TeamId { get; init; }

    public IReadOnlyList<long> AddTagIds { get; init; } = [];

    public IReadOnlyList<long> RemoveTagIds { get; init; } = [];

    /// <summary>What is written in each, with placeholders (<see cref="MacroText"/>).</summary>
    public string Text { get; init; } = "";

    /// <summary>The text is a note, which customers don't see.</summary>
    public bool IsNote { get; init; }

    /// <summary>The ticket that all are merged into.</summary>
    public long? MergeIntoId { get; init; }

    /// <summary>True where it gives tickets to somebody, which is a permission of its own.</summary>
    public bool Assigns => AssigneeId is not null || TeamId is not null;

    /// <summary>True where customers are written to, which nobody can take back once it went out.</summary>
    public bool Replies => Text.Length > 0 && !IsNote;

    public bool DoesNothing => Status is null && PriorityId is null && !Assigns && AddTagIds.Count + RemoveTagIds.Count == 0 && Text.Length == 0 && MergeIntoId is null
        && Snoozed is null && !Wakes;

    /// <summary>What a macro does, by whoever begins it.</summary>
    public static BulkChange Of(Macro macro, long agentId) => new()
    {
        Status = macro.Status,
        StatusId = macro.StatusId,
        PriorityId = macro.PriorityId,
        TeamId = macro.TeamId,
        AssigneeId = macro.TakesTicket ? agentId : null,
        AddTagIds = macro.AddTagIds,
        RemoveTagIds = macro.RemoveTagIds,
        Text = macro.Text,
        IsNote = macro.IsNote,
    };

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public Refusal? Problem()
    {
        if (DoesNothing) return new Refusal("bulk.nothing");
        if (Snoozed is not null && Status is TicketStatus.Resolved or TicketStatus.Closed or TicketStatus.Spam) return new Refusal("snooze.ended", Status);
        return Text.Length > 0 ? Lifecycle.CheckText(Text) : null;
    }

    /// <summary>The commands for one ticket, in the order in which they are done; what is so already is left out.</summary>
    /// <param name="text">The text with its placeholders filled in.</param>
    /// <param name="clientId">By which a repeat of the text is known.</param>
    public IReadOnlyList<TicketCommand> On(Ticket ticket, Actor by, string text, string clientId)
    {
        if (ticket.Id == MergeIntoId) return [];
        var commands = new List<TicketCommand>();
        if (text.Length > 0) commands.Add(IsNote ? new AddNote(by, ticket.Id, text, clientId) : new AgentReplies(by, ticket.Id, text, clientId, ThenStatus: Status) { ThenStatusId = StatusId });
        long[] added = [.. AddTagIds.Except(ticket.TagIds)], removed = [.. RemoveTagIds.Intersect(ticket.TagIds)];
        if (added.Length + removed.Length > 0) commands.Add(new ChangeTags(by, ticket.Id, added, removed));
        if (PriorityId is { } priority && priority != ticket.PriorityId) commands.Add(new ChangePriority(by, ticket.Id, priority));
        if (TeamId is { } team && Named(team) != ticket.TeamId) commands.Add(new AssignTeam(by, ticket.Id, Named(team)));
        if (AssigneeId is { } agent && Named(agent) != ticket.AssigneeId) commands.Add(new Assign(by, ticket.Id, Named(agent)));
        if (Status is { } status && (status != ticket.Status || (StatusId is not null && StatusId != ticket.StatusId))) commands.Add(new ChangeStatus(by, ticket.Id, status, StatusId: StatusId));
        if (Snoozed is { } end && SnoozeEnd.Of(ticket) != end) commands.Add(new Snooze(by, ticket.Id, end.Until));
        if (Wakes && Snoozed is null && ticket.IsSnoozed) commands.Add(new EndSnooze(by, ticket.Id));
        if (MergeIntoId is { } into && ticket.MergedIntoId != into) commands.Add(new MergeTicket(by, ticket.Id, into));
        return commands;
    }

    private static long? Named(long id) => id == 0 ? null : id;
}
