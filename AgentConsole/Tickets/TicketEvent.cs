using System.Text.Json.Serialization;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Tickets;

/// <summary>What happened to a ticket: a journal row's data. The discriminator is the row's kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TicketOpened), "ticket.opened")]
[JsonDerivedType(typeof(CustomerWrote), "message.customer")]
[JsonDerivedType(typeof(AgentReplied), "message.agent")]
[JsonDerivedType(typeof(BotReplied), "message.bot")]
[JsonDerivedType(typeof(NoteAdded), "note.added")]
[JsonDerivedType(typeof(StatusChanged), "status.changed")]
[JsonDerivedType(typeof(PriorityChanged), "priority.changed")]
[JsonDerivedType(typeof(AssigneeChanged), "assignee.changed")]
[JsonDerivedType(typeof(TeamChanged), "team.changed")]
[JsonDerivedType(typeof(TagsChanged), "tags.changed")]
[JsonDerivedType(typeof(SubjectChanged), "subject.changed")]
[JsonDerivedType(typeof(FieldChanged), "field.changed")]
[JsonDerivedType(typeof(SeenByCustomer), "seen.customer")]
[JsonDerivedType(typeof(SeenByAgent), "seen.agent")]
[JsonDerivedType(typeof(SlaJudged), "sla.judged")]
[JsonDerivedType(typeof(SlaTransitioned), "sla.transitioned")]
[JsonDerivedType(typeof(SlaEscalated), "sla.escalated")]
[JsonDerivedType(typeof(TicketSnoozed), "ticket.snoozed")]
[JsonDerivedType(typeof(TicketWoken), "ticket.woken")]
[JsonDerivedType(typeof(CustomerReminded), "message.reminder")]
[JsonDerivedType(typeof(SatisfactionGiven), "satisfaction.given")]
[JsonDerivedType(typeof(ClosedUnanswered), "closed.unanswered")]
[JsonDerivedType(typeof(CustomerChanged), "customer.changed")]
[JsonDerivedType(typeof(HoldExtended), "hold.extended")]
[JsonDerivedType(typeof(TicketOffered), "ticket.offered")]
[JsonDerivedType(typeof(OfferEnded), "offer.ended")]
[JsonDerivedType(typeof(OfferDeclined), "offer.declined")]
[JsonDerivedType(typeof(WrapUpBegan), "wrapup.began")]
[JsonDerivedType(typeof(WrapUpEnded), "wrapup.ended")]
[JsonDerivedType(typeof(Announced), "message.system")]
[JsonDerivedType(typeof(RoutingWaits), "routing.waits")]
[JsonDerivedType(typeof(FollowersChanged), "followers.changed")]
[JsonDerivedType(typeof(TicketEscalated), "ticket.escalated")]
[JsonDerivedType(typeof(TicketMerged), "ticket.merged")]
[JsonDerivedType(typeof(MergeUndone), "merge.undone")]
[JsonDerivedType(typeof(TicketAbsorbed), "ticket.absorbed")]
[JsonDerivedType(typeof(AbsorptionUndone), "absorption.undone")]
[JsonDerivedType(typeof(MessagesSplitOff), "messages.split_off")]
[JsonDerivedType(typeof(SplitOff), "ticket.split_off")]
[JsonDerivedType(typeof(SplitUndone), "split.undone")]
[JsonDerivedType(typeof(SplitTakenBack), "split.taken_back")]
[JsonDerivedType(typeof(TicketLinked), "ticket.linked")]
[JsonDerivedType(typeof(TicketUnlinked), "ticket.unlinked")]
[JsonDerivedType(typeof(ReplyHeld), "reply.held")]
[JsonDerivedType(typeof(ReplyTakenBack), "reply.taken_back")]
[JsonDerivedType(typeof(ReplyHeldBack), "reply.held_back")]
public abstract record TicketEvent;

public sealed record TicketOpened(
    string Subject, TicketChannel Channel, long CustomerId, int PriorityId, long? TeamId, long? SiteId, long? FollowUpOf, string? Declared = null) : TicketEvent;

public sealed record CustomerWrote(long MessageId, string Preview, string? Declared = null, bool IsAutomatic = false) : TicketEvent;

public sealed record AgentReplied(long MessageId, string Preview) : TicketEvent;

/// <summary>An automatic reply, or the invitation that a conversation began with: never meets a target, never counts as an answer.</summary>
public sealed record BotReplied(long MessageId, string Preview) : TicketEvent;

