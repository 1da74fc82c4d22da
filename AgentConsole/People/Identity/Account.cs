using Microsoft.AspNetCore.Identity;

namespace AgentConsole.People.Identity;

/// <summary>Someone who can sign in. Its e-mail address is its user name.</summary>
public sealed class Account : IdentityUser<long>
{
    public const int MaxNameLength = 120, MaxEmailLength = 254;

    public required string DisplayName { get; set; }

    public AgentRole Role { get; set; }

    /// <summary>The language of the console for this person, BCP 47.</summary>
    public string Language { get; set; } = "en";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Since when the account can't be used any more; null while it can.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Neither disabled nor locked by an admin.</summary>
    public bool IsOpen => DisabledAt is null && LockoutEnd != AccountRules.UntilUnlocked;
}

/// <summary>An agent is in a team.</summary>
public sealed record AgentTeam(long AccountId, long TeamId);
