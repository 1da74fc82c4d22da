using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Views;

/// <summary>Whose a saved view is.</summary>
public enum ViewScope { All = 0, Team = 1, Personal = 2 }

/// <summary>A view that somebody made: which of the tickets that are not closed, in which order, and what its rows tell.</summary>
public sealed record SavedView
{
    public long Id { get; init; }

    public required string Name { get; init; }

    public ViewScope Scope { get; init; }

    /// <summary>The team's or the agent's id; 0 where it is everybody's.</summary>
    public long ScopeId { get; init; }

    public required Condition When { get; init; }

    /// <summary>The order it opens in.</summary>
    public InboxOrder Order { get; init; }

    /// <summary>What a row's last line tells, as <see cref="ViewColumns"/> names it; empty for the last message.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Its place among those of its scope, the lowest first.</summary>
    public int Position { get; init; }

    /// <summary>True where an agent of these teams has it in the rail.</summary>
    public bool IsFor(long agentId, IReadOnlyList<long> teamIds) => Scope switch
    {
        ViewScope.All => true,
        ViewScope.Team => teamIds.Contains(ScopeId),
        _ => ScopeId == agentId,
    };
}

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("SavedViews");
        builder.HasKey(view => view.Id);
        builder.Property(view => view.Name).HasMaxLength(ViewRules.MaxNameLength);
        builder.Property(view => view.When).HasConversion(when => ConditionJson.Write(when), json => ConditionJson.Read<Condition>(json), TicketConfiguration.Whole<Condition>());
        builder.Property(view => view.Columns).HasMaxLength(ViewColumns.MaxStored)
            .HasConversion(columns => string.Join(',', columns), text => ViewColumns.Read(text), TicketConfiguration.Whole<IReadOnlyList<string>>());
    }
}
