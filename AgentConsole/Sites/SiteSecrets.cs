using System.Globalization;
using System.Security.Cryptography;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People.Audit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Sites;

/// <summary>Makes the secrets that sites sign with, and reads them for the check. The caller has checked the permission.</summary>
public sealed class SiteSecrets(
    IDbContextFactory<DeskDb> databases, SiteDirectory directory, IDataProtectionProvider protection, AuditTrail audit, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("AgentConsole.Sites.IdentitySecret.v1");

    /// <summary>When the site's secret was made; null where it has none.</summary>
    public async Task<DateTimeOffset?> MadeAtAsync(long siteId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await db.Set<SiteSecret>().FirstOrDefaultAsync(secret => secret.SiteId == siteId, cancellationToken))?.MadeAt;
    }

    /// <summary>A new secret, told this once; one that the site had signs nothing any more, at once and on every node. Refusal: <c>site.unknown</c>.</summary>
    /// <returns>64 characters, whose bytes as text are the key.</returns>
    public async Task<Outcome<string>> MakeAsync(long siteId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Set<Site>().FirstOrDefaultAsync(site => site.Id == siteId, cancellationToken) is not { } site) return new Refusal("site.unknown");
        var before = await db.Set<SiteSecret>().FirstOrDefaultAsync(secret => secret.SiteId == siteId, cancellationToken);
        var fresh = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var stored = new SiteSecret { SiteId = siteId, Protected = _protector.Protect(fresh), MadeAt = time.Instant() };
        if (before is null) db.Add(stored);
        else db.Update(stored);
        // When it was made is told, and nothing of what it is.
        audit.Add(
            db, AuditThing.Site, siteId.ToString(CultureInfo.InvariantCulture), site.Name, new { identitySecret = before?.MadeAt }, new { identitySecret = stored.MadeAt });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        directory.Announce();
        return fresh;
    }

    /// <summary>Null where the site has none, or one that can't be read any more.</summary>
    internal string? Read(KnownSite site)
    {
        try
        {
            return site.Secret is null ? null : _protector.Unprotect(site.Secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
