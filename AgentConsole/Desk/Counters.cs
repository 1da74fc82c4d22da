using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Desk;

/// <summary>
/// The last number given to each kind of thing: one row, which a writer locks from its first statement to its commit. So numbers have
/// no holes, and grow in the order of commits, on one node and on many.
/// </summary>
public sealed class Counters
{
    public int Id { get; init; } = 1;

    public long Seq { get; set; }

    public long TicketId { get; set; }

    public long MessageId { get; set; }

    public long CustomerId { get; set; }
}

internal sealed class CountersConfiguration : IEntityTypeConfiguration<Counters>
{
    public void Configure(EntityTypeBuilder<Counters> builder)
    {
        builder.ToTable("Counters");
        builder.HasKey(counters => counters.Id);
        builder.Property(counters => counters.Id).ValueGeneratedNever();
    }
}
