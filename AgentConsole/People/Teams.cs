using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People.Audit;
using AgentConsole.People.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People;

/// <summary>Makes and renames teams and says who is in them. The caller has checked <see cref="Permissions.TeamManage"/>.</summary>
public sealed class Teams(IDbContextFactory<DeskDb> databases, AgentDirectory directory, StorageProvider storage, AuditTrail audit)
{
    public const int MaxNameLength = 100;

    /// <summary>Refusals: <c>team.name_empty</c>, <c>team.name_too_long</c>, <c>team.not_text</c>, <c>team.name_taken</c>, <c>agent.unknown</c>.</summary>
    public Task<Outcome<Team>> CreateAsync(string name, IReadOnlyList<long> members, CancellationToken cancellationToken) =>
        StoreAsync(0, name, members, cancellationToken);

    /// <summary>Refusals: as for a new one, and <c>team.unknown</c>.</summary>
    public async Task<Outcome<Team>> ChangeAsync(long id, string name, IReadOnlyList<long> members, CancellationToken cancellationToken) =>
        directory.Team(id) is null ? new Refusal("team.unknown", id) : await StoreAsync(id, name, members, cancellationToken);

    private async Task<Outcome<Team>> StoreAsync(long id, string name, IReadOnlyList<long> members, CancellationToken cancellationToken)
    {
        name = name.Trim();
        if (Wrong(name) is { } wrong) return wrong;
        if (members.FirstOrDefault(member => directory.Agent(member) is null) is var unknown and not 0) return new Refusal("agent.unknown", unknown);
        var team = new Team(id, name);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var was = id == 0 ? null : await FactsAsync(db, id, cancellationToken);
        db.Update(team);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (error.InnerException is { } inner && storage.IsUniqueViolation(inner))
        {
            return new Refusal("team.name_taken", name);
        }

        await db.Set<AgentTeam>().Where(member => member.TeamId == team.Id).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(members.Distinct().Select(member => new AgentTeam(member, team.Id)));
        await db.SaveChangesAsync(cancellationToken);
        audit.Add(db, AuditThing.Team, team.Id.ToString(CultureInfo.InvariantCulture), name, was, await FactsAsync(db, team.Id, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await directory.AnnounceAsync(cancellationToken);
        return team;
    }

    private async Task<object?> FactsAsync(DeskDb db, long id, CancellationToken cancellationToken)
    {
        if (await db.Set<Team>().AsNoTracking().FirstOrDefaultAsync(team => team.Id == id, cancellationToken) is not { } stored) return null;
        var members = await db.Set<AgentTeam>().Where(member => member.TeamId == id).Select(member => member.AccountId).ToListAsync(cancellationToken);
        return new { stored.Name, members = members.Select(member => directory.Agent(member)?.Name ?? $"#{member}").Order(StringComparer.Ordinal) };
    }

    private static Refusal? Wrong(string name) => name switch
    {
        "" => new Refusal("team.name_empty"),
        { Length: > MaxNameLength } => new Refusal("team.name_too_long", MaxNameLength),
        _ when !Text.IsStorable(name) => new Refusal("team.not_text"),
        _ => null,
    };
}
