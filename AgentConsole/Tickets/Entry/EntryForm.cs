using System.Text.Json.Serialization;

namespace AgentConsole.Tickets.Entry;

/// <summary>What is asked before the first message.</summary>
/// <param name="Fields">While it is open, or where the chat goes on while it is closed.</param>
/// <param name="Away">Instead, while it is closed; null where closing changes nothing.</param>
internal sealed record EntryForm(IReadOnlyList<EntryAsk> Fields, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<EntryAsk>? Away);

/// <param name="Key"><c>name</c>, <c>email</c>, <c>choice</c>, or the number of a field of the company's own.</param>
/// <param name="Kind"><c>text</c>, <c>email</c>, <c>choice</c>, <c>number</c>, <c>yesno</c> or <c>date</c>.</param>
/// <param name="Label">What the field is called; null where the client has words for it.</param>
internal sealed record EntryAsk(
    string Key, string Kind, bool Required,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Label = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Help = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<EntryOption>? Choices = null);

internal sealed record EntryOption(string Value, string Label);

/// <summary>What a visitor answered before the first message; what they don't say is null.</summary>
/// <param name="Fields">By the fields' keys.</param>
internal sealed record EntryAnswers(string? Name, string? Email, string? Choice, IReadOnlyDictionary<string, string> Fields)
{
    public static EntryAnswers Nothing { get; } = new(null, null, null, new Dictionary<string, string>(StringComparer.Ordinal));
}

/// <summary>Who is asked, as far as the questions go.</summary>
/// <param name="IsKnown">They wrote before, or the site has signed for them.</param>
/// <param name="HasAddress">It is known where they can be answered by mail.</param>
internal sealed record EntryVisitor(bool IsKnown, bool HasAddress)
{
    public static EntryVisitor Stranger { get; } = new(false, false);
}
