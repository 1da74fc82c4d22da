using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People.Links;

/// <summary>A link that shows the wall without an account, and nothing else.</summary>
public sealed record WallLinkInfo(long Id, string Label, long CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>A link just made. The token is told this once: only its hash is stored.</summary>
/// <param name="Path">Where it leads, from the root: <c>/wall?token=…</c>.</param>
public sealed record NewWallLink(WallLinkInfo Link, string Token, string Path);

/// <summary>Makes, lists, checks and revokes wall links. The caller of the first three has checked <see cref="Permissions.WallLink"/>.</summary>
public sealed class WallLinks(IDbContextFactory<DeskDb> databases, AgentDirectory directory, TimeProvider time, AuditTrail audit)
{
    public const int MaxLabelLength = 100;

    /// <summary>Refusals: <c>label.empty</c>, <c>label.too_long</c> (the limit), <c>label.not_text</c>.</summary>
    public async Task<Outcome<NewWallLink>> CreateAsync(string label, long createdBy, CancellationToken cancellationToken)
    {
        label = label.Trim();
        if (label.Length == 0) return new Refusal("label.empty");
        if (label.Length > MaxLabelLength) return new Refusal("label.too_long", MaxLabelLength);
        if (!Text.IsStorable(label)) return new Refusal("label.not_text");
        var token = SecretToken.New();
        var row = new WallLinkRow { TokenHash = SecretToken.Hash(token), Label = label, CreatedBy = createdBy, CreatedAt = time.Instant() };
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        audit.Add(db, AuditThing.WallLink, row.Id.ToString(CultureInfo.InvariantCulture), label, null, new { row.Label }, createdBy);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await directory.AnnounceAsync(cancellationToken);
        return new NewWallLink(row.Info, token, $"/wall?token={token}");
    }

    /// <summary>Newest first, revoked ones too.</summary>
    public async Task<IReadOnlyList<WallLinkInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<WallLinkRow>().OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.Info);
    }

    /// <summary>The link stops working at once, on screens that show the wall as well. Revoking twice is harmless.</summary>
    public async Task RevokeAsync(long id, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = time.Instant();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Set<WallLinkRow>().Where(row => row.Id == id && row.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken) == 0) return;
        var row = await db.Set<WallLinkRow>().AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        audit.Add(db, AuditThing.WallLink, id.ToString(CultureInfo.InvariantCulture), row.Label, new { row.Label }, null);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await directory.AnnounceAsync(cancellationToken);
    }

    /// <summary>The open link with this token; null for a forged or revoked one. What is looked up is a hash, so its time tells nothing of the token.</summary>
    public WallLinkInfo? Check(string? token) =>
        token is { Length: > 0 and <= 100 } ? directory.OpenWallLink(SecretToken.Hash(token)) : null;
}

/// <summary>A row of <c>WallLinks</c>.</summary>
internal sealed class WallLinkRow
{
    public long Id { get; init; }

    public required string TokenHash { get; init; }

    public required string Label { get; init; }

    public long CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public WallLinkInfo Info => new(Id, Label, CreatedBy, CreatedAt, RevokedAt);
}

internal sealed class WallLinkConfiguration : IEntityTypeConfiguration<WallLinkRow>
{
    public void Configure(EntityTypeBuilder<WallLinkRow> builder)
    {
        builder.ToTable("WallLinks");
        builder.HasKey(link => link.Id);
        builder.Property(link => link.TokenHash).HasMaxLength(64);
        builder.Property(link => link.Label).HasMaxLength(WallLinks.MaxLabelLength);
        builder.Ignore(link => link.Info);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasOne<Identity.Account>().WithMany().HasForeignKey(link => link.CreatedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => link.CreatedBy);
    }
}
