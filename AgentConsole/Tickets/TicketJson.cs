using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Macros;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Tickets;

/// <summary>How events and stored values are written as JSON: short, and read back to equal values.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TicketEvent))]
[JsonSerializable(typeof(TicketSla))]
[JsonSerializable(typeof(IReadOnlyList<StatusSpan>))]
[JsonSerializable(typeof(IReadOnlyList<long>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<MessageFile>))]
[JsonSerializable(typeof(IReadOnlyList<Mention>))]
[JsonSerializable(typeof(Macro))]
[JsonSerializable(typeof(OpeningWords))]
internal sealed partial class TicketJson : JsonSerializerContext
{
    public static string Write(TicketEvent ticketEvent) => JsonSerializer.Serialize(ticketEvent, Default.TicketEvent);

    /// <exception cref="JsonException">The text is not a ticket event.</exception>
    public static TicketEvent ReadEvent(string json) =>
        JsonSerializer.Deserialize(json, Default.TicketEvent) ?? throw new JsonException("A ticket event can't be null.");

    public static string Write(TicketSla sla) => ReferenceEquals(sla, Tickets.TicketSla.Empty) ? "" : JsonSerializer.Serialize(sla, Default.TicketSla);

    public static TicketSla ReadSla(string json) => json.Length == 0 ? Tickets.TicketSla.Empty : JsonSerializer.Deserialize(json, Default.TicketSla)!;

    public static string Write(IReadOnlyList<StatusSpan> statuses) => JsonSerializer.Serialize(statuses, Default.IReadOnlyListStatusSpan);

    public static IReadOnlyList<StatusSpan> ReadStatuses(string json) => JsonSerializer.Deserialize(json, Default.IReadOnlyListStatusSpan) ?? [];

    public static string Write(IReadOnlyList<Mention> mentions) => mentions.Count == 0 ? "" : JsonSerializer.Serialize(mentions, Default.IReadOnlyListMention);

    public static IReadOnlyList<Mention> ReadMentions(string json) => json.Length == 0 ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListMention) ?? [];

    public static string Write(IReadOnlyList<long> ids) => ids.Count == 0 ? "[]" : JsonSerializer.Serialize(ids, Default.IReadOnlyListInt64);

    public static string Write(IReadOnlyDictionary<string, string> names) => JsonSerializer.Serialize(names, Default.IReadOnlyDictionaryStringString);

    public static IReadOnlyDictionary<string, string> ReadNames(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyDictionaryStringString) ?? new Dictionary<string, string>(StringComparer.Ordinal);

    public static string Write(IReadOnlyList<MessageFile> files) => JsonSerializer.Serialize(files, Default.IReadOnlyListMessageFile);

    public static IReadOnlyList<MessageFile> ReadFiles(string json) => JsonSerializer.Deserialize(json, Default.IReadOnlyListMessageFile) ?? [];

    public static string Write(Macro macro) => JsonSerializer.Serialize(macro, Default.Macro);

    /// <exception cref="JsonException">The text is no macro.</exception>
    public static Macro ReadMacro(string json) => JsonSerializer.Deserialize(json, Default.Macro) ?? throw new JsonException("A macro can't be null.");

    public static string Write(OpeningWords words) => JsonSerializer.Serialize(words, Default.OpeningWords);

    /// <exception cref="JsonException">The text is no opening.</exception>
    public static OpeningWords ReadOpening(string json) => JsonSerializer.Deserialize(json, Default.OpeningWords) ?? throw new JsonException("An opening can't be null.");

    public static IReadOnlyList<long> ReadIds(string json) => json == "[]" ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListInt64) ?? [];
}
