using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People.Alerts;

/// <summary>How somebody wants to be told of what happens while they work.</summary>
[Flags]
public enum AlertWays
{
    None = 0,

    /// <summary>By a card in the page.</summary>
    Page = 1,

    /// <summary>On the desktop, where the browser was allowed to and its page is not in front.</summary>
    Desktop = 2,

    /// <summary>By a sound that repeats until what it rings for is taken.</summary>
    Sound = 4,

    All = Page | Desktop | Sound,
}

/// <summary>What one agent has chosen; whoever has chosen nothing is told in all ways.</summary>
public sealed class AlertChoice
{
    public required long AgentId { get; init; }

    public AlertWays Ways { get; set; }
}

internal sealed class AlertChoiceConfiguration : IEntityTypeConfiguration<AlertChoice>
{
    public void Configure(EntityTypeBuilder<AlertChoice> builder)
    {
        builder.ToTable("AlertChoices");
        builder.HasKey(choice => choice.AgentId);
        builder.Property(choice => choice.AgentId).ValueGeneratedNever();
    }
}
