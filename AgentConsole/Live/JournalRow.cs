using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Live;

/// <summary>
/// A row of the append-only journal: the audit trail, every client's resume cursor, and what nodes tail. Its sequence has no holes and
/// grows in the order of commits, because a writer holds the counters' row until it has committed (docs/decisions).
/// </summary>
public sealed class JournalRow
{
    public required long Seq { get; init; }

    public required long TicketId { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The event's name, such as <c>status.changed</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What changed, as a bit set: see <see cref="LiveChange.Kinds"/>.</summary>
    public long Kinds { get; set; }

    public int ActorKind { get; init; }

    public long ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Data { get; init; }
}

internal sealed class JournalConfiguration : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> builder)
    {
        builder.ToTable("Journal");
        builder.HasKey(row => row.Seq);
        builder.Property(row => row.Seq).ValueGeneratedNever();
        builder.Property(row => row.Kind).HasMaxLength(40);
        builder.Property(row => row.ActorName).HasMaxLength(200);
        builder.HasIndex(row => new { row.TicketId, row.Seq });
    }
}
