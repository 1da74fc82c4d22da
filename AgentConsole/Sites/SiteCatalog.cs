using System.Globalization;
using System.Security.Cryptography;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People;
using AgentConsole.People.Audit;
using AgentConsole.Sites.Invitations;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Sites;

/// <summary>Makes, changes, closes and opens sites. What it changes holds at once, on every node. The caller has checked the permission.</summary>
public sealed class SiteCatalog(IDbContextFactory<DeskDb> databases, SiteDirectory directory, AgentDirectory people, TimeProvider time, AuditTrail audit)
{
    /// <summary>A site changed, here or on another node. Called outside every lock.</summary>
    public event Action? Changed
    {
        add => directory.Changed += value;
        remove => directory.Changed -= value;
    }

    /// <summary>By name, closed ones too.</summary>
    public async Task<IReadOnlyList<Site>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sites = await db.Set<Site>().ToListAsync(cancellationToken);
        return [.. sites.OrderBy(site => site.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(site => site.Id)];
    }

    /// <summary>A site with a key of its own. Refusals: those of <see cref="SiteRules"/>, and <c>team.unknown</c>.</summary>
    public async Task<Outcome<Site>> CreateAsync(SiteWish wish, CancellationToken cancellationToken)
    {
        if (Wrong(wish) is { } wrong) return wrong;
        var site = Wished(new Site { Key = RandomNumberGenerator.GetHexString(16, lowercase: true), Name = "" }, wish);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Add(site);
        await db.SaveChangesAsync(cancellationToken);
        Audit(db, null, site);
        await SiteLogos.KeepAsync(db, site.Id, site.Look.Logo, wish.Logo, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        directory.Announce();
        return site;
    }

    /// <summary>Refusals: as for a new one, <c>site.unknown</c>, and <c>site.changed</c> where somebody else changed it since.</summary>
    /// <param name="began">The site as the person saw it when they began.</param>
    public Task<Outcome<Site>> ChangeAsync(Site began, SiteWish wish, CancellationToken cancellationToken) =>
        Wrong(wish, began.Look.Logo) is { } wrong ? Task.FromResult<Outcome<Site>>(wrong) : StoreAsync(began, site => Wished(site, wish), cancellationToken, wish.Logo);

    /// <summary>Whether its visitors are seen, and when they are invited. Refusals: those of <see cref="InvitingRules"/>, <c>site.unknown</c>, <c>site.changed</c>.</summary>
    public Task<Outcome<Site>> InviteAsync(Site began, SiteInviting inviting, CancellationToken cancellationToken) =>
        InvitingRules.Check(inviting) is { } wrong ? Task.FromResult<Outcome<Site>>(wrong) : StoreAsync(began, site => site with { Inviting = InvitingRules.Stored(inviting) }, cancellationToken);

    /// <summary>Closed, the widget is turned away with this key and open windows of it are cut off. Refusals: <c>site.unknown</c>, <c>site.changed</c>.</summary>
    public Task<Outcome<Site>> CloseAsync(Site began, CancellationToken cancellationToken) =>
        StoreAsync(began, site => site with { DisabledAt = site.DisabledAt ?? time.Instant() }, cancellationToken);

    /// <inheritdoc cref="CloseAsync"/>
    public Task<Outcome<Site>> OpenAsync(Site began, CancellationToken cancellationToken) =>
        StoreAsync(began, site => site with { DisabledAt = null }, cancellationToken);

    /// <summary>Makes the site with this key, or gives the one that is there these origins.</summary>
    internal async Task<Site> EnsureAsync(Site site, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var there = await db.Set<Site>().FirstOrDefaultAsync(other => other.Key == site.Key, cancellationToken);
        var stored = there is null ? site : there with { AllowedOrigins = site.AllowedOrigins };
        db.Update(stored);
        await db.SaveChangesAsync(cancellationToken);
        directory.Announce();
        return stored;
    }

    private async Task<Outcome<Site>> StoreAsync(Site began, Func<Site, Site> change, CancellationToken cancellationToken, SiteLogo? logo = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = await db.Set<Site>().FirstOrDefaultAsync(site => site.Id == began.Id, cancellationToken);
        if (now is null) return new Refusal("site.unknown");
        if (now != began) return new Refusal("site.changed");
        var changed = change(now);
        db.Update(changed);
        Audit(db, now, changed);
        if (changed.Look.Logo != now.Look.Logo) await SiteLogos.KeepAsync(db, now.Id, changed.Look.Logo, logo, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        directory.Announce();
        return changed;
    }

    private void Audit(DeskDb db, Site? was, Site became) => audit.Add(db, AuditThing.Site, became.Id.ToString(CultureInfo.InvariantCulture), became.Name, was, became);

    /// <param name="logo">The hash of the picture that the site has already.</param>
    private Refusal? Wrong(SiteWish wish, string logo = "") =>
        SiteRules.Check(wish) is [var first, ..] ? first.Refusal
        : wish.Look.Logo is { Length: > 0 } named && named != (wish.Logo?.Hash ?? logo) ? new Refusal("site.look_unknown")
        : wish.TeamId is { } team && people.Team(team) is null ? new Refusal("team.unknown", team)
        : null;

    private static Site Wished(Site site, SiteWish wish) => site with
    {
        Name = wish.Name.Trim(),
        AllowedOrigins = SiteRules.Stored(wish.Origins),
        TeamId = wish.TeamId,
        Colour = wish.Colour.ToLowerInvariant(),
        Greeting = wish.Greeting.Trim(),
        Look = LookRules.Stored(wish.Look),
        Entry = EntryRules.Stored(wish.Entry),
    };
}
