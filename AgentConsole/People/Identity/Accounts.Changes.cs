using System.Globalization;
using AgentConsole.Common;
using AgentConsole.People.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People.Identity;

/// <summary>An account as those who manage accounts see it.</summary>
/// <param name="LockedUntil">Signing in is refused until then; <see cref="AccountRules.UntilUnlocked"/> where an admin locked it; null where it is open.</param>
/// <param name="HasPassword">False for one whose invitation was not taken up yet.</param>
public sealed record AccountInfo(AgentInfo Agent, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt, DateTimeOffset? LockedUntil, bool HasPassword);

/// <summary>What an admin says of an account that is there.</summary>
/// <param name="Ability">What work they can be given; null to leave it as it is.</param>
public sealed record AccountWish(string Name, AgentRole Role, IReadOnlyList<long> TeamIds, AgentAbility? Ability = null);

/// <summary>What may be told of an account's changes: of a password only that it is another.</summary>
internal sealed record AccountFacts(string Name, string? Email, AgentRole Role, IReadOnlyList<string> Teams, bool? Disabled, bool? Locked, string? Password = null, AgentAbility? Ability = null);

public sealed partial class Accounts
{
    /// <summary>By name, disabled ones last.</summary>
    public async Task<IReadOnlyList<AccountInfo>> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.Instant();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var accounts = await db.Set<Account>().ToListAsync(cancellationToken);
        var teams = (await db.Set<AgentTeam>().ToListAsync(cancellationToken)).ToLookup(member => member.AccountId, member => member.TeamId);
        return
        [
            .. accounts.Select(account => new AccountInfo(
                    new AgentInfo(account.Id, account.DisplayName, account.Email!, account.Role, [.. teams[account.Id].Order()], account.Language) { Ability = account.Ability },
                    account.CreatedAt, account.DisabledAt, account.LockoutEnd > now ? account.LockoutEnd : null, account.PasswordHash is not null))
                .OrderBy(account => account.DisabledAt is not null).ThenBy(account => account.Agent.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(account => account.Agent.Id),
        ];
    }

    /// <summary>Another name, role and other teams at once; with another role its sessions end. Refusals: those of the name, <c>account.unknown</c>, <c>account.last_admin</c>, <c>team.unknown</c>, <c>ability.capacity</c>, <c>ability.skills</c>.</summary>
    public async Task<Outcome<AgentInfo>> ChangeAsync(long id, AccountWish wish, CancellationToken cancellationToken)
    {
        if (AccountRules.Name(wish.Name) is { } wrong) return wrong;
        if (wish.Ability?.Problem() is { } unable) return unable;
        if (wish.TeamIds.FirstOrDefault(team => directory.Team(team) is null) is var unknown and not 0) return new Refusal("team.unknown", unknown);
        return await ChangeAsync(
            id,
            async (db, account) =>
            {
                if (account.Role != wish.Role) account.SecurityStamp = SecretToken.New();
                (account.DisplayName, account.Role) = (wish.Name.Trim(), wish.Role);
                if (wish.Ability is { } ability) account.Ability = ability;
                await db.Set<AgentTeam>().Where(member => member.AccountId == id).ExecuteDeleteAsync(cancellationToken);
                db.AddRange(wish.TeamIds.Distinct().Select(team => new AgentTeam(id, team)));
            },
            endSessions: false, cancellationToken);
    }

    /// <summary>From now on the account can't be used: its sessions and circuits end at once. Refusals: <c>account.unknown</c>, <c>account.last_admin</c>.</summary>
    public Task<Outcome<AgentInfo>> DisableAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(id, account => account.DisabledAt ??= time.Instant(), endSessions: true, cancellationToken);

    public Task<Outcome<AgentInfo>> EnableAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(id, account => account.DisabledAt = null, endSessions: false, cancellationToken);

    /// <summary>Nobody signs in to it until it is unlocked, and its sessions end; tickets stay with it. Refusals: <c>account.unknown</c>, <c>account.last_admin</c>.</summary>
    public Task<Outcome<AgentInfo>> LockAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(id, account => account.LockoutEnd = AccountRules.UntilUnlocked, endSessions: true, cancellationToken);

    /// <summary>Forgives wrong passwords, and ends an admin's lock.</summary>
    public Task<Outcome<AgentInfo>> UnlockAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(id, account => (account.LockoutEnd, account.AccessFailedCount) = (null, 0), endSessions: false, cancellationToken);

