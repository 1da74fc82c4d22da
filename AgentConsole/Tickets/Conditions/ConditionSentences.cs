using System.Globalization;
using AgentConsole.Resources;
using AgentConsole.Tickets.Fields;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Tickets.Conditions;

/// <summary>What the ids in a condition are called, in the reader's language; null for what is no longer there.</summary>
public sealed record ConditionNames(
    Func<int, string?> Priority, Func<long, string?> Team, Func<long, string?> Agent, Func<long, string?> Tag, Func<long, string?> Site)
{
    /// <summary>The company's own fields.</summary>
    public Func<long, TicketField?> Field { get; init; } = _ => null;

    /// <summary>The company's own statuses.</summary>
    public Func<int, string?> Status { get; init; } = _ => null;
}

/// <summary>Says conditions and findings in words.</summary>
public sealed class ConditionSentences(IStringLocalizer<ConditionWords> words, IStringLocalizer<Shared> shared, ConditionNames names)
{
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
            ? words["Found", Values(AsTest(finding)), Name(AsTest(finding))].Value
            : Of(AsTest(finding))));

    public string Of(ConditionField field) => words[$"Field.{field}"];

    /// <summary>What an operator is called.</summary>
    public string Of(ConditionOperator asked) => words[$"Operator.{asked}"];

    /// <summary>What an operator is called for a field.</summary>
    public string Of(ConditionField field, ConditionOperator asked) => words[$"Operator.{Key(field, asked)}"];

    private string Value(FieldTest test, string value) => ConditionFields.KindOf(test.Field) switch
    {
        _ when ConditionFields.IsRelative(test.Operator) => Amount(FieldTests.Amount(value)),
        ConditionKind.Id or ConditionKind.Ids => Named(test, value),
        ConditionKind.Name => shared[$"{(test.Field == ConditionField.SlaState ? "Sla" : test.Field)}.{value}"],
        ConditionKind.Instant => FieldTests.Instant(value).ToString("g", CultureInfo.CurrentCulture),
        ConditionKind.Day => FieldTests.Day(value).ToString("d", CultureInfo.CurrentCulture),
        ConditionKind.Prose => words["Quote", Apart(value)],
        _ => Apart(value),
    };

    private string Of(FieldTest test)
    {
        if (ConditionFields.KindOf(test.Field) == ConditionKind.Flag)
            return words[$"Test.{(bool.TryParse(test.Values[0], out var yes) && !yes ? "Not" : "")}{test.Field}", Name(test)];
        var key = test.Field == ConditionField.Tags && test.Operator is ConditionOperator.AnyOf or ConditionOperator.AllOf ? "Test.Has" : $"Test.{Key(test.Field, test.Operator)}";
        return words[key, Name(test), Values(test)];
    }

    private string Part(Condition part) => part is FieldTest test ? Of(test) : words["Group", Of(part)];

    private static FieldTest AsTest(ConditionFinding finding) => new(finding.Field, finding.Operator, finding.Values, FieldId: finding.FieldId);

    private string Name(FieldTest test) => test.FieldId is { } id ? (names.Field(id) is { } own ? Apart(own.Name) : $"#{id}") : Of(test.Field);

    private string Values(FieldTest test) => string.Join(
        words[test.Operator is ConditionOperator.AllOf or ConditionOperator.ContainsAll ? "ValueAnd" : "ValueOr"], test.Values.Select(value => Value(test, value)));

    private string Named(FieldTest test, string value)
    {
        if (value == FieldTest.Me) return words["Me"];
        if (value == FieldTest.MyTeams) return words["MyTeams"];
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Apart(value);
        if (id == 0) return words["None"];
        var name = test.Field switch
        {
            ConditionField.CustomChoice => names.Field(test.FieldId ?? 0)?.Choices.FirstOrDefault(choice => choice.Id == id)?.Name,
            ConditionField.Priority => names.Priority((int)id),
            ConditionField.Team => names.Team(id),
            ConditionField.OwnStatus => names.Status((int)id),
            ConditionField.Assignee => names.Agent(id),
            ConditionField.Tags => names.Tag(id),
            _ => names.Site(id),
        };
        // What was deleted since keeps its number, so that the sentence still says which.
        return name is null ? $"#{id}" : Apart(name);
    }

    /// <summary>What has come and what is to come are said differently.</summary>
    private static string Key(ConditionField field, ConditionOperator asked) => asked switch
    {
        ConditionOperator.Within when RelativeTests.IsAhead(field) => "Within.Ahead",
        ConditionOperator.LongerThan when field != ConditionField.Waiting => "LongerThan.Ago",
        _ => $"{asked}",
    };

    private string Amount(TimeSpan amount) => amount >= TimeSpan.FromDays(1) && amount.Ticks % TimeSpan.TicksPerDay == 0 ? words["Days", (int)amount.TotalDays] : amount.TotalHours >= 1 && amount.Minutes == 0
        ? words["Hours", (int)amount.TotalHours]
        : words["Minutes", (int)Math.Ceiling(amount.TotalMinutes)];

    private static string Apart(string text) => Common.Text.Apart(text);
}
