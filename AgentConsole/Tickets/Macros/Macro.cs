using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Macros;

/// <summary>Whose a macro is.</summary>
public enum MacroScope { All = 0, Team = 1, Personal = 2 }

/// <summary>A reply written once, and what is done with the ticket it is used on. With a text alone it is what is elsewhere called a canned reply.</summary>
public sealed record Macro
{
    public long Id { get; init; }

    public required string Name { get; init; }

    public MacroScope Scope { get; init; }

    /// <summary>The team's or the agent's id; 0 where it is everybody's.</summary>
    public long ScopeId { get; init; }

    /// <summary>What is written, with placeholders (<see cref="MacroText"/>); empty for one that only does something.</summary>
    public string Text { get; init; } = "";

    /// <summary>Written as a note, which the customer doesn't see.</summary>
    public bool IsNote { get; init; }

    public TicketStatus? Status { get; init; }

    /// <summary>The company's own status within <see cref="Status"/>; null for the category's own.</summary>
    public int? StatusId { get; init; }

    public int? PriorityId { get; init; }

    public long? TeamId { get; init; }

    /// <summary>The ticket becomes theirs who use it.</summary>
    public bool TakesTicket { get; init; }

    public IReadOnlyList<long> AddTagIds { get; init; } = [];

    public IReadOnlyList<long> RemoveTagIds { get; init; } = [];

    /// <summary>True where it changes the ticket, besides what it writes.</summary>
    public bool Acts => Status is not null || PriorityId is not null || TeamId is not null || TakesTicket || AddTagIds.Count + RemoveTagIds.Count > 0;

    /// <summary>True where an agent of these teams finds it.</summary>
    public bool IsFor(long agentId, IReadOnlyList<long> teamIds) => Scope switch
    {
        MacroScope.All => true,
        MacroScope.Team => teamIds.Contains(ScopeId),
        _ => ScopeId == agentId,
    };

    /// <summary>What it does with a ticket, in the order in which it is done; what is so already is left out.</summary>
    public IReadOnlyList<TicketCommand> On(Ticket ticket, Actor by)
    {
        var commands = new List<TicketCommand>();
        long[] added = [.. AddTagIds.Except(ticket.TagIds)], removed = [.. RemoveTagIds.Intersect(ticket.TagIds)];
        if (added.Length + removed.Length > 0) commands.Add(new ChangeTags(by, ticket.Id, added, removed));
        if (PriorityId is { } priority && priority != ticket.PriorityId) commands.Add(new ChangePriority(by, ticket.Id, priority));
        if (TeamId is { } team && team != ticket.TeamId) commands.Add(new AssignTeam(by, ticket.Id, team));
        if (TakesTicket && ticket.AssigneeId != by.Id) commands.Add(new Assign(by, ticket.Id, by.Id));
        if (Status is { } status && (status != ticket.Status || (StatusId is not null && StatusId != ticket.StatusId))) commands.Add(new ChangeStatus(by, ticket.Id, status, StatusId: StatusId));
        return commands;
    }
}

internal sealed class MacroConfiguration : IEntityTypeConfiguration<Macro>
{
    public void Configure(EntityTypeBuilder<Macro> builder)
    {
        builder.ToTable("Macros");
        builder.HasKey(macro => macro.Id);
        builder.Property(macro => macro.Name).HasMaxLength(MacroRules.MaxNameLength);
        builder.Property(macro => macro.Text).HasMaxLength(Message.MaxLength);
        builder.Property(macro => macro.AddTagIds).HasConversion(ids => TicketJson.Write(ids), json => TicketJson.ReadIds(json), TicketConfiguration.Whole<IReadOnlyList<long>>());
        builder.Property(macro => macro.RemoveTagIds).HasConversion(ids => TicketJson.Write(ids), json => TicketJson.ReadIds(json), TicketConfiguration.Whole<IReadOnlyList<long>>());
        builder.Ignore(macro => macro.Acts);
    }
}
