using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Routing;

/// <summary>The rules in force, made ready to be asked: read once and never changed, a change makes another book.</summary>
public sealed class RoutingBook
{
    private readonly (long Id, CompiledCondition When)[] _skills;
    private readonly Dictionary<long, TeamRouting> _teams;

    /// <param name="version">Goes up with each change; 0 where nobody ever made one.</param>
    public RoutingBook(int version, RoutingRules rules)
    {
        (Version, Rules) = (version, rules);
        _skills = [.. rules.Skills.Select(skill => (skill.Id, CompiledCondition.Of(skill.When)))];
        _teams = rules.Teams.ToDictionary(team => team.TeamId);
        ReadsCustomer = Array.Exists(_skills, skill => skill.When.ReadsCustomer);
    }

    public static RoutingBook Usual { get; } = new(0, RoutingRules.Usual);

    public int Version { get; }

    public RoutingRules Rules { get; }

    public bool ReadsCustomer { get; }

    public bool HasSkills => _skills.Length > 0;

    /// <summary>Teams whose tickets come to agents by themselves.</summary>
    public IEnumerable<TeamRouting> Automatic => Rules.Teams.Where(team => team.Way != RoutingWay.Manual);

    /// <summary>How a team's tickets are routed; a ticket without a team is taken by hand.</summary>
    public TeamRouting Of(long? teamId) => teamId is { } id && _teams.GetValueOrDefault(id) is { } team ? team : TeamRouting.Manual(teamId ?? 0);

    /// <summary>The skills that a ticket needs.</summary>
    public IReadOnlyList<long> Needs(ConditionFacts facts) => _skills.Length == 0 ? [] : [.. _skills.Where(skill => skill.When.Fits(facts)).Select(skill => skill.Id)];
}
