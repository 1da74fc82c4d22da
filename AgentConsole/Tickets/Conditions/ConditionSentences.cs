using System.Globalization;
using AgentConsole.Resources;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Tickets.Conditions;

/// <summary>What the ids in a condition are called, in the reader's language; null for what is no longer there.</summary>
public sealed record ConditionNames(
    Func<int, string?> Priority, Func<long, string?> Team, Func<long, string?> Agent, Func<long, string?> Tag, Func<long, string?> Site);

/// <summary>Says conditions and findings in words.</summary>
public sealed class ConditionSentences(IStringLocalizer<ConditionWords> words, IStringLocalizer<Shared> shared, ConditionNames names)
{
    // First strong isolate and its end: a name of the other direction does not reorder the sentence around it.
    private const char Isolate = '\u2068', EndIsolate = '\u2069';

    /// <summary>A whole condition; null stands for all tickets.</summary>
    public string Of(Condition? condition) => condition switch
    {
        null or AllOf { Of.Count: 0 } => words["Every"],
        FieldTest test => Of(test),
        NotThat not => words["Not", Of(not.Of)],
        AllOf { Of: [var only] } => Of(only),
        AnyOf { Of: [var only] } => Of(only),
        AllOf all => string.Join(words["And"], all.Of.Select(Part)),
        AnyOf any => string.Join(words["Or"], any.Of.Select(Part)),
        _ => "",
    };

    /// <summary>Why something was done: <c>keyword “outage” in the subject; the channel is Email</c>.</summary>
    public string Of(IReadOnlyList<ConditionFinding> findings) => string.Join(words["Because"], findings.Select(finding =>
        finding.Operator is ConditionOperator.Contains or ConditionOperator.ContainsAll
            ? words["Found", Values(finding.Field, finding.Operator, finding.Values), Of(finding.Field)].Value
            : Of(new FieldTest(finding.Field, finding.Operator, finding.Values))));

    public string Of(ConditionField field) => words[$"Field.{field}"];

    /// <summary>What an operator is called for a field of this kind.</summary>
    public string Of(ConditionOperator asked) => words[$"Operator.{asked}"];

    /// <summary>One value as a person reads it.</summary>
    public string Value(ConditionField field, string value) => ConditionFields.KindOf(field) switch
    {
        ConditionKind.Id or ConditionKind.Ids => Named(field, value),
        ConditionKind.Name => shared[$"{field}.{value}"],
        ConditionKind.Instant => FieldTests.Instant(value).ToString("g", CultureInfo.CurrentCulture),
        ConditionKind.Amount => Amount(FieldTests.Amount(value)),
        ConditionKind.Prose => words["Quote", Apart(value)],
        _ => Apart(value),
    };

    private string Of(FieldTest test)
    {
        if (test.Field == ConditionField.Vip) return words[bool.TryParse(test.Values[0], out var isVip) && !isVip ? "Test.NotVip" : "Test.Vip"];
        var key = test.Field == ConditionField.Tags && test.Operator is ConditionOperator.AnyOf or ConditionOperator.AllOf ? "Test.Has" : $"Test.{test.Operator}";
        return words[key, Of(test.Field), Values(test.Field, test.Operator, test.Values)];
    }

    private string Part(Condition part) => part is FieldTest test ? Of(test) : words["Group", Of(part)];

    private string Values(ConditionField field, ConditionOperator asked, IReadOnlyList<string> values) => string.Join(
        words[asked is ConditionOperator.AllOf or ConditionOperator.ContainsAll ? "ValueAnd" : "ValueOr"], values.Select(value => Value(field, value)));

    private string Named(ConditionField field, string value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Apart(value);
        if (id == 0) return words["None"];
        var name = field switch
        {
            ConditionField.Priority => names.Priority((int)id),
            ConditionField.Team => names.Team(id),
            ConditionField.Assignee => names.Agent(id),
            ConditionField.Tags => names.Tag(id),
            _ => names.Site(id),
        };
        // What was deleted since keeps its number, so that the sentence still says which.
        return name is null ? $"#{id}" : Apart(name);
    }

    private string Amount(TimeSpan amount) => amount.TotalHours >= 1 && amount.Minutes == 0
        ? words["Hours", (int)amount.TotalHours]
        : words["Minutes", (int)Math.Ceiling(amount.TotalMinutes)];

    private static string Apart(string text) => $"{Isolate}{text}{EndIsolate}";
}
