using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Customers;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;
using AgentConsole.Tickets.Merging;

namespace AgentConsole.Tickets;

/// <summary>Each event's name in the journal and what it changes for watchers.</summary>
public static class EventKinds
{
    private static readonly FrozenDictionary<Type, string> _names = typeof(TicketEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);

    public static (string Kind, TicketChanges Changes) Of(TicketEvent what) => (_names[what.GetType()], what switch
    {
        TicketOpened => TicketChanges.Opened,
        CustomerWrote or AgentReplied or BotReplied or Announced => TicketChanges.Message,
        NoteAdded { Mentions.Count: > 0 } => TicketChanges.Note | TicketChanges.Notified,
        NoteAdded => TicketChanges.Note,
        StatusChanged => TicketChanges.Status,
        PriorityChanged => TicketChanges.Priority,
        AssigneeChanged { To: not null } => TicketChanges.Assignee | TicketChanges.Notified,
        AssigneeChanged => TicketChanges.Assignee,
        TeamChanged => TicketChanges.Team | TicketChanges.Notified,
        TagsChanged => TicketChanges.Tags,
        SubjectChanged => TicketChanges.Subject,
        FieldChanged => TicketChanges.Fields,
        SeenByCustomer or SeenByAgent => TicketChanges.Seen,
        SlaJudged => TicketChanges.SlaDue,
        SlaTransitioned => TicketChanges.SlaState,
        SlaEscalated => TicketChanges.Notified,
        CustomerReminded => TicketChanges.Message | TicketChanges.Life,
        TicketSnoozed or TicketWoken or SatisfactionGiven or ClosedUnanswered => TicketChanges.Life,
        CustomerChanged => TicketChanges.Customer,
        TicketOffered => TicketChanges.Assignee | TicketChanges.Notified,
        OfferEnded or OfferDeclined or WrapUpBegan or WrapUpEnded or RoutingWaits or HoldExtended => TicketChanges.Assignee,
        FollowersChanged => TicketChanges.Followers,
        TicketEscalated => TicketChanges.Team | TicketChanges.Notified,
        TicketMerged or MergeUndone or TicketAbsorbed or AbsorptionUndone or SplitTakenBack => TicketChanges.Rearranged | TicketChanges.Status,
        MessagesSplitOff or SplitOff or SplitUndone => TicketChanges.Rearranged,
        ReplyHeld or ReplyTakenBack => TicketChanges.Held,
        ReplyHeldBack => TicketChanges.Held | TicketChanges.Notified,
        TicketLinked or TicketUnlinked => TicketChanges.Linked,
        _ => TicketChanges.None,
    });
}
