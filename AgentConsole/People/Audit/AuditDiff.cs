using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AgentConsole.Common;

namespace AgentConsole.People.Audit;

/// <summary>One place of a thing that was changed.</summary>
/// <param name="Place">The path in its data, such as <c>promises.3</c>; empty for what says how many more there are.</param>
/// <param name="Was">Null where it was not there.</param>
/// <param name="Became">Null where it is not there any more.</param>
public sealed record AuditChange(string Place, string? Was, string? Became);

/// <summary>What two values of a thing differ in. In lists (promises, holidays, members) what comes and goes is told one by one.</summary>
public static class AuditDiff
{
    public const int MaxPlaces = 100, MaxTextLength = 400;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static IReadOnlyList<AuditChange> Between(object? was, object? became)
    {
        var found = new List<AuditChange>();
        Compare("", Node(was), Node(became), found);
        return found.Count <= MaxPlaces ? found : [.. found.Take(MaxPlaces), new AuditChange("", null, $"+{found.Count - MaxPlaces}")];
    }

    public static string Write(IReadOnlyList<AuditChange> changes) => JsonSerializer.Serialize(changes, s_options);

    public static IReadOnlyList<AuditChange> Read(string json) => JsonSerializer.Deserialize<IReadOnlyList<AuditChange>>(json, s_options) ?? [];

    private static JsonNode? Node(object? value) => value as JsonNode ?? JsonSerializer.SerializeToNode(value, s_options);

    private static void Compare(string place, JsonNode? was, JsonNode? became, List<AuditChange> found)
    {
        if (JsonNode.DeepEquals(was, became)) return;
        if (was is JsonObject or null && became is JsonObject or null && (was ?? became) is JsonObject)
        {
            var (before, after) = (was as JsonObject, became as JsonObject);
            foreach (var name in (after ?? []).Select(part => part.Key).Union((before ?? []).Select(part => part.Key), StringComparer.Ordinal))
                Compare(place.Length == 0 ? name : $"{place}.{name}", before?[name], after?[name], found);
        }
        else if (IsOfParts(was) || IsOfParts(became) || AreLists(was, became))
        {
            var (before, after) = (Parts(was), Parts(became));
            found.AddRange(before.Except(after).Select(part => new AuditChange(place, part, null)));
            found.AddRange(after.Except(before).Select(part => new AuditChange(place, null, part)));
        }
        else
        {
            found.Add(new AuditChange(place, was is null ? null : Told(was), became is null ? null : Told(became)));
        }
    }

    /// <summary>Lists of which something came or went; where only the order is another, both are told whole.</summary>
    private static bool AreLists(JsonNode? was, JsonNode? became) => was is JsonArray && became is JsonArray && !Parts(was).ToHashSet(StringComparer.Ordinal).SetEquals(Parts(became));

    private static bool IsOfParts(JsonNode? node) => node is JsonArray list && list.Any(part => part is JsonObject or JsonArray);

    private static List<string> Parts(JsonNode? node) => node is JsonArray list ? [.. list.Select(Told)] : [];

    private static string Told(JsonNode? node) => Text.Preview(node switch
    {
        null => "",
        JsonObject parts => string.Join(", ", parts.Where(part => part.Value is not null).Select(part => $"{part.Key}: {Told(part.Value)}")),
        JsonArray list => string.Join(", ", list.Select(part => part is JsonObject ? $"({Told(part)})" : Told(part))),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    }, MaxTextLength);
}
