using System.Text.Json.Serialization;

namespace AgentConsole.Tickets.Conditions;

/// <summary>
/// A filter over a ticket's fields, as data: what views, policies and rules are written in. Stored as JSON, evaluated in memory by
/// <see cref="CompiledCondition"/>, said in words by <see cref="ConditionSentences"/>; all three go by <see cref="ConditionFields"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AllOf), "all")]
[JsonDerivedType(typeof(AnyOf), "any")]
[JsonDerivedType(typeof(NotThat), "not")]
[JsonDerivedType(typeof(FieldTest), "field")]
public abstract record Condition;

/// <summary>Fits where each of its parts does; one without parts fits everything.</summary>
public sealed record AllOf(IReadOnlyList<Condition> Of) : Condition;

/// <summary>Fits where one of its parts does; one without parts fits nothing.</summary>
public sealed record AnyOf(IReadOnlyList<Condition> Of) : Condition;

/// <summary>Fits where its part does not.</summary>
public sealed record NotThat(Condition Of) : Condition;

/// <summary>One field against one or more values.</summary>
/// <param name="Values">
/// As text, whatever the field: numbers for what is named by id (0: none), names for enums, keywords, ISO 8601 for instants and days,
/// <c>d.hh:mm:ss</c> for amounts of time, a point in numbers.
/// </param>
/// <param name="WholeWords">A keyword has to stand by itself: 'out' is not in 'outage'. Nothing to other fields.</param>
/// <param name="FieldId">Which of the company's own fields; null for the others.</param>
public sealed record FieldTest(
    ConditionField Field, ConditionOperator Operator, IReadOnlyList<string> Values, bool WholeWords = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? FieldId = null) : Condition
{
    /// <summary>The value that stands for whoever looks at a view.</summary>
    public const string Me = "me";

    /// <summary>The value that stands for their teams.</summary>
    public const string MyTeams = "mine";
}

/// <summary>One test that held, kept as the reason for what a rule did: the values are those that were found.</summary>
public sealed record ConditionFinding(ConditionField Field, ConditionOperator Operator, IReadOnlyList<string> Values, long? FieldId = null);
