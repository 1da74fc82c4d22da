using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentConsole.Tickets.Conditions;

/// <summary>Conditions as they are stored: names for fields and operators, so that a person can read them.</summary>
public static class ConditionJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        AllowOutOfOrderMetadataProperties = true,
        MaxDepth = 32,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string Write(Condition condition) => JsonSerializer.Serialize(condition, s_options);

    /// <exception cref="JsonException">The text is not a condition.</exception>
    public static Condition Read(string json) => JsonSerializer.Deserialize<Condition>(json, s_options) ?? throw new JsonException("A condition can't be null.");
}
