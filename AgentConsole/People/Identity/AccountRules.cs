using System.Net.Mail;
using AgentConsole.Common;
using Microsoft.AspNetCore.Identity;

namespace AgentConsole.People.Identity;

/// <summary>What is wrong with one field of a form.</summary>
/// <param name="Field">The field's name.</param>
public sealed record FieldRefusal(string Field, Refusal Refusal);

/// <summary>An account to make.</summary>
/// <param name="Password">Null for one that is used through a link: an invitation, or a demonstration's sign-in link.</param>
public sealed record NewAccount(
    string Name, string Email, string? Password, AgentRole Role, IReadOnlyList<long>? TeamIds = null, string Language = "en")
{
    public AgentAbility Ability { get; init; } = AgentAbility.Usual;
}

/// <summary>What an account's name, e-mail address and password must be. Pure.</summary>
public static class AccountRules
{
    /// <summary>Length is what makes a password strong; mixing rules mostly make it forgotten (NIST SP 800-63B).</summary>
    public const int MinPasswordLength = 10, MaxPasswordLength = 256, MinDifferentCharacters = 5;

    public const int FailuresBeforeLock = 5;

    /// <summary>The end of a lock that an admin put on: only an admin takes it off.</summary>
    public static DateTimeOffset UntilUnlocked { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Wrong sign-ins that one network address may make at once; an office shares one.</summary>
    public const int FailuresPerAddress = 30;

    /// <summary>After them, one more each time this has passed.</summary>
    public static TimeSpan FailureForgivenAfter { get; } = TimeSpan.FromSeconds(30);

    public static TimeSpan LockedFor { get; } = TimeSpan.FromMinutes(10);

    /// <summary>All that is wrong, not only the first thing.</summary>
    public static IReadOnlyList<FieldRefusal> Check(NewAccount account)
    {
        var wrong = new List<FieldRefusal>();
        if (Name(account.Name) is { } name) wrong.Add(new(nameof(NewAccount.Name), name));
        if (Email(account.Email) is { } email) wrong.Add(new(nameof(NewAccount.Email), email));
        if (account.Password is not null && Password(account.Password, account.Email, account.Name) is { } password)
            wrong.Add(new(nameof(NewAccount.Password), password));
        return wrong;
    }

    public static Refusal? Name(string name) => name.Trim() switch
    {
        "" => new Refusal("name.empty"),
        { Length: > Account.MaxNameLength } => new Refusal("name.too_long", Account.MaxNameLength),
        var text when !Text.IsStorable(text) => new Refusal("name.not_text"),
        _ => null,
    };

    public static Refusal? Email(string email) => email.Trim() switch
    {
        "" => new Refusal("email.empty"),
        { Length: > Account.MaxEmailLength } => new Refusal("email.too_long", Account.MaxEmailLength),
        var text when !Text.IsStorable(text) || !MailAddress.TryCreate(text, out var address) || address.Address != text => new Refusal("email.not_an_address"),
        _ => null,
    };

    public static Refusal? Password(string password, string email, string name)
    {
        if (password.Length == 0) return new Refusal("password.empty");
        if (password.Length < MinPasswordLength) return new Refusal("password.too_short", MinPasswordLength);
        if (password.Length > MaxPasswordLength) return new Refusal("password.too_long", MaxPasswordLength);
        if (password.Distinct().Count() < MinDifferentCharacters) return new Refusal("password.too_simple", MinDifferentCharacters);
        return Tells(password, email) || Tells(password, email.Split('@')[0]) || Tells(password, name) ? new Refusal("password.tells_who") : null;
    }

    /// <summary>Whether a password is hardly more than something everybody knows of its owner.</summary>
    private static bool Tells(string password, string known) =>
        known.Trim() is { Length: > 3 } text
        && password.Contains(text, StringComparison.OrdinalIgnoreCase)
        && password.Length - text.Length < 6;
}

/// <summary>The same rules where Identity itself sets a password.</summary>
internal sealed class PasswordRule : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(AccountRules.Password(password ?? "", user.Email ?? "", user.DisplayName) is { } refusal
            ? IdentityResult.Failed(new IdentityError { Code = refusal.Code, Description = refusal.ToString() })
            : IdentityResult.Success);
}
