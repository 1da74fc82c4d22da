using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People.Audit;

/// <summary>What somebody changed. Stored as numbers: add at the end.</summary>
public enum AuditThing { Company = 0, Account = 1, Invitation = 2, Team = 3, Token = 4, WallLink = 5, Policy = 6, Calendar = 7, Priority = 8, PriorityRule = 9, Site = 10, Macro = 11, Status = 12, Life = 13, Routing = 14, Field = 30, View = 31, Ban = 32 }

public enum AuditKind { Made = 0, Changed = 1, Removed = 2 }

/// <summary>One change of something that holds for others: a row of the append-only table <c>Audit</c>, written in the transaction of the change itself.</summary>
public sealed record AuditRow
{
    public const int MaxNameLength = 200, MaxIdLength = 80;

    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The agent who did it; null where a program did.</summary>
    public long? ById { get; init; }

    /// <summary>As they were called then; empty for a program.</summary>
    public required string ByName { get; init; }

    public AuditKind Kind { get; init; }

    public AuditThing Thing { get; init; }

    public required string ThingId { get; init; }

    /// <summary>As it is called after the change.</summary>
    public required string ThingName { get; init; }

    /// <summary>What it was and became, place by place: JSON, see <see cref="AuditDiff"/>.</summary>
    public required string Changes { get; init; }
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("Audit");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.ByName).HasMaxLength(AuditRow.MaxNameLength);
        builder.Property(row => row.ThingId).HasMaxLength(AuditRow.MaxIdLength);
        builder.Property(row => row.ThingName).HasMaxLength(AuditRow.MaxNameLength);
        builder.HasIndex(row => new { row.ById, row.Id });
        builder.HasIndex(row => new { row.Thing, row.Id });
    }
}
