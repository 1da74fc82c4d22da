using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Tickets;

/// <summary>A ticket is what its journal says: the fold of its events, pure.</summary>
public static class TicketHistory
{
    /// <summary>The ticket that a whole journal makes; null for an empty one.</summary>
    public static Ticket? Replay(IEnumerable<JournalEntry> journal)
    {
        Ticket? ticket = null;
        foreach (var entry in journal) ticket = Apply(ticket, entry);
        return ticket;
    }

    /// <summary>The ticket after one more event.</summary>
    /// <exception cref="InvalidOperationException">The journal does not begin with <see cref="TicketOpened"/>.</exception>
    public static Ticket Apply(Ticket? before, JournalEntry entry)
    {
        if (entry.Event is TicketOpened opened) return Open(entry, opened);
        if (before is null) throw new InvalidOperationException($"The journal of ticket {entry.TicketId} does not begin with its opening.");
        return Ringing.After(before, Holding.After(Change(before, entry), entry), entry);
    }

    private static Ticket Change(Ticket before, JournalEntry entry)
    {
        var ticket = before with { UpdatedAt = entry.At };
        if (Rearranging.Apply(before, ticket, entry) is { } rearranged) return rearranged;
        return LifeHistory.Settle(entry.Event switch
        {
            // Nobody waits for an answer to it, and it was not read by anybody who wrote it.
            CustomerWrote { IsAutomatic: true } e => WithMessage(ticket, entry, e.Preview),
            CustomerWrote e => WithMessage(ticket, entry, e.Preview) with
            {
                LastCustomerSeq = entry.Seq,
                SeenByCustomerSeq = entry.Seq,
                WaitingSince = ticket.WaitingSince ?? entry.At,
                Declared = e.Declared ?? ticket.Declared,
                Version = ticket.Version + 1,
            },
            AgentReplied e => WithMessage(ticket, entry, e.Preview) with
            {
                LastReplySeq = entry.Seq,
                SeenByAgentSeq = entry.Seq,
                WaitingSince = null,
                FirstResponseAt = ticket.FirstResponseAt ?? entry.At,
                Version = ticket.Version + 1,
            },
            BotReplied e => WithMessage(ticket, entry, e.Preview),
            NoteAdded => ticket with { Version = ticket.Version + 1 },
            StatusChanged e when e.From == e.To => ticket with { Version = ticket.Version + 1 },
            StatusChanged e => WithStatus(ticket, entry.At, e.To),
            PriorityChanged e => ticket with { PriorityId = e.To, PriorityIsByHand = ticket.PriorityIsByHand || entry.Actor.Kind == ActorKind.Agent, Version = ticket.Version + 1 },
            AssigneeChanged e => ticket with { AssigneeId = e.To, HeldUntil = e.HeldUntil, OfferedTo = [], Version = ticket.Version + 1 },
            TeamChanged e => ticket with { TeamId = e.To, Version = ticket.Version + 1 },
            TagsChanged e => ticket with { TagIds = [.. ticket.TagIds.Except(e.Removed).Union(e.Added).Order()], Version = ticket.Version + 1 },
            SubjectChanged e => ticket with { Subject = e.To, Version = ticket.Version + 1 },
            FieldChanged e => ticket with { Fields = ticket.Fields.With(e.FieldId, e.To), Version = ticket.Version + 1 },
            // Looking at a ticket and time passing are not changes a person could be surprised by: the version stays.
            SeenByCustomer e => before with { SeenByCustomerSeq = Math.Max(ticket.SeenByCustomerSeq, e.UpTo) },
            SeenByAgent e => before with { SeenByAgentSeq = Math.Max(ticket.SeenByAgentSeq, e.UpTo) },
            SlaJudged e => before with { Sla = e.Sla },
            CustomerReminded e => LifeHistory.Apply(WithMessage(ticket, entry, e.Preview), entry),
            TicketSnoozed or TicketWoken or SatisfactionGiven or ClosedUnanswered => LifeHistory.Apply(ticket, entry),
            SlaTransitioned or SlaEscalated or CustomerChanged or RoutingWaits or TicketEscalated => before,
            // Not out yet, a reply has answered nothing.
            ReplyHeld or ReplyTakenBack or ReplyHeldBack => before,
            HoldExtended e => before with { HeldUntil = e.Until },
            TicketOffered e => before with { OfferedTo = e.AgentIds, HeldUntil = e.Until },
            OfferEnded e => (e.MissedBy is { } missed ? Ringing.Passed(before, missed) : before) with { OfferedTo = [], HeldUntil = null },
            OfferDeclined e => Ringing.Passed(before, e.AgentId),
            WrapUpBegan or WrapUpEnded or Announced => before,
            FollowersChanged e => before with { FollowerIds = [.. before.FollowerIds.Except(e.Removed).Union(e.Added).Order()] },
            var unknown => throw new InvalidOperationException($"No ticket history knows {unknown.GetType().Name}."),
        }, entry);
    }

