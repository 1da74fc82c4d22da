using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentConsole.Common;

namespace AgentConsole.Channels.Api;

/// <summary>
/// Holds a document against the type it is meant for and names every place that doesn't fit, where the serializer would stop at the first. The type is
/// the one the OpenAPI document describes, so what is described is what is checked.
/// </summary>
internal static class JsonShape
{
    /// <summary>Every place whose value is of another kind than the type's, and every field the type doesn't know where it disallows such.</summary>
    public static void Check(JsonElement json, JsonTypeInfo type, string where, ApiProblems problems)
    {
        if (json.ValueKind == JsonValueKind.Null && (!type.Type.IsValueType || Nullable.GetUnderlyingType(type.Type) is not null)) return;
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when Is(json, JsonValueKind.Object, where, problems):
                foreach (var field in json.EnumerateObject()) CheckField(field, type, where, problems);
                break;
            case JsonTypeInfoKind.Dictionary when Is(json, JsonValueKind.Object, where, problems):
                foreach (var entry in json.EnumerateObject()) Check(entry.Value, type.Options.GetTypeInfo(type.ElementType!), ApiProblems.Below(where, entry.Name), problems);
                break;
            case JsonTypeInfoKind.Enumerable when Is(json, JsonValueKind.Array, where, problems):
                var index = 0;
                foreach (var element in json.EnumerateArray()) Check(element, type.Options.GetTypeInfo(type.ElementType!), $"{where}[{index++}]", problems);
                break;
            case JsonTypeInfoKind.None:
                CheckValue(json, Nullable.GetUnderlyingType(type.Type) ?? type.Type, where, problems);
                break;
        }
    }

    private static void CheckField(JsonProperty field, JsonTypeInfo type, string where, ApiProblems problems)
    {
        var place = ApiProblems.Below(where, field.Name);
        if (type.Properties.FirstOrDefault(p => p.Name == field.Name) is { } known) Check(field.Value, type.Options.GetTypeInfo(known.PropertyType), place, problems);
        else if (type.UnmappedMemberHandling == JsonUnmappedMemberHandling.Disallow)
            problems.Add(place, new Refusal("api.field_unknown", field.Name, string.Join(", ", type.Properties.Select(p => p.Name))));
    }

    private static void CheckValue(JsonElement json, Type type, string where, ApiProblems problems)
    {
        if (type == typeof(string)) Is(json, JsonValueKind.String, where, problems);
        else if (type == typeof(bool)) Is(json, json.ValueKind == JsonValueKind.False ? JsonValueKind.False : JsonValueKind.True, where, problems);
        else if (type == typeof(double) && Is(json, JsonValueKind.Number, where, problems) && !double.IsFinite(json.GetDouble()))
            problems.Add(where, new Refusal("api.not_number", Shown(json)));
    }

    private static bool Is(JsonElement json, JsonValueKind kind, string where, ApiProblems problems)
    {
        if (json.ValueKind == kind) return true;
        problems.Add(where, kind switch
        {
            JsonValueKind.Object => new Refusal("api.not_object", Shown(json)),
            JsonValueKind.Array => new Refusal("api.not_list", Shown(json)),
            JsonValueKind.String => new Refusal("api.not_text", Shown(json)),
            JsonValueKind.Number => new Refusal("api.not_number", Shown(json)),
            _ => new Refusal("api.not_true_or_false", Shown(json)),
        });
        return false;
    }

    private static string Shown(JsonElement json) => Text.Preview(json.GetRawText(), 40);
}
