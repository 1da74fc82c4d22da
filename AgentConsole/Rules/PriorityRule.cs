using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Rules;

/// <summary>Gives a priority to tickets whose customer writes what the condition looks for.</summary>
/// <param name="Id">Stays when the rule is edited, so that the journal's reasons keep their author.</param>
public sealed record PriorityRule(long Id, string Name, Condition When, int PriorityId, bool IsActive = true);

/// <summary>What a rule decided, and why.</summary>
public sealed record PriorityDecision(int PriorityId, long RuleId, string RuleName, IReadOnlyList<ConditionFinding> Findings);