    /// <summary>True where two records say the same of a ticket, lists compared by what they hold.</summary>
    internal static bool SameState(Ticket a, Ticket b) =>
        ReferenceEquals(a, b) ||
        (a.Id == b.Id && a.Version == b.Version && a.Subject == b.Subject && a.Status == b.Status && a.PriorityId == b.PriorityId
        && a.PriorityIsByHand == b.PriorityIsByHand && a.Declared == b.Declared
        && a.Channel == b.Channel && a.CustomerId == b.CustomerId && a.AssigneeId == b.AssigneeId && a.TeamId == b.TeamId && a.HeldUntil == b.HeldUntil && a.OfferedTo.SequenceEqual(b.OfferedTo) && a.PassedBy.SequenceEqual(b.PassedBy) && a.FollowerIds.SequenceEqual(b.FollowerIds)
        && a.SiteId == b.SiteId && a.FollowUpOf == b.FollowUpOf && a.MergedIntoId == b.MergedIntoId && a.SplitFromId == b.SplitFromId
        && a.ParentId == b.ParentId && a.RelatedIds.SequenceEqual(b.RelatedIds) && a.CreatedAt == b.CreatedAt && a.UpdatedAt == b.UpdatedAt
        && a.MessageCount == b.MessageCount && a.LastMessageAt == b.LastMessageAt && a.LastMessageBy == b.LastMessageBy
        && a.LastMessagePreview == b.LastMessagePreview && a.LastCustomerSeq == b.LastCustomerSeq && a.LastReplySeq == b.LastReplySeq
        && a.SeenByCustomerSeq == b.SeenByCustomerSeq && a.SeenByAgentSeq == b.SeenByAgentSeq && a.WaitingSince == b.WaitingSince
        && a.FirstResponseAt == b.FirstResponseAt && a.FirstResolvedAt == b.FirstResolvedAt && a.ResolvedAt == b.ResolvedAt
        && a.StatusId == b.StatusId && a.IsSnoozed == b.IsSnoozed && a.SnoozedUntil == b.SnoozedUntil && a.RestsSince == b.RestsSince && a.IsReminded == b.IsReminded
        && a.Ending == b.Ending && a.Score == b.Score && a.ScoreComment == b.ScoreComment && a.ScoreFor == b.ScoreFor
        && a.ClosedAt == b.ClosedAt && a.Sla.Equals(b.Sla) && a.TagIds.SequenceEqual(b.TagIds) && a.Fields.Equals(b.Fields) && a.Statuses.SequenceEqual(b.Statuses));

    private static Ticket Open(JournalEntry entry, TicketOpened opened) => new()
    {
        Id = entry.TicketId,
        Version = 1,
        Subject = opened.Subject,
        Status = TicketStatus.New,
        PriorityId = opened.PriorityId,
        Declared = opened.Declared,
        Channel = opened.Channel,
        CustomerId = opened.CustomerId,
        TeamId = opened.TeamId,
        SiteId = opened.SiteId,
        FollowUpOf = opened.FollowUpOf,
        CreatedAt = entry.At,
        UpdatedAt = entry.At,
        LastMessageAt = entry.At,
        Statuses = [new StatusSpan(TicketStatus.New, entry.At)],
    };

    private static Ticket WithMessage(Ticket ticket, JournalEntry entry, string preview) => ticket with
    {
        MessageCount = ticket.MessageCount + 1,
        LastMessageAt = entry.At,
        LastMessageBy = entry.Actor.Kind,
        LastMessagePreview = preview,
    };

    private static Ticket WithStatus(Ticket ticket, DateTimeOffset at, TicketStatus to) => ticket with
    {
        Status = to,
        Version = ticket.Version + 1,
        Statuses = [.. ticket.Statuses, new StatusSpan(to, at)],
        FirstResolvedAt = to == TicketStatus.Resolved ? ticket.FirstResolvedAt ?? at : ticket.FirstResolvedAt,
        ResolvedAt = to == TicketStatus.Resolved ? at : to == TicketStatus.Closed ? ticket.ResolvedAt : null,
        ClosedAt = to == TicketStatus.Closed ? at : null,
    };
}
