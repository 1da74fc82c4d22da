using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Inbox;

/// <summary>What a saved view shows, for one who looks: its condition with 'me' and 'my teams' filled in. Equal where the tickets are the same.</summary>
public sealed class ViewFilter : IEquatable<ViewFilter>
{
    private ViewFilter(Condition condition) => (Key, Condition) = (ConditionJson.Write(condition), CompiledCondition.Of(condition));

    public CompiledCondition Condition { get; }

    internal string Key { get; }

    /// <param name="condition">As <see cref="ConditionRules"/> has it for views. What is snoozed is hidden, unless the condition asks about that itself.</param>
    public static ViewFilter Of(Condition condition, long agentId, IReadOnlyList<long> teamIds)
    {
        var looked = condition.For(agentId, teamIds);
        return new(CompiledCondition.Tests(condition).Any(test => test.Field == ConditionField.Snoozed) ? looked : new AllOf([looked, Awake]));
    }

    private static FieldTest Awake { get; } = new(ConditionField.Snoozed, ConditionOperator.AnyOf, ["false"]);

    public bool Equals(ViewFilter? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as ViewFilter);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
