using System.Text.Json.Serialization;
using AgentConsole.Tickets.Entry;

namespace AgentConsole.Channels.Chat.Before;

/// <summary>A site's hours as its visitors hear them, in a greeting's answer and as the event <c>hours</c>.</summary>
/// <param name="Open">By the hours; whether somebody is there is another question.</param>
/// <param name="At">When that changes; null where it is not known or too far off.</param>
/// <param name="Now">The server's clock: 'today' is counted by it, whatever the visitor's says.</param>
internal sealed record HoursReply(bool Open, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At, DateTimeOffset Now)
{
    /// <summary>In the event only: what is asked before the next conversation, from now on. Null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EntryForm? Entry { get; init; }
}

/// <summary>Where a visitor stands among those who wait, in a greeting's answer and as the event <c>queue</c>.</summary>
/// <param name="Place">From 1; null where nobody waits any more.</param>
/// <param name="Wait">How long it may take, in minutes, from the shorter to the longer; null where too little is known.</param>
internal sealed record QueueReply(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Place,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WaitRange? Wait);

internal sealed record WaitRange(int From, int To);

internal sealed record PastReply(IReadOnlyList<PastConversation> Conversations);

/// <summary>One of a visitor's conversations.</summary>
/// <param name="Text">The last words of it, shortened.</param>
internal sealed record PastConversation(
    long TicketId, DateTimeOffset At, string From, string Text, string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Rate);
