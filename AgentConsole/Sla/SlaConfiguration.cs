using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Sla;

/// <summary>One version of one policy, whole. Rows are added, never changed, so that what a version judged can be explained later.</summary>
public sealed record SlaPolicyRow(int Id, int Version, string Json);

/// <summary>One version of one calendar, whole.</summary>
public sealed record SlaCalendarRow(int Id, int Version, string Json);

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
