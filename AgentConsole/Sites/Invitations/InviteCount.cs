using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Sites.Invitations;

/// <summary>What became of a rule's invitations on one day, or of those by hand: numbers, and nobody's name.</summary>
public sealed record InviteCount
{
    public long SiteId { get; init; }

    /// <summary>0 for those by hand.</summary>
    public int RuleId { get; init; }

    /// <summary>The company's day, by its clocks as they were then.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The visitor's page has shown it.</summary>
    public int Shown { get; init; }

    public int Accepted { get; init; }

    public int Declined { get; init; }

    /// <summary>Conversations that began with it.</summary>
    public int Wrote { get; init; }
}

internal sealed class InviteCountConfiguration : IEntityTypeConfiguration<InviteCount>
{
    public void Configure(EntityTypeBuilder<InviteCount> builder)
    {
        builder.ToTable("InviteCounts");
        builder.HasKey(count => new { count.SiteId, count.RuleId, count.Day });
        builder.Property(count => count.RuleId).ValueGeneratedNever();
        // The same order and the same text in both databases.
        builder.Property(count => count.Day).HasConversion(day => day.DayNumber, number => DateOnly.FromDayNumber(number));
        builder.HasOne<Site>().WithMany().HasForeignKey(count => count.SiteId).OnDelete(DeleteBehavior.Cascade);
    }
}
