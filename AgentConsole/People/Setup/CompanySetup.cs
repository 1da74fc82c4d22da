using System.Text.Json;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.People.Audit;
using AgentConsole.People.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People.Setup;

/// <summary>What the set-up page asks.</summary>
/// <param name="TimeZone">An IANA name: the company's office hours are told by its clock.</param>
public sealed record SetupWish(
    string Company, string Name, string Email, string Password, string Language, string TeamName, bool FillWithDemoData, string TimeZone = TimeZones.Default);

/// <summary>What set-up made.</summary>
/// <param name="IsFinished">False where a step failed: the company and its admin are there, and the rest is tried again.</param>
public sealed record SetupDone(long AdminId, string Company, long TeamId, string Language, string TimeZone, bool FillWithDemoData, bool IsFinished = true);

/// <summary>
/// What another feature does once the company is set up (its site key, its policies). Register any number. All are run again where one failed, so each
/// leaves alone what it finds done.
/// </summary>
public delegate Task AfterSetup(SetupDone done, CancellationToken cancellationToken);

/// <summary>Fills a company just set up with demonstration data; run again where it broke off. The set-up page offers it where one is registered.</summary>
public delegate Task FillWithDemoData(SetupDone done, CancellationToken cancellationToken);

/// <summary>Sets the company up: once, by the link printed at start.</summary>
public sealed partial class CompanySetup(
    IDbContextFactory<DeskDb> databases, Accounts accounts, AgentDirectory directory, SetupLink link, StorageProvider storage,
    TimeProvider time, AuditTrail audit, IEnumerable<AfterSetup> after, ILogger<CompanySetup> logger, FillWithDemoData? demoData = null)
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
        if (!TimeZones.IsKnown(wish.TimeZone)) wrong.Add(new(nameof(wish.TimeZone), new Refusal("time_zone.unknown")));
        return wrong;
    }

    /// <summary>
    /// Refusals: <c>setup.link</c> (forged or used up), <c>setup.done</c>, and the first of <see cref="Check"/>. Where a later step fails it is no refusal:
    /// the company is there, and what was made says that something is left.
    /// </summary>
    public async Task<Outcome<SetupDone>> RunAsync(string? token, SetupWish wish, CancellationToken cancellationToken)
    {
        if (await IsDoneAsync(cancellationToken)) return new Refusal("setup.done");
        if (!link.Opens(token)) return new Refusal("setup.link");
        if (Check(wish) is [var wrong, ..]) return wrong.Refusal;
        var made = await StoreAsync(wish, cancellationToken);
        if (made is not { } done) return new Refusal("setup.done");
        link.UseUp();
        await directory.AnnounceAsync(cancellationToken);
        Log.Done(logger, done.AdminId);
        return done with { IsFinished = await FinishAsync(cancellationToken) };
    }

    /// <summary>True while steps are left that failed or were cut short.</summary>
    public async Task<bool> IsUnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<Setting>().AnyAsync(setting => setting.Key == Setting.Unfinished, cancellationToken);
    }

    /// <summary>Does what set-up has left to do, if anything; false where it failed again. Tried after set-up, at each start, and when an admin asks.</summary>
    public async Task<bool> FinishAsync(CancellationToken cancellationToken)
    {
        if (!await IsUnfinishedAsync(cancellationToken)) return true;
        try
        {
            // One process at a time, and of two at the same moment the second finds it done.
            await using var turn = await storage.LockForMigrationAsync(time, cancellationToken);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            if (await db.Set<Setting>().FirstOrDefaultAsync(setting => setting.Key == Setting.Unfinished, cancellationToken) is not { } left) return true;
            var done = JsonSerializer.Deserialize<SetupDone>(left.Value)!;
            foreach (var step in after) await step(done, cancellationToken);
            if (done.FillWithDemoData && demoData is not null) await demoData(done, cancellationToken);
            await db.Set<Setting>().Where(setting => setting.Key == Setting.Unfinished).ExecuteDeleteAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Unfinished(logger, failure);
            return false;
        }
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
            var done = new SetupDone(admin.Id, wish.Company.Trim(), team.Id, wish.Language, wish.TimeZone, wish.FillWithDemoData);
            // With the company itself: however the process ends, what is left is known.
            db.AddRange(new Setting(Setting.TimeZone, wish.TimeZone), new Setting(Setting.Unfinished, JsonSerializer.Serialize(done)));
            audit.Add(db, AuditThing.Company, "", done.Company, null, new { done.Company, admin = admin.DisplayName, admin.Email, team = team.Name, done.TimeZone }, admin.Id);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return done;
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

        [LoggerMessage(Level = LogLevel.Error, Message = "The company is set up, but a step after it failed; it is tried again at the next start, or from the settings")]
        public static partial void Unfinished(ILogger logger, Exception failure);
    }
}
