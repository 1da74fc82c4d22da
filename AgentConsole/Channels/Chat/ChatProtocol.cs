using System.Text.Json.Serialization;
using AgentConsole.Channels.Chat.Before;
using AgentConsole.Tickets.Entry;
using AgentConsole.Tickets.Files;

namespace AgentConsole.Channels.Chat;

/// <summary>The chat protocol as docs/chat-protocol.md says it: names, limits and shapes of what goes over the wire.</summary>
internal static class ChatProtocol
{
    public const int Version = 1;

    public const string HubPath = "/hubs/chat";

    /// <summary>Room for the longest message with every character escaped (6 bytes each), its ids and the frame around it.</summary>
    public const int MaxFrameBytes = 64 * 1024;

    /// <summary>Messages in one page of history.</summary>
    public const int PageSize = 50;

    /// <summary>More missed messages than this are answered by a fresh start instead.</summary>
    public const int MaxResume = 200;

    public const string Messages = "messages", Typing = "typing", Seen = "seen", Status = "status", Bye = "bye", Hours = "hours", Queue = "queue";
}

/// <param name="Marks">What an agent's Markdown comes to, in pieces (docs/chat-protocol.md); null where the text says it all.</param>
/// <param name="Choices">Labels of ready answers, with which the text ends for whoever shows no buttons; the marks are without them.</param>
internal sealed record ChatMessage(
    long Seq, long Id, string From, string Name, string Text, DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ChatFile>? Files = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<object>? Marks = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Choices = null);

/// <param name="Size">In bytes.</param>
/// <param name="Width">In pixels, with <paramref name="Height"/>, where it may be shown as a picture.</param>
internal sealed record ChatFile(
    string Key, string Name, string Type, long Size,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Width,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Height)
{
    public static ChatFile Of(MessageFile file) => new(file.Key, file.Name, file.Type, file.Size, file.Width, file.Height);
}

/// <param name="Pass">Opens the files of this visitor's conversation (<see cref="VisitorFiles"/>), and nothing else.</param>
/// <param name="MaxBytes">The largest file.</param>
/// <param name="MaxCount">The most that go with one message.</param>
internal sealed record FileTerms(string Pass, long MaxBytes, int MaxCount);

internal sealed record ConversationState([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? TicketId, string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Rate = null);

/// <param name="Identified">The visitor is somebody whom the site has signed for.</param>
/// <param name="TypingIsRead">Agents may read what is written before it is sent: the client says so to the visitor, and tells it with <c>Typing</c>. Missing where they may not.</param>
internal sealed record HelloReply(
    string Token, string Visitor, ConversationState Conversation, IReadOnlyList<ChatMessage> Messages, bool Reset, bool More,
    long SeenByAgent, long SeenByCustomer, bool AgentsOnline, FileTerms Files, bool Identified = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool TypingIsRead = false)
{
    /// <summary>Null where the site tells no hours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HoursReply? Hours { get; init; }

    /// <summary>Null where nothing is asked before the first message.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EntryForm? Entry { get; init; }

    /// <summary>Null where nobody waits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QueueReply? Queue { get; init; }

    /// <summary>How many conversations there have been, this one with them.</summary>
    public int Conversations { get; init; }
}

/// <param name="TicketId">The conversation's number, to tell the visitor.</param>
internal sealed record SendReply(string ClientId, long Seq, DateTimeOffset At, long TicketId);

internal sealed record PageReply(IReadOnlyList<ChatMessage> Messages, bool More);

/// <summary>Done, with nothing to say.</summary>
internal sealed record DoneReply;

internal sealed record ErrorReply(ChatError Error);

/// <param name="Retry">True where the same call may well succeed later.</param>
/// <param name="Until">When a ban ends.</param>
internal sealed record ChatError(
    string Code, string Message, bool Retry,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfterMs = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? Supported = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until = null);

internal sealed record MessagesEvent(IReadOnlyList<ChatMessage> Messages);

internal sealed record TypingEvent(string From, string Name, bool On);

internal sealed record SeenEvent(long ByAgent, long ByCustomer);

internal sealed record StatusEvent(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? TicketId, string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? AgentsOnline,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Rate = null);

internal sealed record ByeEvent(string Reason, int RetryAfterMs);
