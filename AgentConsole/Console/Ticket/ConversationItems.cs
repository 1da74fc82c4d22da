using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Console.Ticket;

/// <summary>One thing in a conversation, from top to bottom. <paramref name="Key"/> is its own for as long as the page lives.</summary>
public abstract record ConversationItem(string Key);

/// <summary>The day changes here, by the viewer's calendar.</summary>
public sealed record DayItem(DateOnly Day) : ConversationItem($"d{Day.DayNumber}");

/// <summary>How far a message of ours has come: None where that is nobody's question (notes, the customer's own).</summary>
public enum DeliveryState { None, Sent, Seen }

/// <param name="Continues">The same author wrote just before: the name is not said again.</param>
/// <param name="SeenHere">The last of our replies that the customer has seen.</param>
/// <param name="SentHere">The last of our replies, where the customer has not seen it yet.</param>
public sealed record MessageItem(Message Message, bool Continues, bool SeenHere, bool SentHere = false, DeliveryState State = DeliveryState.None) : ConversationItem($"m{Message.Id}")
{
    /// <summary>A note for the ticket's agent.</summary>
    public bool IsWhisper { get; init; }
}

/// <summary>Something happened to the ticket between two messages.</summary>
public sealed record EventItem(JournalEntry Entry) : ConversationItem($"e{Entry.Seq}")
{
    // Events hold lists and are never edited: the row's number says it all.
    public bool Equals(EventItem? other) => other is not null && Entry.Seq == other.Entry.Seq;

    public override int GetHashCode() => Entry.Seq.GetHashCode();
}

/// <summary>A reply that has not gone out yet; it stands at the end.</summary>
/// <param name="IsMine">The viewer wrote it, and may take it back.</param>
/// <param name="Meanwhile">Why it was held back, where others changed the ticket.</param>
public sealed record HeldItem(HeldReply Held, bool IsMine, IReadOnlyList<JournalEntry> Meanwhile) : ConversationItem($"h{Held.AgentId}-{Held.ClientId}");

/// <summary>Puts messages and what happened between them into the order a person reads.</summary>
internal static class ConversationItems
{
    private static readonly TimeSpan SameBreath = TimeSpan.FromMinutes(5);

    /// <param name="messages">Ascending by sequence.</param>
    /// <param name="journal">The ticket's journal, ascending; only what a reader of the conversation wants to know is shown.</param>
    /// <param name="wholeFrom">Events before this sequence are left out, because the messages around them are not loaded.</param>
    /// <param name="seenByCustomer">What the customer has seen up to.</param>
    public static IReadOnlyList<ConversationItem> Of(
        IReadOnlyList<Message> messages, IEnumerable<JournalEntry> journal, long wholeFrom, long seenByCustomer, TimeZoneInfo zone)
    {
        var items = new List<ConversationItem>(messages.Count + 8);
        var seen = messages.LastOrDefault(m => IsReply(m) && m.Seq <= seenByCustomer);
        var sent = messages.LastOrDefault(IsReply) is { } reply && reply.Seq > seenByCustomer ? reply : null;
        var events = new Queue<JournalEntry>(journal.Where(e => e.Seq >= wholeFrom && IsShown(e.Event)));
        var whispers = journal.Select(entry => entry.Event).OfType<NoteAdded>().Where(note => note.IsWhisper).Select(note => note.MessageId).ToHashSet();
        DateOnly? day = null;
        Message? before = null;
        foreach (var message in messages)
        {
            while (events.TryPeek(out var next) && next.Seq < message.Seq) Add(events.Dequeue());
            Turn(message.At);
            var continues = before is not null && before.TicketId == message.TicketId && before.AuthorKind == message.AuthorKind && before.AuthorId == message.AuthorId
                && before.Kind == message.Kind && message.At - before.At < SameBreath;
            items.Add(new MessageItem(message, continues, ReferenceEquals(message, seen), ReferenceEquals(message, sent), StateOf(message, seenByCustomer)) { IsWhisper = whispers.Contains(message.Id) });
            before = message;
        }

        while (events.TryDequeue(out var last)) Add(last);
        return items;

        void Add(JournalEntry entry)
        {
            Turn(entry.At);
            items.Add(new EventItem(entry));
            before = null;
        }

        void Turn(DateTimeOffset at)
        {
            var turned = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
            // A clock set back must not say the same day twice.
            if (day is not null && turned <= day) return;
            items.Add(new DayItem(turned));
            day = turned;
            before = null;
        }
    }

    private static DeliveryState StateOf(Message message, long seenByCustomer) =>
        !IsReply(message) ? DeliveryState.None : message.Seq <= seenByCustomer ? DeliveryState.Seen : DeliveryState.Sent;

    private static bool IsReply(Message message) => message is { Kind: MessageKind.Public, AuthorKind: not ActorKind.Customer };

    private static bool IsShown(TicketEvent happened) =>
        happened is StatusChanged or TicketSnoozed or TicketWoken or SatisfactionGiven or ClosedUnanswered or AssigneeChanged or PriorityChanged or TeamChanged or TicketOffered or OfferEnded or OfferDeclined
            or TicketEscalated or SlaTransitioned { To: SlaState.Breached }
        || (EventKinds.Of(happened).Changes & TicketChanges.Rearranged) != TicketChanges.None;
}