    /// <summary>Another role: the sessions that carry the old one end. Refusals: <c>account.unknown</c>, <c>account.last_admin</c>.</summary>
    public Task<Outcome<AgentInfo>> ChangeRoleAsync(long id, AgentRole role, CancellationToken cancellationToken) =>
        ChangeAsync(id, account => account.Role = role, endSessions: true, cancellationToken);

    public Task<Outcome<AgentInfo>> ChangeLanguageAsync(long id, string language, CancellationToken cancellationToken) =>
        ChangeAsync(id, account => account.Language = language, endSessions: false, cancellationToken);

    /// <summary>Refusals: those of the name, <c>account.unknown</c>.</summary>
    public Task<Outcome<AgentInfo>> ChangeNameAsync(long id, string name, CancellationToken cancellationToken) =>
        AccountRules.Name(name) is { } wrong
            ? Task.FromResult<Outcome<AgentInfo>>(wrong)
            : ChangeAsync(id, account => account.DisplayName = name.Trim(), endSessions: false, cancellationToken);

    /// <summary>A new password for one whose right to set it was checked; all sessions end. Refusals: those of the password, <c>account.unknown</c>.</summary>
    internal async Task<Outcome<AgentInfo>> SetPasswordAsync(long id, string password, CancellationToken cancellationToken)
    {
        if (await AccountAsync(id, cancellationToken) is not { } known) return new Refusal("account.unknown");
        if (AccountRules.Password(password, known.Email!, known.DisplayName) is { } wrong) return wrong;
        return await ChangeAsync(id, account => account.PasswordHash = Hash(account, password), endSessions: true, cancellationToken);
    }

    private Task<Outcome<AgentInfo>> ChangeAsync(long id, Action<Account> change, bool endSessions, CancellationToken cancellationToken) => ChangeAsync(
        id,
        (_, account) =>
        {
            change(account);
            return Task.CompletedTask;
        },
        endSessions, cancellationToken);

    private async Task<Outcome<AgentInfo>> ChangeAsync(long id, Func<DbContext, Account, Task> change, bool endSessions, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Whoever changes an account waits for whoever else does: of two admins who take each other's role away at the same moment one stays.
        await db.Set<Account>().Where(account => account.Role == AgentRole.Admin)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.Role, account => account.Role), cancellationToken);
        var account = await db.Set<Account>().AsTracking().FirstOrDefaultAsync(account => account.Id == id, cancellationToken);
        if (account is null) return new Refusal("account.unknown");
        var wasAdmin = IsWorkingAdmin(account);
        var (was, hash) = (await FactsAsync(db, account, cancellationToken), account.PasswordHash);
        await change(db, account);
        if (wasAdmin && !IsWorkingAdmin(account) && !await IsAnotherAdminAsync(db, id, cancellationToken)) return new Refusal("account.last_admin");
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        if (endSessions) account.SecurityStamp = SecretToken.New();
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("account.changed");
        }

        Audit(db, account, was, await FactsAsync(db, account, cancellationToken) with { Password = account.PasswordHash == hash ? null : "new" });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await directory.AnnounceAsync(cancellationToken);
        return directory.Agent(id)!;
    }

    private static async Task<AccountFacts> FactsAsync(DbContext db, Account account, CancellationToken cancellationToken)
    {
        var teams = await (from member in db.Set<AgentTeam>() where member.AccountId == account.Id join team in db.Set<Team>() on member.TeamId equals team.Id select team.Name)
            .ToListAsync(cancellationToken);
        return new AccountFacts(
            account.DisplayName, account.Email, account.Role, [.. teams.Order(StringComparer.Ordinal)],
            account.DisabledAt is null ? null : true, account.LockoutEnd == AccountRules.UntilUnlocked ? true : null, Ability: account.Ability.Equals(AgentAbility.Usual) ? null : account.Ability);
    }

    // Where nobody is signed in, the person came by a link of their own account.
    private void Audit(DbContext db, Account account, AccountFacts? was, AccountFacts became) =>
        audit.Add(db, AuditThing.Account, account.Id.ToString(CultureInfo.InvariantCulture), account.DisplayName, was, became, by: was is null ? null : account.Id);

    private static bool IsWorkingAdmin(Account account) =>
        account is { Role: AgentRole.Admin, DisabledAt: null } && account.LockoutEnd != AccountRules.UntilUnlocked;

    private static Task<bool> IsAnotherAdminAsync(DbContext db, long id, CancellationToken cancellationToken)
    {
        DateTimeOffset? locked = AccountRules.UntilUnlocked;
        return db.Set<Account>().AnyAsync(
            account => account.Id != id && account.Role == AgentRole.Admin && account.DisabledAt == null && (account.LockoutEnd == null || account.LockoutEnd != locked),
            cancellationToken);
    }
}
