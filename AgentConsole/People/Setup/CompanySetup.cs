using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People.Setup;

/// <summary>What the set-up page asks.</summary>
public sealed record SetupWish(string Company, string Name, string Email, string Password, string Language, string TeamName, bool FillWithDemoData);

/// <summary>What set-up made.</summary>
public sealed record SetupDone(long AdminId, string Company, long TeamId, string Language);

/// <summary>What another feature does once the company is set up (its site key, its policies). Register any number.</summary>
public delegate Task AfterSetup(SetupDone done, CancellationToken cancellationToken);

/// <summary>Fills a company just set up with demonstration data. The set-up page offers it where one is registered.</summary>
public delegate Task FillWithDemoData(SetupDone done, CancellationToken cancellationToken);

/// <summary>Sets the company up: once, by the link printed at start.</summary>
public sealed partial class CompanySetup(
    IDbContextFactory<DeskDb> databases, Accounts accounts, AgentDirectory directory, SetupLink link, StorageProvider storage,
    IEnumerable<AfterSetup> after, ILogger<CompanySetup> logger, FillWithDemoData? demoData = null)
{
    public const int MaxCompanyLength = 120;

    public bool CanFillWithDemoData => demoData is not null;

    /// <summary>All that is wrong with a wish, not only the first thing.</summary>
    public static IReadOnlyList<FieldRefusal> Check(SetupWish wish)
    {
        var wrong = new List<FieldRefusal>();
        if (wish.Company.Trim().Length == 0) wrong.Add(new(nameof(wish.Company), new Refusal("company.empty")));
        else if (wish.Company.Trim().Length > MaxCompanyLength) wrong.Add(new(nameof(wish.Company), new Refusal("company.too_long", MaxCompanyLength)));
        else if (!Text.IsStorable(wish.Company)) wrong.Add(new(nameof(wish.Company), new Refusal("company.not_text")));
        wrong.AddRange(AccountRules.Check(Admin(wish)));
        return wrong;
    }

    /// <summary>Refusals: <c>setup.link</c> (forged or used up), <c>setup.done</c>, and the first of <see cref="Check"/>.</summary>
    public async Task<Outcome<SetupDone>> RunAsync(string? token, SetupWish wish, CancellationToken cancellationToken)
    {
        if (await IsDoneAsync(cancellationToken)) return new Refusal("setup.done");
        if (!link.Opens(token)) return new Refusal("setup.link");
        if (Check(wish) is [var wrong, ..]) return wrong.Refusal;
        var made = await StoreAsync(wish, cancellationToken);
        if (made is not { } done) return new Refusal("setup.done");
        link.UseUp();
        await directory.AnnounceAsync(cancellationToken);
        foreach (var step in after) await step(done, cancellationToken);
        if (wish.FillWithDemoData && demoData is not null) await demoData(done, cancellationToken);
        Log.Done(logger, done.AdminId);
        return done;
    }

    public async Task<bool> IsDoneAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Account>().AnyAsync(cancellationToken);
    }

    /// <summary>One transaction; null where somebody else was first. The company's row has one key, so only one of two can write it.</summary>
    private async Task<SetupDone?> StoreAsync(SetupWish wish, CancellationToken cancellationToken)
    {
        var admin = accounts.New(Admin(wish));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            db.Add(new Setting(Setting.Company, wish.Company.Trim()));
            await db.SaveChangesAsync(cancellationToken);
            var team = new Team(0, wish.TeamName);
            db.AddRange(admin, team);
            await db.SaveChangesAsync(cancellationToken);
            db.Add(new AgentTeam(admin.Id, team.Id));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new SetupDone(admin.Id, wish.Company.Trim(), team.Id, wish.Language);
        }
        catch (DbUpdateException error) when (error.InnerException is { } inner && storage.IsUniqueViolation(inner))
        {
            return null;
        }
    }

    private static NewAccount Admin(SetupWish wish) => new(wish.Name, wish.Email, wish.Password, AgentRole.Admin, Language: wish.Language);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The company is set up; account {Account} is its admin")]
        public static partial void Done(ILogger logger, long account);
    }
}
