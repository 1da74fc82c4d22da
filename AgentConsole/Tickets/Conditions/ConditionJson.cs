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

    /// <summary>A condition, or what holds conditions.</summary>
    public static string Write<T>(T value) where T : class => JsonSerializer.Serialize(value, s_options);

    /// <exception cref="JsonException">The text is not what was asked for.</exception>
    public static T Read<T>(string json) where T : class => JsonSerializer.Deserialize<T>(json, s_options) ?? throw new JsonException("It can't be null.");
}
