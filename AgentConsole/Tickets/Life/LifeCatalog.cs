using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Audit;
using AgentConsole.Tickets.Statuses;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Life;

/// <summary>How each team's tickets end, and the company's own statuses, in memory. Whoever calls the writing half has checked that the person may.</summary>
public sealed class LifeCatalog(IDbContextFactory<DeskDb> databases, LiveSignals signals, AuditTrail audit, TimeProvider time, ILogger<LifeCatalog> logger)
    : LiveCatalog(signals, time, logger, "life")
{
    private Book _book = new([], []);

    /// <summary>In the order in which they are offered; retired ones too, since tickets have them.</summary>
    public IReadOnlyList<CustomStatus> Statuses => _book.Statuses;

    public CustomStatus? Status(int? id) => id is { } known ? _book.Statuses.FirstOrDefault(status => status.Id == known) : null;

    /// <summary>The category of a status that a ticket can be given; null for one that isn't there, or is retired.</summary>
    public TicketStatus? CategoryOf(int id) => Status(id) is { IsRetired: false } status ? status.Category : null;

    /// <summary>The team's own policy, or that of all that have none.</summary>
    public LifePolicy PolicyOf(long? teamId) =>
        _book.Policies.TryGetValue(teamId ?? 0, out var own) || _book.Policies.TryGetValue(0, out own) ? own : LifePolicy.Default;

    /// <summary>True where the team has a policy of its own; 0 asks for that of all others.</summary>
    public bool HasOwn(long teamId) => _book.Policies.ContainsKey(teamId);

    /// <summary>Puts a team's policy in force. Refusals: those of <see cref="LifePolicyRules"/>.</summary>
    public async Task<Outcome<LifePolicy>> SaveAsync(LifePolicy policy, CancellationToken cancellationToken)
    {
        policy = policy with { ReminderText = string.IsNullOrWhiteSpace(policy.ReminderText) ? null : policy.ReminderText.Trim() };
        if (LifePolicyRules.Problem(policy) is { } problem) return problem;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var was = await db.Set<LifePolicy>().AsNoTracking().FirstOrDefaultAsync(other => other.TeamId == policy.TeamId, cancellationToken);
        if (was is not null) db.Update(policy);
        else db.Add(policy);
        await AuditAsync(db, policy.TeamId, was, policy, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await AnnounceAsync(cancellationToken);
        return policy;
    }

    /// <summary>The team goes by the policy of all others from here on.</summary>
    public async Task ForgetAsync(long teamId, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await db.Set<LifePolicy>().FirstOrDefaultAsync(policy => policy.TeamId == teamId, cancellationToken) is not { } gone) return;
            db.Remove(gone);
            await AuditAsync(db, teamId, gone, null, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        await AnnounceAsync(cancellationToken);
    }

    /// <summary>Stores a status, a new one where its id is 0. Refusals: those of <see cref="CustomStatusRules"/>, <c>status.gone</c>.</summary>
    public async Task<Outcome<CustomStatus>> SaveAsync(CustomStatus status, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await db.Set<CustomStatus>().AsNoTracking().ToListAsync(cancellationToken);
        var kept = CustomStatusRules.Ready(status, stored);
        if (!kept.Succeeded) return kept;
        var was = stored.Find(other => other.Id == kept.Value.Id);
        if (was is not null) db.Update(kept.Value);
        else db.Add(kept.Value);
        audit.Add(db, AuditThing.Status, kept.Value.Id.ToString(CultureInfo.InvariantCulture), kept.Value.Name, was, kept.Value);
        await db.SaveChangesAsync(cancellationToken);
        await AnnounceAsync(cancellationToken);
        return kept;
    }

    private async Task AuditAsync(DeskDb db, long teamId, LifePolicy? was, LifePolicy? became, CancellationToken cancellationToken)
    {
        var team = await db.Set<Team>().Where(team => team.Id == teamId).Select(team => team.Name).FirstOrDefaultAsync(cancellationToken);
        audit.Add(db, AuditThing.Life, teamId.ToString(CultureInfo.InvariantCulture), team ?? "", was, became);
    }

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var policies = await db.Set<LifePolicy>().AsNoTracking().ToDictionaryAsync(policy => policy.TeamId, cancellationToken);
        var statuses = await db.Set<CustomStatus>().AsNoTracking().ToListAsync(cancellationToken);
        _book = new Book(policies, [.. statuses.OrderBy(status => status.Category).ThenBy(status => status.Position).ThenBy(status => status.Id)]);
        return true;
    }

    private sealed record Book(Dictionary<long, LifePolicy> Policies, IReadOnlyList<CustomStatus> Statuses);
}
