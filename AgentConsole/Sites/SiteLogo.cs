using System.Security.Cryptography;
using AgentConsole.Common;
using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Sites;

/// <summary>A site's picture: one a site, in the database, so that every node and every backup has it.</summary>
public sealed record SiteLogo
{
    public const int MaxBytes = 64 * 1024, MaxSide = 1024, HashLength = 16;

    /// <summary>Pictures of dots only: nothing in them can run.</summary>
    public static readonly IReadOnlyList<string> Types = ["image/png", "image/jpeg", "image/webp", "image/gif"];

    public long SiteId { get; init; }

    /// <summary>Names the content, so that its address can be kept for ever.</summary>
    public required string Hash { get; init; }

    /// <summary>One of <see cref="Types"/>.</summary>
    public required string Type { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>Refused: <c>site.logo_too_large</c>, <c>site.logo_type</c>.</summary>
    /// <param name="type">What the content is by its first bytes, whatever its name says.</param>
    /// <param name="size">In pixels, by its header; null where that can't be read.</param>
    public static Outcome<SiteLogo> Of(byte[] content, string type, (int Width, int Height)? size)
    {
        if (content.Length > MaxBytes) return new Refusal("site.logo_too_large", MaxBytes / 1024);
        if (!Types.Contains(type, StringComparer.Ordinal) || size is not ( <= MaxSide, <= MaxSide)) return new Refusal("site.logo_type", MaxSide);
        return new SiteLogo { Hash = Convert.ToHexStringLower(SHA256.HashData(content))[..HashLength], Type = type, Content = content };
    }

    /// <summary>As an address that holds it whole.</summary>
    public string ToDataAddress() => $"data:{Type};base64,{Convert.ToBase64String(Content)}";
}

/// <summary>Reads the sites' pictures.</summary>
public sealed class SiteLogos(IDbContextFactory<DeskDb> databases)
{
    /// <summary>Null where the site has none, or another one now.</summary>
    public async Task<SiteLogo?> FindAsync(Site site, string? hash, CancellationToken cancellationToken)
    {
        if (site.Look.Logo.Length == 0 || site.Look.Logo != hash) return null;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<SiteLogo>().FirstOrDefaultAsync(logo => logo.SiteId == site.Id && logo.Hash == hash, cancellationToken);
    }

    /// <summary>With the change of the site itself: the new picture in the old one's place, or none.</summary>
    internal static async Task KeepAsync(DeskDb db, long siteId, string hash, SiteLogo? fresh, CancellationToken cancellationToken)
    {
        if (fresh?.Hash != hash && hash.Length > 0) return;
        await db.Set<SiteLogo>().Where(logo => logo.SiteId == siteId).ExecuteDeleteAsync(cancellationToken);
        if (fresh is not null && hash.Length > 0) db.Add(fresh with { SiteId = siteId });
    }
}

internal sealed class SiteLogoConfiguration : IEntityTypeConfiguration<SiteLogo>
{
    public void Configure(EntityTypeBuilder<SiteLogo> builder)
    {
        builder.ToTable("SiteLogos");
        builder.HasKey(logo => logo.SiteId);
        builder.Property(logo => logo.SiteId).ValueGeneratedNever();
        builder.Property(logo => logo.Hash).HasMaxLength(SiteLogo.HashLength);
        builder.Property(logo => logo.Type).HasMaxLength(20);
        builder.HasOne<Site>().WithMany().HasForeignKey(logo => logo.SiteId).OnDelete(DeleteBehavior.Cascade);
    }
}
