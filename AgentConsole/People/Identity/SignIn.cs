using System.Net;
using AgentConsole.Common;
using AgentConsole.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People.Identity;

/// <summary>Checks an e-mail address and a password.</summary>
public sealed partial class SignIn(
    IDbContextFactory<DeskDb> databases, IServiceScopeFactory scopes, TimeProvider time, ILogger<SignIn> logger)
{
    // Checked for an address that nobody has, so that the time of the answer doesn't tell which addresses exist.
    private static readonly Account Nobody = new() { DisplayName = "" };
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Account>().HashPassword(Nobody, SecretToken.New()));

    private readonly RateLimit _failures = new(AccountRules.FailuresPerAddress, 1 / AccountRules.FailureForgivenAfter.TotalSeconds, time);

    /// <summary>
    /// As below, and <c>sign_in.too_many</c> (minutes) where this network address has failed too often, at whichever accounts: locking each account
    /// after a few guesses doesn't stop who tries one guess on each. Taken before the password is looked at, so that guesses made at the same moment
    /// can't pass together, and given back by a success.
    /// </summary>
    public async Task<Outcome<Account>> CheckAsync(string email, string password, IPAddress? address, CancellationToken cancellationToken)
    {
        var key = NetworkAddress.Key(address);
        if (!_failures.TryTake(key, out var wait))
        {
            Log.TooMany(logger, key);
            return new Refusal("sign_in.too_many", (int)Math.Ceiling(wait.TotalMinutes));
        }

        var outcome = await CheckAsync(email, password, cancellationToken);
        if (outcome.Succeeded) _failures.GiveBack(key);
        return outcome;
    }

    /// <summary>
    /// The account, where both are right. Refusals: <c>sign_in.wrong</c>, <c>sign_in.locked</c> (minutes left), <c>sign_in.locked_by_admin</c>, <c>sign_in.disabled</c> (told only
    /// to who knows the password).
    /// </summary>
    public async Task<Outcome<Account>> CheckAsync(string email, string password, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = Text.IsStorable(email) && email.Length <= Account.MaxEmailLength ? await users.FindByNameAsync(email.Trim()) : null;
        if (account?.PasswordHash is null || password.Length > AccountRules.MaxPasswordLength)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash.Value, "");
            Log.Wrong(logger, account?.Id ?? 0);
            return new Refusal("sign_in.wrong");
        }

        if (await SpendAttemptAsync(account.Id, cancellationToken) is { } lockedUntil)
        {
            Log.Locked(logger, account.Id);
            if (lockedUntil == AccountRules.UntilUnlocked) return new Refusal("sign_in.locked_by_admin");
            return new Refusal("sign_in.locked", (int)Math.Ceiling((lockedUntil - time.Instant()).TotalMinutes));
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            Log.Wrong(logger, account.Id);
            return new Refusal("sign_in.wrong");
        }

        await ForgiveAsync(account.Id, cancellationToken);
        if (account.DisabledAt is not null) return new Refusal("sign_in.disabled");
        Log.SignedIn(logger, account.Id);
        return account;
    }

    /// <summary>
    /// Counts an attempt before the password is looked at, in one statement, so that guesses made at the same moment can't pass the count together.
    /// The last attempt allowed locks at once; a right password unlocks. Returns until when the account is locked, or null where the attempt may go on.
    /// </summary>
    private async Task<DateTimeOffset?> SpendAttemptAsync(long id, CancellationToken cancellationToken)
    {
        var now = time.Instant();
        DateTimeOffset? until = now + AccountRules.LockedFor;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var accounts = db.Set<Account>().Where(account => account.Id == id);
        await accounts.Where(account => account.LockoutEnd <= now).ExecuteUpdateAsync(
            set => set.SetProperty(account => account.AccessFailedCount, 0).SetProperty(account => account.LockoutEnd, (DateTimeOffset?)null), cancellationToken);
        var counted = await accounts.Where(account => account.LockoutEnd == null && account.AccessFailedCount < AccountRules.FailuresBeforeLock).ExecuteUpdateAsync(
            set => set.SetProperty(account => account.AccessFailedCount, account => account.AccessFailedCount + 1), cancellationToken);
        await accounts.Where(account => account.LockoutEnd == null && account.AccessFailedCount >= AccountRules.FailuresBeforeLock).ExecuteUpdateAsync(
            set => set.SetProperty(account => account.LockoutEnd, until), cancellationToken);
        return counted > 0 ? null : await accounts.Select(account => account.LockoutEnd).SingleAsync(cancellationToken) ?? until;
    }

    private async Task ForgiveAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Set<Account>().Where(account => account.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(account => account.AccessFailedCount, 0).SetProperty(account => account.LockoutEnd, (DateTimeOffset?)null), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Account {Account} signed in")]
        public static partial void SignedIn(ILogger logger, long account);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in failed (account {Account}; 0 where there is none with that address)")]
        public static partial void Wrong(ILogger logger, long account);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in was refused because {Address} has failed too often")]
        public static partial void TooMany(ILogger logger, string address);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in was refused because account {Account} is locked")]
        public static partial void Locked(ILogger logger, long account);
    }
}
