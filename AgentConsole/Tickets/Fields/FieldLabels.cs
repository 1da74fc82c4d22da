using AgentConsole.Common;
using AgentConsole.People;

namespace AgentConsole.Tickets.Fields;

/// <summary>What visitors of one language read of a field; what is empty is said as the field itself says it.</summary>
public sealed record FieldLabel(string Name = "", string Help = "");

/// <summary>A field in a visitor's language. Pure.</summary>
public static class FieldLabels
{
    public static string NameIn(this TicketField field, string language) => field.Words.GetValueOrDefault(language)?.Name is { Length: > 0 } name ? name : field.Name;

    /// <summary>Empty for nothing.</summary>
    public static string HelpIn(this TicketField field, string language) => field.Words.GetValueOrDefault(language)?.Help is { Length: > 0 } help ? help : field.Help;

    public static string NameIn(this FieldChoice choice, string language) => choice.Names?.GetValueOrDefault(language) is { Length: > 0 } name ? name : choice.Name;

    /// <summary>As they are stored: nothing around the texts, no empty ones, no languages that nobody is answered in.</summary>
    internal static TicketField Stored(TicketField field) => field with
    {
        Words = field.Words.Where(words => Languages.IsKnown(words.Key)).Select(words => (words.Key, Value: new FieldLabel(words.Value.Name.Trim(), words.Value.Help.Trim())))
            .Where(words => words.Value != new FieldLabel()).ToDictionary(words => words.Key, words => words.Value, StringComparer.Ordinal),
        Choices = [.. field.Choices.Select(choice => choice with { Names = Stored(choice.Names) })],
    };

    internal static bool Fit(TicketField field) =>
        field.Words.Values.All(words => words.Name.Length <= FieldRules.MaxNameLength && words.Help.Length <= FieldRules.MaxHelpLength && Text.IsStorable(words.Name) && Text.IsStorable(words.Help))
        && field.Choices.SelectMany(choice => choice.Names?.Values ?? []).All(name => name.Length <= FieldRules.MaxChoiceLength && Text.IsStorable(name));

    private static Dictionary<string, string>? Stored(IReadOnlyDictionary<string, string>? names)
    {
        var stored = (names ?? new Dictionary<string, string>(StringComparer.Ordinal)).Where(name => Languages.IsKnown(name.Key) && !string.IsNullOrWhiteSpace(name.Value))
            .ToDictionary(name => name.Key, name => name.Value.Trim(), StringComparer.Ordinal);
        return stored.Count == 0 ? null : stored;
    }
}
