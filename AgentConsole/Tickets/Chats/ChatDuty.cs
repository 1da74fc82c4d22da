using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Chats;

/// <summary>What counts for whether a chat rings for an agent: read and written in the commit that offers or ends one, so that nodes and restarts agree.</summary>
/// <param name="Missed">How many in a row rang and were not answered.</param>
/// <param name="WrapUpUntil">Until when the agent writes up what is left of a chat; null where they don't.</param>
public sealed record ChatDuty(long AgentId, int Missed = 0, DateTimeOffset? WrapUpUntil = null);

internal sealed class ChatDutyConfiguration : IEntityTypeConfiguration<ChatDuty>
{
    public void Configure(EntityTypeBuilder<ChatDuty> builder)
    {
        builder.ToTable("ChatDuties");
        builder.HasKey(duty => duty.AgentId);
        builder.Property(duty => duty.AgentId).ValueGeneratedNever();
    }
}
