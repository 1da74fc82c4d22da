using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentConsole.Tickets.Fields;

/// <summary>Fields and their values as they are stored: <c>{"7":"12.5"}</c>, which both databases can look into.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<FieldChoice>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, FieldLabel>))]
internal sealed partial class FieldJson : JsonSerializerContext
{
    /// <summary>What is stored where there is nothing.</summary>
    public const string Nothing = "{}";

    public static string Write(IReadOnlyList<FieldChoice> choices) => JsonSerializer.Serialize(choices, Default.IReadOnlyListFieldChoice);

    public static IReadOnlyList<FieldChoice> ReadChoices(string json) => JsonSerializer.Deserialize(json, Default.IReadOnlyListFieldChoice) ?? [];

    public static string Write(IReadOnlyDictionary<string, FieldLabel> words) => JsonSerializer.Serialize(words, Default.IReadOnlyDictionaryStringFieldLabel);

    public static IReadOnlyDictionary<string, FieldLabel> ReadWords(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyDictionaryStringFieldLabel) ?? new Dictionary<string, FieldLabel>(StringComparer.Ordinal);

    public static string Write(FieldValues values) => values.Count == 0
        ? Nothing
        : JsonSerializer.Serialize(values.All.ToDictionary(held => held.Key.ToString(CultureInfo.InvariantCulture), held => held.Value, StringComparer.Ordinal), Default.DictionaryStringString);

    public static FieldValues ReadValues(string json) => json == Nothing
        ? FieldValues.None
        : FieldValues.Of((JsonSerializer.Deserialize(json, Default.DictionaryStringString) ?? [])
            .Select(held => KeyValuePair.Create(long.Parse(held.Key, NumberStyles.None, CultureInfo.InvariantCulture), held.Value)));
}
