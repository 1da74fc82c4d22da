namespace AgentConsole.People;

public enum AgentRole { Agent = 0, Supervisor = 1, Admin = 2 }

public enum Presence { Offline = 0, Away = 1, Online = 2 }

/// <summary>An agent as screens and decisions see one: the account without its secrets.</summary>
/// <param name="Id">The account's id.</param>
public sealed record AgentInfo(long Id, string Name, string Email, AgentRole Role, IReadOnlyList<long> TeamIds, string Language)
{
    /// <summary>What work can be given to them.</summary>
    public AgentAbility Ability { get; init; } = AgentAbility.Usual;
}

public sealed record Team(long Id, string Name);
