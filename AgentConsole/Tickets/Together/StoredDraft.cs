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
        builder.HasIndex(draft => draft.At);
    }
}
