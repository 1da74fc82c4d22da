using AgentConsole.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Rules;

/// <summary>One version of all priority rules.</summary>
public sealed record PriorityRuleBookRow(int Version, DateTimeOffset At, string By, string Json) : BookRow(Version, At, By, Json);

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
