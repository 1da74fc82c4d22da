using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Fields;

/// <summary>What a field of the company's own holds. It is chosen once: values that are there stay readable.</summary>
public enum FieldKind { Text = 0, Number = 1, YesNo = 2, Choice = 3, Date = 4 }

/// <summary>One of the values of a field that is chosen; renamed freely, for tickets hold its id.</summary>
/// <param name="Names">By language (<c>ar</c>, <c>sl</c>), for visitors; null for none.</param>
public sealed record FieldChoice(int Id, string Name, IReadOnlyDictionary<string, string>? Names = null);

/// <summary>A field of the company's own, that every ticket can have a value of.</summary>
public sealed record TicketField
{
    public long Id { get; init; }

    public required string Name { get; init; }

    public FieldKind Kind { get; init; }

    /// <summary>What to write, for those who fill it in; empty for nothing.</summary>
    public string Help { get; init; } = "";

    /// <summary>An agent can't resolve a ticket that has no value of it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Fields are shown by it, the lowest first.</summary>
    public int Position { get; init; }

    /// <summary>No longer asked for; what tickets hold of it stays.</summary>
    public bool IsArchived { get; init; }

    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>What visitors read of it, by language (<c>ar</c>, <c>sl</c>); people here read the field itself.</summary>
    public IReadOnlyDictionary<string, FieldLabel> Words { get; init; } = new Dictionary<string, FieldLabel>(StringComparer.Ordinal);
}

internal sealed class TicketFieldConfiguration : IEntityTypeConfiguration<TicketField>
{
    public void Configure(EntityTypeBuilder<TicketField> builder)
    {
        builder.ToTable("TicketFields");
        builder.HasKey(field => field.Id);
        builder.Property(field => field.Name).HasMaxLength(FieldRules.MaxNameLength);
        builder.Property(field => field.Help).HasMaxLength(FieldRules.MaxHelpLength);
        builder.Property(field => field.Words).HasDefaultValueSql("'{}'").ValueGeneratedNever()
            .HasConversion(words => FieldJson.Write(words), json => FieldJson.ReadWords(json), TicketConfiguration.Whole<IReadOnlyDictionary<string, FieldLabel>>());
        builder.Property(field => field.Choices)
            .HasConversion(choices => FieldJson.Write(choices), json => FieldJson.ReadChoices(json), TicketConfiguration.Whole<IReadOnlyList<FieldChoice>>());
    }
}
