using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Routing;

/// <summary>Who got a team's last routed ticket: whose turn comes after theirs, on every node and after every start.</summary>
public sealed record RoutingTurn(long TeamId, long AgentId);

internal sealed class RoutingTurnConfiguration : IEntityTypeConfiguration<RoutingTurn>
{
    public void Configure(EntityTypeBuilder<RoutingTurn> builder)
    {
        builder.ToTable("RoutingTurns");
        builder.HasKey(turn => turn.TeamId);
        builder.Property(turn => turn.TeamId).ValueGeneratedNever();
    }
}
