using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentConsole.Console.Ticket;

/// <summary>What a signal on <c>ticket:{id}</c> says: who began or stopped.</summary>
/// <param name="Text">What a customer has written so far, where the site lets agents read it.</param>
internal sealed record PersonSignal(long Id, string Name, bool On, string? Text = null)
{
    public static string Topic(long ticketId) => $"ticket:{ticketId}";

    public string Write() => JsonSerializer.Serialize(this, PersonSignalJson.Default.PersonSignal);

    /// <summary>Null where the JSON is something else: a signal is never worth an error.</summary>
    public static PersonSignal? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PersonSignalJson.Default.PersonSignal);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Which page the customer is on, null where they have gone, and what it calls itself.</summary>
public sealed record PageSignal(string? Page, string? Title = null)
{
    /// <inheritdoc cref="PersonSignal.Read"/>
    public static PageSignal? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PersonSignalJson.Default.PageSignal);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The kinds of signal on a ticket's topic.</summary>
internal static class SignalKinds
{
    public const string AgentTypes = "typing.agent", CustomerTypes = "typing.customer", Viewing = "viewing", CustomerPage = "page.customer";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PersonSignal))]
[JsonSerializable(typeof(PageSignal))]
internal sealed partial class PersonSignalJson : JsonSerializerContext;
