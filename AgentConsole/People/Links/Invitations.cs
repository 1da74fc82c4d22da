using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People.Audit;
using AgentConsole.People.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.People.Links;

/// <summary>An invitation just made. The path is told this once: only its token's hash is stored.</summary>
/// <param name="Path">From the root: <c>/invitation?token=…</c>.</param>
public sealed record NewInvitation(string Path, DateTimeOffset Until);

/// <summary>
/// Links by which a person comes to their account the first time, or again after forgetting the password: each works once, for a week, and sets the
/// password. The caller of <see cref="CreateAsync"/> has checked <see cref="Permissions.AccountManage"/>.
/// </summary>
public sealed class Invitations(IDbContextFactory<DeskDb> databases, Accounts accounts, TimeProvider time, AuditTrail audit)
{
    public static TimeSpan Lasts { get; } = TimeSpan.FromDays(7);

    /// <summary>A new link; earlier ones of the account are worth nothing from now on. Refusals: <c>account.unknown</c>, for a disabled or locked one too.</summary>
    public async Task<Outcome<NewInvitation>> CreateAsync(long accountId, long createdBy, CancellationToken cancellationToken)
    {
        if (await accounts.AccountAsync(accountId, cancellationToken) is not { IsOpen: true } account) return new Refusal("account.unknown");
        var token = SecretToken.New();
        var now = time.Instant();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Set<InvitationRow>().Where(row => row.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);
        db.Add(new InvitationRow { TokenHash = SecretToken.Hash(token), AccountId = accountId, CreatedBy = createdBy, CreatedAt = now, ExpiresAt = now + Lasts });
        audit.Add(db, AuditThing.Invitation, accountId.ToString(CultureInfo.InvariantCulture), account.DisplayName, null, new { account.Email, until = now + Lasts }, createdBy);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NewInvitation($"/invitation?token={token}", now + Lasts);
    }

    /// <summary>The account that a token invites; null for a forged, used or expired one, and for an account that is closed.</summary>
    public async Task<AgentInfo?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: > 0 and <= 100 }) return null;
        var hash = SecretToken.Hash(token);
        var now = time.Instant();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Set<InvitationRow>().FirstOrDefaultAsync(row => row.TokenHash == hash && row.ExpiresAt > now, cancellationToken);
        return row is not null && await accounts.AccountAsync(row.AccountId, cancellationToken) is { IsOpen: true } account
            ? new AgentInfo(account.Id, account.DisplayName, account.Email!, account.Role, [], account.Language)
            : null;
    }

    /// <summary>Sets the password and uses the link up. Refusals: <c>invitation.invalid</c>, those of the password (the link stays good).</summary>
    internal async Task<Outcome<AgentInfo>> AcceptAsync(string? token, string password, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } agent) return new Refusal("invitation.invalid");
        if (AccountRules.Password(password, agent.Email, agent.Name) is { } wrong) return wrong;
        var hash = SecretToken.Hash(token!);
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            // Of two who use it at the same moment one deletes it.
            if (await db.Set<InvitationRow>().Where(row => row.TokenHash == hash).ExecuteDeleteAsync(cancellationToken) == 0) return new Refusal("invitation.invalid");
        }

        await accounts.UnlockAsync(agent.Id, cancellationToken);
        return await accounts.SetPasswordAsync(agent.Id, password, cancellationToken);
    }
}

/// <summary>A row of <c>Invitations</c>: a link that is still good, or has run out.</summary>
internal sealed class InvitationRow
{
    public long Id { get; init; }

    public required string TokenHash { get; init; }

    public long AccountId { get; init; }

    public long CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<InvitationRow>
{
    public void Configure(EntityTypeBuilder<InvitationRow> builder)
    {
        builder.ToTable("Invitations");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.TokenHash).HasMaxLength(64);
        builder.HasIndex(row => row.TokenHash).IsUnique();
        builder.HasIndex(row => row.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
