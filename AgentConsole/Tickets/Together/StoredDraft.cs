using AgentConsole.Tickets.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Together;

/// <summary>What an agent is writing on a ticket, kept until it is sent: through a reload, another device, another node and a restart.</summary>
/// <param name="IsNote">A note, not a reply.</param>
/// <param name="Then">What the reply makes of the ticket.</param>
/// <param name="BeganVersion">The ticket's version when it was begun, and <paramref name="BeganSeq"/> the journal's sequence.</param>
public sealed record StoredDraft(long AgentId, long TicketId, bool IsNote, string Text, TicketStatus Then, int BeganVersion, long BeganSeq, DateTimeOffset At)
{
    /// <summary>The company's own status within <see cref="Then"/>; null for the category's own.</summary>
    public int? ThenId { get; init; }

    /// <summary>The note is a whisper, or is none; null where its writer has not begun to write it, or has said nothing of it.</summary>
    public bool? IsWhisper { get; init; }

    /// <summary>The files it will be sent with, that have arrived; null for none.</summary>
    public IReadOnlyList<MessageFile>? Files { get; init; }

    public bool IsEmpty => Text.Length == 0 && (Files is null or { Count: 0 });

    /// <summary>These words, and after them those of another draft of the same agent. What colleagues alone were to read goes to no customer with what is written to them.</summary>
    public StoredDraft Before(StoredDraft other) => this with
    {
        Text = Join(Text, other.Text),
        Files = Join(Files, other.Files),
        IsNote = IsNote || other.IsNote,
        IsWhisper = IsWhisper is true || other.IsWhisper is true ? true : IsWhisper ?? other.IsWhisper,
    };

    /// <summary>Words before other words, a line between them.</summary>
    public static string Join(string before, string after) => before.Length == 0 ? after : after.Length == 0 ? before : $"{before.TrimEnd()}\n\n{after}";

    private static IReadOnlyList<MessageFile>? Join(IReadOnlyList<MessageFile>? before, IReadOnlyList<MessageFile>? after) =>
        before is null ? after : after is null ? before : [.. before.UnionBy(after, file => file.Key).Take(MessageFile.MostPerMessage)];
}

internal sealed class StoredDraftConfiguration : IEntityTypeConfiguration<StoredDraft>
{
    public void Configure(EntityTypeBuilder<StoredDraft> builder)
    {
        builder.ToTable("Drafts");
        builder.HasKey(draft => new { draft.AgentId, draft.TicketId });
        builder.Property(draft => draft.AgentId).ValueGeneratedNever();
        builder.Property(draft => draft.TicketId).ValueGeneratedNever();
        builder.Property(draft => draft.Text).HasMaxLength(Message.MaxLength);
        builder.Property(draft => draft.Files).HasConversion(files => TicketJson.Write(files!), json => TicketJson.ReadFiles(json), TicketConfiguration.Whole<IReadOnlyList<MessageFile>>());
        builder.Ignore(draft => draft.IsEmpty);
        builder.HasIndex(draft => draft.At);
    }
}
