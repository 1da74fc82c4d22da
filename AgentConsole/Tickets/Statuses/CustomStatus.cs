using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Statuses;

/// <summary>A status of the company's own, such as 'Waiting for the workshop'. What reads statuses goes by its category: pauses, views, what a customer is told.</summary>
/// <param name="Name">Where the reader's language has no name of its own.</param>
/// <param name="Category">New, Open, Pending, On hold or Resolved.</param>
/// <param name="Names">By language (<c>ar</c>, <c>sl</c>).</param>
/// <param name="Position">Its place among those of its category.</param>
/// <param name="IsRetired">No longer offered; the tickets that have it keep it.</param>
public sealed record CustomStatus(
    int Id, string Name, TicketStatus Category, IReadOnlyDictionary<string, string> Names, int Position = 0, bool IsRetired = false)
{
    public const int MaxNameLength = 60, Most = 50;

    /// <summary>Its name for a reader.</summary>
    public string For(CultureInfo reader) => Names.GetValueOrDefault(reader.TwoLetterISOLanguageName) ?? Name;

    public static bool IsCategory(TicketStatus status) => status <= TicketStatus.Resolved && Enum.IsDefined(status);

    public bool Equals(CustomStatus? other) =>
        other is not null && Id == other.Id && Name == other.Name && Category == other.Category && Position == other.Position && IsRetired == other.IsRetired
        && Names.Count == other.Names.Count && Names.All(name => other.Names.TryGetValue(name.Key, out var there) && there == name.Value);

    public override int GetHashCode() => HashCode.Combine(Id, Name, Category);
}

internal sealed class CustomStatusConfiguration : IEntityTypeConfiguration<CustomStatus>
{
    public void Configure(EntityTypeBuilder<CustomStatus> builder)
    {
        builder.ToTable("CustomStatuses");
        builder.HasKey(status => status.Id);
        builder.Property(status => status.Id).ValueGeneratedNever();
        builder.Property(status => status.Name).HasMaxLength(CustomStatus.MaxNameLength);
        builder.Property(status => status.Names)
            .HasConversion(names => TicketJson.Write(names), json => TicketJson.ReadNames(json), TicketConfiguration.Whole<IReadOnlyDictionary<string, string>>());
    }
}
