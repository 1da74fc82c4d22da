using AgentConsole.Common;

namespace AgentConsole.Tickets.Conditions;

/// <summary>Something that keeps a condition from being used, and where: <c>when.all[1].values[0]</c>.</summary>
public sealed record ConditionProblem(string Where, Refusal What);

/// <summary>What a condition must be like.</summary>
public static class ConditionRules
{
    public const int MaxDepth = 8, MaxTests = 100, MaxValues = 100, MaxValueLength = 200;

    /// <summary>No ticket is older, or due later.</summary>
    private static readonly TimeSpan MaxAmount = TimeSpan.FromDays(3660);

    /// <summary>Everything wrong with a condition, in the order of its parts; empty where it is sound.</summary>
    public static IReadOnlyList<ConditionProblem> Problems(Condition condition, ConditionUse use, string where = "when")
    {
        var problems = new List<ConditionProblem>();
        if (CompiledCondition.Tests(condition).Count() > MaxTests) problems.Add(new(where, new Refusal("condition.too_many_tests", MaxTests)));
        else Check(condition, use, where, 1, problems);
        return problems;
    }

    private static void Check(Condition condition, ConditionUse use, string where, int depth, List<ConditionProblem> problems)
    {
        if (depth > MaxDepth)
        {
            problems.Add(new(where, new Refusal("condition.too_deep", MaxDepth)));
            return;
        }

        switch (condition)
        {
            case AllOf all:
                CheckParts(all.Of, use, where + ".all", depth, problems);
                break;
            case AnyOf any:
                if (any.Of.Count == 0) problems.Add(new(where, new Refusal("condition.never")));
                CheckParts(any.Of, use, where + ".any", depth, problems);
                break;
            case NotThat not:
                Check(not.Of, use, where + ".not", depth + 1, problems);
                break;
            case FieldTest test:
                CheckTest(test, use, where, problems);
                break;
        }
    }

    private static void CheckParts(IReadOnlyList<Condition> parts, ConditionUse use, string where, int depth, List<ConditionProblem> problems)
    {
        for (var i = 0; i < parts.Count; i++) Check(parts[i], use, $"{where}[{i}]", depth + 1, problems);
    }

    private static void CheckTest(FieldTest test, ConditionUse use, string where, List<ConditionProblem> problems)
    {
        if (!Enum.IsDefined(test.Field) || !ConditionFields.IsOpenTo(test.Field, use) || ConditionFields.IsCustom(test.Field) != test.FieldId is not null) problems.Add(new(where, new Refusal("condition.field_not_here", test.Field)));
        else if (!ConditionFields.OperatorsOf(test.Field, use).Contains(test.Operator)) problems.Add(new(where, new Refusal("condition.operator_unknown", test.Operator)));
        else if (test.Values.Count == 0) problems.Add(new(where, new Refusal("condition.no_value")));
        else if (test.Values.Count > MaxCount(test)) problems.Add(new(where, new Refusal("condition.too_many_values", MaxCount(test))));
        else CheckValues(test, use, where, problems);
    }

    private static int MaxCount(FieldTest test) => ConditionFields.KindOf(test.Field) is ConditionKind.Flag or ConditionKind.Instant or ConditionKind.Amount or ConditionKind.Day
        || test.Operator is ConditionOperator.AtLeast or ConditionOperator.AtMost ? 1 : MaxValues;

    private static void CheckValues(FieldTest test, ConditionUse use, string where, List<ConditionProblem> problems)
    {
        for (var i = 0; i < test.Values.Count; i++)
        {
            var (value, place) = (test.Values[i], $"{where}.values[{i}]");
            if (value.Length > MaxValueLength) problems.Add(new(place, new Refusal("condition.value_too_long", MaxValueLength)));
            else if (!Text.IsStorable(value) || !(IsOfViewer(test, use, value) || IsReadable(test, value))) problems.Add(new(place, new Refusal("condition.value_unreadable", value)));
        }
    }

    private static bool IsOfViewer(FieldTest test, ConditionUse use, string value) =>
        use == ConditionUse.View && (test.Field, value) is (ConditionField.Assignee, FieldTest.Me) or (ConditionField.Team, FieldTest.MyTeams);

    private static bool IsReadable(FieldTest test, string value)
    {
        // A keyword of marks alone would be nowhere, or everywhere.
        if (ConditionFields.KindOf(test.Field) is ConditionKind.Word or ConditionKind.Prose) return Folding.Fold(value).Length > 0;
        try
        {
            FieldTests.Compile(test with { Values = [value] });
            return !ConditionFields.IsRelative(test.Operator) || (FieldTests.Amount(value) > TimeSpan.Zero && FieldTests.Amount(value) <= MaxAmount);
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return false;
        }
    }
}
