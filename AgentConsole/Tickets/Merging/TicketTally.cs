using AgentConsole.Tickets.Life;

namespace AgentConsole.Tickets.Merging;

/// <summary>
/// What a ticket's messages and statuses come to: all that merging and splitting change in a ticket. A row that takes something back carries it, so that the fold needs
/// no other row.
/// </summary>
public sealed record TicketTally(
    TicketStatus Status, IReadOnlyList<StatusSpan> Statuses, DateTimeOffset? FirstResolvedAt, DateTimeOffset? ResolvedAt, DateTimeOffset? ClosedAt,
    DateTimeOffset? WaitingSince, DateTimeOffset? FirstResponseAt, long LastCustomerSeq, long LastReplySeq,
    int MessageCount, DateTimeOffset LastMessageAt, ActorKind LastMessageBy, string LastMessagePreview, TicketRest Rest)
{
    public static TicketTally Of(Ticket ticket) => new(
        ticket.Status, ticket.Statuses, ticket.FirstResolvedAt, ticket.ResolvedAt, ticket.ClosedAt, ticket.WaitingSince, ticket.FirstResponseAt, ticket.LastCustomerSeq,
        ticket.LastReplySeq, ticket.MessageCount, ticket.LastMessageAt, ticket.LastMessageBy, ticket.LastMessagePreview,
        new TicketRest(ticket.StatusId, ticket.IsSnoozed, ticket.SnoozedUntil, ticket.RestsSince, ticket.IsReminded, ticket.Ending, ticket.HeldUntil, ticket.OfferedTo));

    /// <summary>The ticket with this tally. A wait that is none any more was not answered: its promise is withdrawn.</summary>
    internal Ticket On(Ticket ticket) => ticket with
    {
        Status = Status,
        Statuses = Statuses,
        FirstResolvedAt = FirstResolvedAt,
        ResolvedAt = ResolvedAt,
        ClosedAt = ClosedAt,
        WaitingSince = WaitingSince,
        FirstResponseAt = FirstResponseAt,
        LastCustomerSeq = LastCustomerSeq,
        LastReplySeq = LastReplySeq,
        MessageCount = MessageCount,
        LastMessageAt = LastMessageAt,
        LastMessageBy = LastMessageBy,
        LastMessagePreview = LastMessagePreview,
        StatusId = Rest.StatusId,
        IsSnoozed = Rest.IsSnoozed,
        SnoozedUntil = Rest.SnoozedUntil,
        RestsSince = Rest.RestsSince,
        IsReminded = Rest.IsReminded,
        Ending = Rest.Ending,
        HeldUntil = Rest.HeldUntil,
        OfferedTo = Rest.OfferedTo,
        Sla = ticket.WaitingSince == WaitingSince ? ticket.Sla : Without(ticket.Sla, target => target.Target == SlaTarget.NextResponse && target.EndedAt is null),
        Version = ticket.Version + 1,
    };

    internal static TicketSla Without(TicketSla sla, Func<TargetStanding, bool> gone) =>
        sla.Targets.Any(gone) ? sla with { Targets = [.. sla.Targets.Where(target => !gone(target))] } : sla;

    public bool Equals(TicketTally? other) => other is not null && Statuses.SequenceEqual(other.Statuses)
        && Values == other.Values && Rest == other.Rest;

    public override int GetHashCode() => Values.GetHashCode();

    private (TicketStatus, DateTimeOffset?, DateTimeOffset?, DateTimeOffset?, DateTimeOffset?, DateTimeOffset?, long, long, int, DateTimeOffset, ActorKind, string) Values =>
        (Status, FirstResolvedAt, ResolvedAt, ClosedAt, WaitingSince, FirstResponseAt, LastCustomerSeq, LastReplySeq, MessageCount, LastMessageAt, LastMessageBy, LastMessagePreview);
}

/// <summary>How a ticket rests and ended, and for whom it is held: what <see cref="LifeHistory"/> and routing say of it.</summary>
public sealed record TicketRest(int? StatusId, bool IsSnoozed, DateTimeOffset? SnoozedUntil, DateTimeOffset? RestsSince, bool IsReminded, TicketEnding Ending, DateTimeOffset? HeldUntil, IReadOnlyList<long> OfferedTo);
