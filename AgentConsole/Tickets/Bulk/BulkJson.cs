using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Common;

namespace AgentConsole.Tickets.Bulk;

/// <summary>How a bulk change and what became of it are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(BulkChange))]
[JsonSerializable(typeof(BulkTrace))]
[JsonSerializable(typeof(BulkPoint))]
[JsonSerializable(typeof(List<long>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class BulkJson : JsonSerializerContext
{
    private const int MaxArguments = 1000;

    public static string Write(BulkChange change) => JsonSerializer.Serialize(change, Default.BulkChange);

    public static BulkChange ReadChange(string json) => JsonSerializer.Deserialize(json, Default.BulkChange)!;

    public static string Write(BulkTrace trace) => JsonSerializer.Serialize(trace, Default.BulkTrace);

    public static BulkTrace ReadTrace(string json) => JsonSerializer.Deserialize(json, Default.BulkTrace)!;

    public static string Write(BulkPoint point) => JsonSerializer.Serialize(point, Default.BulkPoint);

    public static BulkPoint ReadPoint(string json) => JsonSerializer.Deserialize(json, Default.BulkPoint)!;

    public static string Write(List<long> ids) => JsonSerializer.Serialize(ids, Default.ListInt64);

    /// <summary>A refusal's arguments; left out where they are longer than what is kept.</summary>
    public static string? Arguments(Refusal refusal)
    {
        var json = JsonSerializer.Serialize(refusal.Arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "").ToList(), Default.ListString);
        return json.Length <= MaxArguments ? json : null;
    }

    /// <summary>The refusal that an item was stored with. A status is one again, so that it is said in the reader's language.</summary>
    public static Refusal Refusal(BulkItem item)
    {
        List<string> arguments = item.Arguments is { } json ? JsonSerializer.Deserialize(json, Default.ListString)! : [];
        return new Refusal(item.Code ?? "storage.failed", [.. arguments.Select(argument => Enum.TryParse<TicketStatus>(argument, out var status) && !char.IsDigit(argument[0]) ? (object)status : argument)]);
    }
}
