using AgentConsole.Common;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Rules;

/// <summary>The priority rules in force, in order, read once and never changed: a change makes another book.</summary>
public sealed class PriorityRuleBook
{
    public const int MaxRules = 200, MaxNameLength = 120;

    private readonly (PriorityRule Rule, CompiledCondition When)[] _active;

    /// <param name="version">Goes up with each change; 0 where there never was a rule.</param>
    public PriorityRuleBook(int version, IReadOnlyList<PriorityRule> rules)
    {
        (Version, Rules) = (version, rules);
        _active = [.. rules.Where(rule => rule.IsActive).Select(rule => (rule, CompiledCondition.Of(rule.When)))];
        ReadsCustomer = Array.Exists(_active, one => one.When.ReadsCustomer);
    }

    public static PriorityRuleBook Empty { get; } = new(0, []);

    public int Version { get; }

    /// <summary>Those that are switched off too.</summary>
    public IReadOnlyList<PriorityRule> Rules { get; }

    public bool ReadsCustomer { get; }

    /// <summary>What the first rule that fits decides; null where none does. A rule whose priority can't be given any more is passed over.</summary>
    public PriorityDecision? Decide(ConditionFacts facts, Func<int, bool> canBeGiven)
    {
        foreach (var (rule, when) in _active)
        {
            if (canBeGiven(rule.PriorityId) && when.Fits(facts)) return new PriorityDecision(rule.PriorityId, rule.Id, rule.Name, when.Findings(facts));
        }

        return null;
    }

    /// <summary>Everything that keeps rules from being used, with its place (<c>rules[2].when.all[0]</c>); empty where they are sound.</summary>
    public static IReadOnlyList<ConditionProblem> Problems(IReadOnlyList<PriorityRule> rules, Func<int, bool> canBeGiven)
    {
        if (rules.Count > MaxRules) return [new("rules", new Refusal("rule.too_many", MaxRules))];
        var problems = new List<ConditionProblem>();
        for (var i = 0; i < rules.Count; i++)
        {
            var (rule, where) = (rules[i], $"rules[{i}]");
            if (string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Length > MaxNameLength || !Text.IsStorable(rule.Name))
                problems.Add(new($"{where}.name", new Refusal("rule.name", MaxNameLength)));
            if (!canBeGiven(rule.PriorityId)) problems.Add(new($"{where}.priority", new Refusal("priority.unknown", rule.PriorityId)));
            // One that fits everything hides all that follow it: what everything gets is the default level, not a rule.
            if (!CompiledCondition.Tests(rule.When).Any()) problems.Add(new($"{where}.when", new Refusal("rule.no_condition")));
            problems.AddRange(ConditionRules.Problems(rule.When, ConditionUse.PriorityRule, $"{where}.when"));
        }

        return problems;
    }
}
