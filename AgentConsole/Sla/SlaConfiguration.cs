using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Sla;

/// <summary>One version of one policy, whole. Rows are added, never changed, so that what a version judged can be explained later.</summary>
public sealed record SlaPolicyRow(int Id, int Version, string Json);

/// <summary>One version of one calendar, whole.</summary>
public sealed record SlaCalendarRow(int Id, int Version, string Json);

/// <summary>A change of what is in force. Its number is what the Desk judges by, and what open tickets are judged anew for.</summary>
/// <param name="At">When a person made it; null where a program did.</param>
public sealed record SlaBookRow(long Number, DateTimeOffset? At, string? By);

/// <summary>How far open tickets have been judged anew by a book: what goes on after a restart.</summary>
public sealed record Rejudging
{
    /// <summary>The topic on which its progress is told, as JSON of this record.</summary>
    public const string Topic = "sla.rejudging";

    public required long BookNumber { get; init; }

    /// <summary>All open tickets up to this number are done.</summary>
    public long LastTicketId { get; init; }

    public int Judged { get; init; }

    /// <summary>As counted when it began; tickets that are opened meanwhile are judged by the new book at once.</summary>
    public int Total { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The process that does it, until an instant by which it must have said so again.</summary>
    public string? Owner { get; init; }

    public DateTimeOffset OwnedUntil { get; init; }
}

internal sealed class SlaBookConfiguration : IEntityTypeConfiguration<SlaBookRow>
{
    public void Configure(EntityTypeBuilder<SlaBookRow> builder)
    {
        builder.ToTable("SlaBooks");
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Number).ValueGeneratedNever();
        builder.Property(row => row.By).HasMaxLength(200);
    }
}

internal sealed class RejudgingConfiguration : IEntityTypeConfiguration<Rejudging>
{
    public void Configure(EntityTypeBuilder<Rejudging> builder)
    {
        builder.ToTable("Rejudgings");
        builder.HasKey(row => row.BookNumber);
        builder.Property(row => row.BookNumber).ValueGeneratedNever();
        builder.Property(row => row.Owner).HasMaxLength(40);
    }
}

internal sealed class SlaPolicyConfiguration : IEntityTypeConfiguration<SlaPolicyRow>
{
    public void Configure(EntityTypeBuilder<SlaPolicyRow> builder)
    {
        builder.ToTable("SlaPolicies");
        builder.HasKey(row => new { row.Id, row.Version });
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Version).ValueGeneratedNever();
    }
}

internal sealed class SlaCalendarConfiguration : IEntityTypeConfiguration<SlaCalendarRow>
{
    public void Configure(EntityTypeBuilder<SlaCalendarRow> builder)
    {
        builder.ToTable("SlaCalendars");
        builder.HasKey(row => new { row.Id, row.Version });
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Version).ValueGeneratedNever();
    }
}
