using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Tickets.Search;

/// <summary>How far the journal is in the search index: one row, moved in the transaction that writes the words, locked by whoever writes them.</summary>
public sealed class SearchCursor
{
    public int Id { get; init; } = 1;

    public long Seq { get; set; }
}

internal sealed class SearchCursorConfiguration : IEntityTypeConfiguration<SearchCursor>
{
    public void Configure(EntityTypeBuilder<SearchCursor> builder)
    {
        builder.ToTable("SearchCursor");
        builder.HasKey(cursor => cursor.Id);
        builder.Property(cursor => cursor.Id).ValueGeneratedNever();
    }
}
