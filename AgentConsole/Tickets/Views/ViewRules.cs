using AgentConsole.Common;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tickets.Views;

/// <summary>What a saved view must be like.</summary>
public static class ViewRules
{
    public const int MaxNameLength = 60, MaxOfOne = 40, MaxPosition = 999;

    /// <summary>Everything wrong with a view, in the order of its parts.</summary>
    public static IReadOnlyList<ConditionProblem> Problems(SavedView view)
    {
        var problems = new List<ConditionProblem>();
        if (string.IsNullOrWhiteSpace(view.Name) || view.Name.Length > MaxNameLength || !Text.IsStorable(view.Name)) problems.Add(new("name", new Refusal("view.name", MaxNameLength)));
        problems.AddRange(Problems(view.When));
        if (view.Columns.Count > ViewColumns.Most || view.Columns.Distinct(StringComparer.Ordinal).Count() != view.Columns.Count || !view.Columns.All(ViewColumns.IsKnown))
            problems.Add(new("columns", new Refusal("view.columns", ViewColumns.Most)));
        if (view.Position is < 0 or > MaxPosition) problems.Add(new("position", new Refusal("view.position", MaxPosition)));
        if (!Enum.IsDefined(view.Scope) || !Enum.IsDefined(view.Order)) problems.Add(new("", new Refusal("view.unknown_choice")));
        return problems;
    }

    /// <summary>Everything wrong with a view's condition. The inbox holds no closed tickets, so a view that asks for them is told so.</summary>
    public static IReadOnlyList<ConditionProblem> Problems(Condition when)
    {
        var problems = ConditionRules.Problems(when, ConditionUse.View);
        return problems.Count == 0 && CompiledCondition.Tests(when).Any(AsksForClosed) ? [new("when", new Refusal("view.closed"))] : problems;
    }

    private static bool AsksForClosed(FieldTest test) => test is { Field: ConditionField.Status, Operator: ConditionOperator.AnyOf }
        && test.Values.Any(value => value is nameof(TicketStatus.Closed) or nameof(TicketStatus.Spam));
}
