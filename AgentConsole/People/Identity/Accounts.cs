using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People.Identity;

/// <summary>Makes, changes and disables accounts and teams. The caller has checked the permission.</summary>
public sealed partial class Accounts(
    IDbContextFactory<DeskDb> databases, IServiceScopeFactory scopes, AgentDirectory directory, StorageProvider storage, TimeProvider time, AuditTrail audit)
{
    /// <summary>Refusals: those of <see cref="AccountRules"/>, and <c>email.taken</c>.</summary>
    public async Task<Outcome<AgentInfo>> CreateAsync(NewAccount wish, CancellationToken cancellationToken)
    {
        if (AccountRules.Check(wish) is [var wrong, ..]) return wrong.Refusal;
        if (wish.Ability.Problem() is { } unable) return unable;
        var account = New(wish);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Add(account);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (error.InnerException is { } inner && storage.IsUniqueViolation(inner))
        {
            return new Refusal("email.taken", account.Email!);
        }

        foreach (var team in wish.TeamIds ?? []) db.Add(new AgentTeam(account.Id, team));
        await db.SaveChangesAsync(cancellationToken);
        Audit(db, account, null, await FactsAsync(db, account, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await directory.AnnounceAsync(cancellationToken);
        return directory.Agent(account.Id)!;
    }

    /// <summary>An account ready to be stored, its password hashed. The wish has been checked.</summary>
    internal Account New(NewAccount wish)
    {
        using var scope = scopes.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = new Account
        {
            DisplayName = wish.Name.Trim(),
            Email = wish.Email.Trim(),
            NormalizedEmail = users.NormalizeEmail(wish.Email.Trim()),
            Role = wish.Role,
            Language = wish.Language,
            Ability = wish.Ability,
            CreatedAt = time.Instant(),
            SecurityStamp = SecretToken.New(),
            ConcurrencyStamp = Guid.NewGuid().ToString(),
        };
        if (wish.Password is not null) account.PasswordHash = users.PasswordHasher.HashPassword(account, wish.Password);
        return account;
    }

    public async Task<Team> AddTeamAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var team = new Team(0, name);
        db.Add(team);
        await db.SaveChangesAsync(cancellationToken);
        await directory.AnnounceAsync(cancellationToken);
        return team;
    }

    internal async Task<Account?> AccountAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Account>().FirstOrDefaultAsync(account => account.Id == id, cancellationToken);
    }

    private string Hash(Account account, string password)
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<UserManager<Account>>().PasswordHasher.HashPassword(account, password);
    }
}
