using System.Globalization;
using AgentConsole.Common;

namespace AgentConsole.Tickets.Fields;

/// <summary>What fields and their values must be like.</summary>
public static class FieldRules
{
    public const int MaxFields = 100, MaxNameLength = 60, MaxHelpLength = 200, MaxValueLength = 500, MaxChoices = 100, MaxChoiceLength = 60;

    /// <summary>Days that an instant of the product can be compared with.</summary>
    private const int FirstYear = 1900, LastYear = 2200;

    /// <summary>Everything wrong with a field, in the order of its parts.</summary>
    public static IReadOnlyList<Refusal> Problems(TicketField field)
    {
        var problems = new List<Refusal>();
        if (!IsName(field.Name, MaxNameLength)) problems.Add(new("field.name", MaxNameLength));
        if (!Enum.IsDefined(field.Kind)) problems.Add(new("field.kind"));
        if (field.Help.Length > MaxHelpLength || !Text.IsStorable(field.Help)) problems.Add(new("field.help", MaxHelpLength));
        if (!FieldLabels.Fit(field)) problems.Add(new("field.words", MaxNameLength, MaxHelpLength));
        if (field.Kind != FieldKind.Choice) return problems;
        if (field.Choices.Count is 0 or > MaxChoices) problems.Add(new("field.choices", MaxChoices));
        else if (field.Choices.Any(choice => !IsName(choice.Name, MaxChoiceLength))) problems.Add(new("field.choice_name", MaxChoiceLength));
        else if (field.Choices.GroupBy(choice => Conditions.Folding.Fold(choice.Name), StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            problems.Add(new("field.choice_twice", twice.First().Name));
        return problems;
    }

    /// <summary>
    /// The value as it is stored; null for none. Refusals: <c>field.value_too_long</c>, <c>field.not_text</c>, <c>field.not_number</c>, <c>field.not_yes_or_no</c>,
    /// <c>field.not_a_choice</c>, <c>field.not_a_day</c>, each with the field's name.
    /// </summary>
    public static Outcome<string?> Stored(TicketField field, string? value)
    {
        value = value?.Trim();
        if (string.IsNullOrEmpty(value)) return Nothing;
        if (value.Length > MaxValueLength) return new Refusal("field.value_too_long", field.Name, MaxValueLength);
        if (!Text.IsStorable(value)) return new Refusal("field.not_text", field.Name);
        return field.Kind switch
        {
            FieldKind.Number => FieldNumber.ReadWritten(value) is { } number ? FieldNumber.Write(number) : new Refusal("field.not_number", field.Name),
            FieldKind.YesNo => value is "true" or "false" ? value : new Refusal("field.not_yes_or_no", field.Name),
            FieldKind.Choice => field.Choices.Any(choice => choice.Id.ToString(CultureInfo.InvariantCulture) == value) ? value : new Refusal("field.not_a_choice", field.Name),
            FieldKind.Date => IsDay(value) ? value : new Refusal("field.not_a_day", field.Name),
            _ => value,
        };
    }

    /// <summary>True for <c>2026-03-01</c> and the like, of a year that an agent may mean.</summary>
    public static bool IsDay(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= FirstYear and <= LastYear;

    private static Outcome<string?> Nothing => Outcome<string?>.From(null);

    private static bool IsName(string name, int most) => !string.IsNullOrWhiteSpace(name) && name.Length <= most && Text.IsStorable(name);
}
