using AgentConsole.People.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People;

/// <summary>What one node says of one agent: when a screen of theirs was last connected to it, and what they last wished there.</summary>
/// <param name="NodeId">A process: each start is a node of its own.</param>
/// <param name="BeatAt">The agent had a connected screen then.</param>
/// <param name="Away">The wish.</param>
/// <param name="WishAt">When it was made; the newest of all nodes holds.</param>
internal sealed record AgentBeat(long AgentId, string NodeId, DateTimeOffset BeatAt, bool Away, DateTimeOffset WishAt);

internal sealed class AgentBeatConfiguration : IEntityTypeConfiguration<AgentBeat>
{
    public void Configure(EntityTypeBuilder<AgentBeat> builder)
    {
        builder.ToTable("AgentBeats");
        builder.HasKey(beat => new { beat.AgentId, beat.NodeId });
        builder.Property(beat => beat.NodeId).HasMaxLength(32);
        builder.HasOne<Account>().WithMany().HasForeignKey(beat => beat.AgentId).OnDelete(DeleteBehavior.Cascade);
    }
}
