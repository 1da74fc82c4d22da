using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People.Audit;
using AgentConsole.People.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People.Tokens;

/// <summary>A token by which a program outside calls the API, for one thing only.</summary>
/// <param name="Allows">The permission it gives (a name in <see cref="Permissions"/>), as long as who made it has that permission.</param>
public sealed record ApiTokenInfo(long Id, string Label, string Allows, long CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>A token just made. It is told this once: only its hash is stored.</summary>
public sealed record NewApiToken(ApiTokenInfo Info, string Token);

/// <summary>
/// Makes, lists, checks and revokes tokens. The caller of the first three has checked <see cref="Permissions.ApiTokenManage"/>. A check asks the database:
/// programs call seldom enough, and a revoked token ends on every node at once.
/// </summary>
public sealed class ApiTokens(IDbContextFactory<DeskDb> databases, AgentDirectory directory, TimeProvider time, AuditTrail audit)
{
    public const int MaxLabelLength = 100;

    /// <summary>What a token may be made for.</summary>
    public static IReadOnlyList<string> Grantable { get; } = [Permissions.SlaSimulate];

    /// <summary>Refusals: <c>label.empty</c>, <c>label.too_long</c> (the limit), <c>label.not_text</c>, <c>token.not_grantable</c> (the permission).</summary>
    public async Task<Outcome<NewApiToken>> CreateAsync(string label, string allows, long createdBy, CancellationToken cancellationToken)
    {
        label = label.Trim();
        if (label.Length == 0) return new Refusal("label.empty");
        if (label.Length > MaxLabelLength) return new Refusal("label.too_long", MaxLabelLength);
        if (!Text.IsStorable(label)) return new Refusal("label.not_text");
        if (!Grantable.Contains(allows, StringComparer.Ordinal)) return new Refusal("token.not_grantable", allows);
        var token = SecretToken.New();
        var row = new ApiTokenRow { TokenHash = SecretToken.Hash(token), Label = label, Allows = allows, CreatedBy = createdBy, CreatedAt = time.Instant() };
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        audit.Add(db, AuditThing.Token, row.Id.ToString(CultureInfo.InvariantCulture), label, null, new { row.Label, row.Allows }, createdBy);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NewApiToken(row.Info, token);
    }

    /// <summary>Newest first, revoked ones too.</summary>
    public async Task<IReadOnlyList<ApiTokenInfo>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<ApiTokenRow>().OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.Info);
    }

    /// <summary>The token stops working at once. Revoking twice is harmless.</summary>
    public async Task RevokeAsync(long id, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = time.Instant();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Set<ApiTokenRow>().Where(row => row.Id == id && row.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken) == 0) return;
        var row = await db.Set<ApiTokenRow>().AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        audit.Add(db, AuditThing.Token, id.ToString(CultureInfo.InvariantCulture), row.Label, new { row.Label, row.Allows }, null);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>What a token is for; null for one that is forged or revoked, and for one whose maker is gone or may not do that any more.</summary>
    public async Task<ApiTokenInfo?> CheckAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > 100) return null;
        var hash = SecretToken.Hash(token);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Set<ApiTokenRow>().FirstOrDefaultAsync(row => row.TokenHash == hash && row.RevokedAt == null, cancellationToken);
        if (row is null || !directory.IsActive(row.CreatedBy) || directory.Agent(row.CreatedBy) is not { } maker) return null;
        return Permissions.Allows(maker.Role, row.Allows) ? row.Info : null;
    }
}

/// <summary>A row of <c>ApiTokens</c>.</summary>
internal sealed class ApiTokenRow
{
    public long Id { get; init; }

    public required string TokenHash { get; init; }

    public required string Label { get; init; }

    public required string Allows { get; init; }

    public long CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public ApiTokenInfo Info => new(Id, Label, Allows, CreatedBy, CreatedAt, RevokedAt);
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiTokenRow>
{
    public void Configure(EntityTypeBuilder<ApiTokenRow> builder)
    {
        builder.ToTable("ApiTokens");
        builder.HasKey(token => token.Id);
        builder.Property(token => token.TokenHash).HasMaxLength(64);
        builder.Property(token => token.Label).HasMaxLength(ApiTokens.MaxLabelLength);
        builder.Property(token => token.Allows).HasMaxLength(60);
        builder.Ignore(token => token.Info);
        builder.HasIndex(token => token.TokenHash).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(token => token.CreatedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(token => token.CreatedBy);
    }
}
