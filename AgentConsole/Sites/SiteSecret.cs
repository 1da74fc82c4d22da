using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Sites;

/// <summary>What a site's server signs with when it says who a visitor is.</summary>
internal sealed record SiteSecret
{
    public const int MaxLength = 1000;

    public long SiteId { get; init; }

    /// <summary>Encrypted: a copy of this table alone signs nothing.</summary>
    public required string Protected { get; init; }

    public DateTimeOffset MadeAt { get; init; }
}

internal sealed class SiteSecretConfiguration : IEntityTypeConfiguration<SiteSecret>
{
    public void Configure(EntityTypeBuilder<SiteSecret> builder)
    {
        builder.ToTable("SiteSecrets");
        builder.HasKey(secret => secret.SiteId);
        builder.Property(secret => secret.SiteId).ValueGeneratedNever();
        builder.Property(secret => secret.Protected).HasMaxLength(SiteSecret.MaxLength);
        builder.HasOne<Site>().WithMany().HasForeignKey(secret => secret.SiteId).OnDelete(DeleteBehavior.Cascade);
    }
}
