using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Rules;

/// <summary>One version of all priority rules, whole. Rows are added, never changed.</summary>
public sealed record PriorityRuleBookRow(int Version, DateTimeOffset At, string By, string Json);

internal sealed class PriorityRuleConfiguration : IEntityTypeConfiguration<PriorityRuleBookRow>
{
    public void Configure(EntityTypeBuilder<PriorityRuleBookRow> builder)
    {
        builder.ToTable("PriorityRuleBooks");
        builder.HasKey(row => row.Version);
        builder.Property(row => row.Version).ValueGeneratedNever();
        builder.Property(row => row.By).HasMaxLength(200);
    }
}
