using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Tickets;

public enum MessageKind { Public = 0, Note = 1, System = 2 }

/// <summary>A message of a conversation. Its text is text: it is never HTML, wherever it came from. What agents write may be Markdown (Writing/MarkedText.cs).</summary>
public sealed record Message
{
    public const int MaxLength = 10_000;
    public const int MaxClientIdLength = 64;

    public required long Id { get; init; }

    public required long TicketId { get; init; }

    /// <summary>The journal sequence it was written with: its place in the conversation, and what a client resumes from.</summary>
    public required long Seq { get; init; }

    public MessageKind Kind { get; init; }

    public ActorKind AuthorKind { get; init; }

    public long AuthorId { get; init; }

    public required string AuthorName { get; init; }

    public required string Text { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Whom a note names; empty for a message to the customer.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>The id its writer's client made, by which a repeat is known; unique for a writer.</summary>
    public string? ClientId { get; init; }

    /// <summary>What it came with, in its order; null for nothing.</summary>
    public IReadOnlyList<MessageFile>? Files { get; init; }
}
