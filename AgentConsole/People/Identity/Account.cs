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

    public Seniority Seniority { get; set; } = Seniority.Agent;

    /// <summary>See <see cref="AgentAbility.Capacity"/>.</summary>
    public int Capacity { get; set; }

    /// <summary>See <see cref="AgentAbility.ChatCapacity"/>.</summary>
    public int ChatCapacity { get; set; }

    public IReadOnlyList<long> SkillIds { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Since when the account can't be used any more; null while it can.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    internal AgentAbility Ability
    {
        get => new(Seniority, Capacity, SkillIds) { ChatCapacity = ChatCapacity };
        set => (Seniority, Capacity, ChatCapacity, SkillIds) = (value.Seniority, value.Capacity, value.ChatCapacity, value.SkillIds);
    }

    /// <summary>Neither disabled nor locked by an admin.</summary>
    public bool IsOpen => DisabledAt is null && LockoutEnd != AccountRules.UntilUnlocked;
}

/// <summary>An agent is in a team.</summary>
public sealed record AgentTeam(long AccountId, long TeamId);
