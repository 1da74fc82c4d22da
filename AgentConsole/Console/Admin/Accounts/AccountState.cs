using AgentConsole.People.Identity;

namespace AgentConsole.Console.Admin.Accounts;

/// <summary>How an account stands, as the settings say it: the words <c>Accounts.State.Name</c>.</summary>
internal enum AccountState
{
    Active,
    Invited,
    Failed,
    Locked,
    Deactivated,
}

internal static class AccountStates
{
    public static AccountState Of(AccountInfo account) => account switch
    {
        { DisabledAt: not null } => AccountState.Deactivated,
        { LockedUntil: { } until } => until == AccountRules.UntilUnlocked ? AccountState.Locked : AccountState.Failed,
        { HasPassword: false } => AccountState.Invited,
        _ => AccountState.Active,
    };

    /// <summary>The badge's look.</summary>
    public static string Look(AccountState state) => state switch
    {
        AccountState.Active => "on",
        AccountState.Deactivated => "off",
        _ => "warn",
    };
}
