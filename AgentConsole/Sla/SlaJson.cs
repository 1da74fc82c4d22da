using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AgentConsole.Sla;

/// <summary>Policies and calendars as they are stored: readable, with names for days, targets and statuses.</summary>
internal static class SlaJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static SlaPolicyRow ToRow(this SlaPolicy policy) => new(policy.Id, policy.Version, JsonSerializer.Serialize(policy, s_options));

    public static SlaCalendarRow ToRow(this BusinessCalendar calendar) =>
        new(calendar.Id, calendar.Version, JsonSerializer.Serialize(calendar, s_options));

    /// <summary>A version as data, without what every version differs in.</summary>
    public static JsonNode? Facts(this SlaPolicy? policy) => Facts(policy?.ToRow().Json);

    public static JsonNode? Facts(this BusinessCalendar? calendar) => Facts(calendar?.ToRow().Json);

    public static SlaPolicy Read(SlaPolicyRow row) =>
        JsonSerializer.Deserialize<SlaPolicy>(row.Json, s_options) ?? throw new JsonException($"Policy {row.Id} version {row.Version} is empty.");

    private static JsonObject? Facts(string? json)
    {
        if (json is null) return null;
        var facts = JsonNode.Parse(json)!.AsObject();
        facts.Remove("id");
        facts.Remove("version");
        return facts;
    }

    public static BusinessCalendar Read(SlaCalendarRow row) =>
        JsonSerializer.Deserialize<BusinessCalendar>(row.Json, s_options) ?? throw new JsonException($"Calendar {row.Id} version {row.Version} is empty.");
}
