using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Tickets;

/// <summary>
/// A ticket as the journal made it: one customer's one request. A new state is made only by <see cref="TicketHistory.Apply"/>,
/// so replaying a ticket's journal gives exactly this record.
/// </summary>
public sealed record Ticket
{
    public const int MaxDeclaredLength = 100;

    /// <summary>Its number, the one people say aloud.</summary>
    public required long Id { get; init; }

    /// <summary>Goes up by one with each command that changed something a person decides on; what 'changed since you looked' compares.</summary>
    public int Version { get; init; }

    public required string Subject { get; init; }

    public TicketStatus Status { get; init; }

    /// <summary>The company's own status within <see cref="Status"/>'s category; null for the category's own.</summary>
    public int? StatusId { get; init; }

    public int PriorityId { get; init; } = PriorityLevel.NormalId;

    /// <summary>A person chose the priority: rules leave it alone from then on.</summary>
    public bool PriorityIsByHand { get; init; }

    /// <summary>What the customer chose in a form, or a program sent with the request; the last that was declared.</summary>
    public string? Declared { get; init; }

    public TicketChannel Channel { get; init; }

    public required long CustomerId { get; init; }

    public long? AssigneeId { get; init; }

    public long? TeamId { get; init; }

    /// <summary>
    /// Until when it is held for its agent, who took it and has done nothing on it yet; or, without an agent, until when it is offered. Null where neither.
    /// </summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Whom it is offered to; the first to take it has it.</summary>
    public IReadOnlyList<long> OfferedTo { get; init; } = [];

    /// <summary>For whom it rang and who did not take it: they are not asked again in this round.</summary>
    public IReadOnlyList<long> PassedBy { get; init; } = [];

    /// <summary>Agents who want to be told of it.</summary>
    public IReadOnlyList<long> FollowerIds { get; init; } = [];

    /// <summary>The widget site it came from, where it came from one.</summary>
    public long? SiteId { get; init; }

    public long? FollowUpOf { get; init; }

    /// <summary>The ticket it was merged into: its conversation goes on there.</summary>
    public long? MergedIntoId { get; init; }

    /// <summary>The ticket its first messages were split off.</summary>
    public long? SplitFromId { get; init; }

    /// <summary>The incident it is one of.</summary>
    public long? ParentId { get; init; }

    public IReadOnlyList<long> RelatedIds { get; init; } = [];

    public IReadOnlyList<long> TagIds { get; init; } = [];

    /// <summary>What it holds of the company's own fields.</summary>
    public FieldValues Fields { get; init; } = FieldValues.None;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public int MessageCount { get; init; }

    public DateTimeOffset LastMessageAt { get; init; }

    public ActorKind LastMessageBy { get; init; }

    public string LastMessagePreview { get; init; } = "";

    /// <summary>The journal sequence of the last public message of the customer, and of ours; 0 where there is none.</summary>
    public long LastCustomerSeq { get; init; }

    public long LastReplySeq { get; init; }

    /// <summary>Everything up to this sequence was seen, by the customer and by an agent.</summary>
    public long SeenByCustomerSeq { get; init; }

    public long SeenByAgentSeq { get; init; }

    /// <summary>Since when the customer waits: the oldest message that no person has answered.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    public DateTimeOffset? FirstResponseAt { get; init; }

    public DateTimeOffset? FirstResolvedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Hidden from the open views until <see cref="SnoozedUntil"/> (null: until the customer writes).</summary>
    public bool IsSnoozed { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>Since when nothing was heard where time alone goes on with it: a silent customer whom we wait for, or a resolution. Null where time changes nothing.</summary>
    public DateTimeOffset? RestsSince { get; init; }

    /// <summary>The customer was told what this silence comes to.</summary>
    public bool IsReminded { get; init; }

    public TicketEnding Ending { get; init; }

    /// <summary>The last that the customer said of a resolution, 1 to 5, and which resolution that was, by its instant.</summary>
    public int? Score { get; init; }

    public string? ScoreComment { get; init; }

    public DateTimeOffset? ScoreFor { get; init; }

    /// <summary>Every status it had, with the instant from which; the first is its creation.</summary>
    public IReadOnlyList<StatusSpan> Statuses { get; init; } = [];

    public TicketSla Sla { get; init; } = TicketSla.Empty;

    // Stored beside the standing so that the database can seek by them; what was stored is never believed over the standing.

    /// <summary>The earliest due instant among running targets.</summary>
    public DateTimeOffset? DueAt { get => Sla.DueAt; private init { } }

    public SlaState SlaState { get => Sla.State; private init { } }

    /// <summary>When time alone will next change a state: what the SLA clock sleeps until.</summary>
    public DateTimeOffset? NextTransitionAt { get => Sla.NextTransitionAt; private init { } }

    /// <summary>A public reply by a person is the last public message.</summary>
    public bool IsAnswered => LastReplySeq > LastCustomerSeq;

    /// <summary>The customer wrote something that no agent has seen.</summary>
    public bool IsUnread => LastCustomerSeq > SeenByAgentSeq;

    /// <summary>Work that is still to be done, now or later.</summary>
    public bool IsOpen => Status <= TicketStatus.OnHold;

    public bool Equals(Ticket? other) => other is not null && TicketHistory.SameState(this, other);

    public override int GetHashCode() => HashCode.Combine(Id, Version, UpdatedAt);
}
