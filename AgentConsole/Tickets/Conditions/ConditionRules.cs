using AgentConsole.Common;

namespace AgentConsole.Tickets.Conditions;

/// <summary>Something that keeps a condition from being used, and where: <c>when.all[1].values[0]</c>.</summary>
public sealed record ConditionProblem(string Where, Refusal What);

/// <summary>What a condition must be like.</summary>
public static class ConditionRules
{
    public const int MaxDepth = 6, MaxTests = 100, MaxValues = 100, MaxValueLength = 200;

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
        if (!Enum.IsDefined(test.Field) || !ConditionFields.IsOpenTo(test.Field, use)) problems.Add(new(where, new Refusal("condition.field_not_here", test.Field)));
        else if (!ConditionFields.OperatorsOf(test.Field).Contains(test.Operator)) problems.Add(new(where, new Refusal("condition.operator_unknown", test.Operator)));
        else if (test.Values.Count == 0) problems.Add(new(where, new Refusal("condition.no_value")));
        else if (test.Values.Count > MaxCount(test.Field)) problems.Add(new(where, new Refusal("condition.too_many_values", MaxCount(test.Field))));
        else CheckValues(test, where, problems);
    }

    private static int MaxCount(ConditionField field) =>
        ConditionFields.KindOf(field) is ConditionKind.Flag or ConditionKind.Instant or ConditionKind.Amount ? 1 : MaxValues;

    private static void CheckValues(FieldTest test, string where, List<ConditionProblem> problems)
    {
        for (var i = 0; i < test.Values.Count; i++)
        {
            var (value, place) = (test.Values[i], $"{where}.values[{i}]");
            if (value.Length > MaxValueLength) problems.Add(new(place, new Refusal("condition.value_too_long", MaxValueLength)));
            else if (!Text.IsStorable(value) || !IsReadable(test, value)) problems.Add(new(place, new Refusal("condition.value_unreadable", value)));
        }
    }

    private static bool IsReadable(FieldTest test, string value)
    {
        // A keyword of marks alone would be nowhere, or everywhere.
        if (ConditionFields.KindOf(test.Field) is ConditionKind.Word or ConditionKind.Prose) return Folding.Fold(value).Length > 0;
        try
        {
            FieldTests.Compile(test with { Values = [value] });
            return ConditionFields.KindOf(test.Field) != ConditionKind.Amount || FieldTests.Amount(value) > TimeSpan.Zero;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return false;
        }
    }
}
