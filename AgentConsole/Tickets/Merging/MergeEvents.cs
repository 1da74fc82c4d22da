using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Tickets.Merging;

/// <summary>It was merged into another ticket: closed, with a pointer. Its clocks end without a word.</summary>
public sealed record TicketMerged(long IntoId) : TicketEvent;

/// <summary>The merge was taken back.</summary>
/// <param name="Tally">What it comes to without the merge.</param>
/// <param name="Sla">How it stood with its agreement before it.</param>
public sealed record MergeUndone(long IntoId, TicketTally Tally, TicketSla Sla) : TicketEvent;

/// <summary>Another ticket was merged into this one.</summary>
/// <param name="WaitingSince">Since when its customer waits; null where nobody does.</param>
public sealed record TicketAbsorbed(
    long FromId, int Messages, DateTimeOffset? WaitingSince, DateTimeOffset LastMessageAt, ActorKind LastMessageBy, string LastMessagePreview) : TicketEvent;

/// <summary>The merge of another ticket into this one was taken back.</summary>
/// <param name="Escalated">The steps that were taken before it: none is taken again.</param>
public sealed record AbsorptionUndone(long FromId, TicketTally Tally, IReadOnlyList<EscalationTaken>? Escalated) : TicketEvent;

/// <summary>Messages became a ticket of their own.</summary>
/// <param name="Tally">What this one comes to without them.</param>
public sealed record MessagesSplitOff(long ToId, IReadOnlyList<long> MessageIds, TicketTally Tally) : TicketEvent;

/// <summary>Where a split-off ticket comes from and what it begins with.</summary>
/// <param name="Since">When its first message was written: from then on its clocks count.</param>
/// <param name="Tally">What its messages come to.</param>
public sealed record SplitOff(
    long FromId, IReadOnlyList<MovedMessage> Messages, DateTimeOffset Since, long SeenByCustomerSeq, long SeenByAgentSeq, TicketTally Tally) : TicketEvent;

/// <summary>The messages that were split off are back.</summary>
/// <param name="Escalated">The steps that were taken before it: none is taken again.</param>
public sealed record SplitUndone(long ToId, TicketTally Tally, IReadOnlyList<EscalationTaken>? Escalated) : TicketEvent;

/// <summary>A split-off ticket gave its messages back: closed, with a pointer.</summary>
public sealed record SplitTakenBack(long IntoId) : TicketEvent;

/// <param name="Link">What this ticket is to the other.</param>
public sealed record TicketLinked(long OtherId, TicketLinkKind Link) : TicketEvent;

public sealed record TicketUnlinked(long OtherId, TicketLinkKind Link) : TicketEvent;

/// <summary>A message that went from one ticket to another, as its event told of it.</summary>
/// <param name="Seq">The sequence it was written with, which it keeps.</param>
public sealed record MovedMessage(long MessageId, long Seq, DateTimeOffset At, ActorKind By, MessageKind Kind, string Preview, bool IsAutomatic = false)
{
    /// <summary>The event that told of it, as a row of another ticket's journal.</summary>
    internal JournalEntry In(long ticketId) => new(Seq, ticketId, At, new Actor(By, 0, ""), (Kind, By) switch
    {
        (MessageKind.Note, _) => new NoteAdded(MessageId, Preview),
        (MessageKind.System, _) => new Announced(MessageId, Preview),
        (_, ActorKind.Customer) => new CustomerWrote(MessageId, Preview, IsAutomatic: IsAutomatic),
        (_, ActorKind.Agent or ActorKind.Import) => new AgentReplied(MessageId, Preview),
        _ => new BotReplied(MessageId, Preview),
    });

    /// <summary>The messages that a journal tells of, by id; those that were split off it since too.</summary>
    internal static Dictionary<long, MovedMessage> In(IEnumerable<JournalEntry> journal)
    {
        var found = new Dictionary<long, MovedMessage>();
        foreach (var entry in journal)
        {
            if (entry.Event is SplitOff split) foreach (var moved in split.Messages) found[moved.MessageId] = moved;
            else if (Of(entry) is { } message) found[message.MessageId] = message;
        }

        return found;
    }

    private static MovedMessage? Of(JournalEntry entry) => entry.Event switch
    {
        CustomerWrote e => new(e.MessageId, entry.Seq, entry.At, ActorKind.Customer, MessageKind.Public, e.Preview, e.IsAutomatic),
        AgentReplied e => new(e.MessageId, entry.Seq, entry.At, entry.Actor.Kind, MessageKind.Public, e.Preview),
        Announced e => new(e.MessageId, entry.Seq, entry.At, entry.Actor.Kind, MessageKind.System, e.Preview),
        BotReplied e => new(e.MessageId, entry.Seq, entry.At, ActorKind.Bot, MessageKind.Public, e.Preview),
        CustomerReminded e => new(e.MessageId, entry.Seq, entry.At, entry.Actor.Kind, MessageKind.Public, e.Preview),
        NoteAdded e => new(e.MessageId, entry.Seq, entry.At, entry.Actor.Kind, MessageKind.Note, e.Preview),
        _ => null,
    };
}