public sealed record NoteAdded(long MessageId, string Preview) : TicketEvent
{
    /// <summary>Whom it names, and so tells; null for nobody.</summary>
    public IReadOnlyList<Mention>? Mentions { get; init; }

    /// <summary>A supervisor whispers it to the ticket's agent, who alone is told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsWhisper { get; init; }
}

/// <param name="Reason">Why, where it was not simply a person's wish: <c>customer_replied</c>, <c>first_reply</c>, <c>window_over</c>, <c>customer_agreed</c> …</param>
/// <param name="FromId">The company's own status within the category, where it had one; likewise <paramref name="ToId"/>.</param>
public sealed record StatusChanged(TicketStatus From, TicketStatus To, string? Reason, int? FromId = null, int? ToId = null) : TicketEvent;

/// <param name="Because">Where a rule did it: the tests that held, for a sentence in the reader's language.</param>
public sealed record PriorityChanged(int From, int To, string? Reason, IReadOnlyList<ConditionFinding>? Because = null) : TicketEvent;

public sealed record AssigneeChanged(long? From, long? To, string? Reason) : TicketEvent
{
    /// <summary>Until when it is held for the new agent, who is to begin before; null where it is theirs without condition.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Where routing chose: how.</summary>
    public RoutingFinding? Because { get; init; }
}

public sealed record TeamChanged(long? From, long? To, string? Reason) : TicketEvent;

public sealed record TagsChanged(IReadOnlyList<long> Added, IReadOnlyList<long> Removed) : TicketEvent;

public sealed record SubjectChanged(string From, string To) : TicketEvent;

/// <summary>Another value of one of the company's own fields; null for none.</summary>
public sealed record FieldChanged(long FieldId, string? From, string? To) : TicketEvent;

public sealed record SeenByCustomer(long UpTo) : TicketEvent;

public sealed record SeenByAgent(long UpTo) : TicketEvent;

/// <summary>The standing was worked out anew: the due instants as they are from here on.</summary>
public sealed record SlaJudged(TicketSla Sla) : TicketEvent;

/// <summary>One target went from one state to another: what screens, rules and webhooks react to. Told once.</summary>
/// <param name="PolicyId">Whose promise it is; null in rows that were written before it was kept.</param>
public sealed record SlaTransitioned(SlaTarget Target, SlaState From, SlaState To, DateTimeOffset? DueAt, int? PolicyId = null) : TicketEvent;

/// <summary>A step of the policy's escalation was taken. What it changed follows in rows of its own; whom it told is in the notices of this row.</summary>
/// <param name="State">What the target had become: at risk or breached.</param>
/// <param name="Step">The step's id within the policy.</param>
public sealed record SlaEscalated(SlaTarget Target, SlaState State, int Step, IReadOnlyList<EscalationAction> Actions) : TicketEvent;

/// <summary>A journal row as people and programs read it.</summary>
public sealed record JournalEntry(long Seq, long TicketId, DateTimeOffset At, Actor Actor, TicketEvent Event);

/// <summary>What changed, as a bit set: the kinds of a <see cref="Live.LiveChange"/>.</summary>
[Flags]
public enum TicketChanges : ulong
{
    None = 0,
    Opened = 1 << 0,
    Message = 1 << 1,
    Note = 1 << 2,
    Status = 1 << 3,
    Priority = 1 << 4,
    Assignee = 1 << 5,
    Team = 1 << 6,
    Tags = 1 << 7,
    Subject = 1 << 8,
    Seen = 1 << 9,
    SlaDue = 1 << 10,
    SlaState = 1 << 11,

    /// <summary>Somebody is told: there are notices with this row.</summary>
    Notified = 1 << 12,

    /// <summary>The customer's profile: name, tier, what it is a part of.</summary>
    Customer = 1 << 24,

    /// <summary>A snooze, a reminder, a satisfaction, or how it ended.</summary>
    Life = 1 << 16,

    Fields = 1 << 20,

    Followers = 1 << 13,

    /// <summary>Messages are read elsewhere from now on, or here: what is shown of the conversation is read anew.</summary>
    Rearranged = 1 << 18,

    /// <summary>A reply waits to go out, was taken back, or was held back.</summary>
    Held = 1 << 21,

    /// <summary>A link to another ticket came or went.</summary>
    Linked = 1 << 19,
}
