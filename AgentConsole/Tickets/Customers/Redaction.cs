using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentConsole.Tickets.Customers;

/// <summary>Takes the words of people out of a journal's rows, and leaves everything that the ticket is the fold of. Pure.</summary>
public static partial class Redaction
{
    // What holds free text even where it looks like something else: a preview may be a date.
    private static readonly string[] Words = ["preview", "declared", "note", "comment", "text"];

    /// <summary>What stands for a subject.</summary>
    public static string Subject(long ticketId) => string.Create(CultureInfo.InvariantCulture, $"#{ticketId}");

    /// <summary>What stands for a customer's name.</summary>
    public static string Name(long customerId) => string.Create(CultureInfo.InvariantCulture, $"#{customerId}");

    /// <summary>An event's JSON without words: texts empty, subjects the ticket's number; numbers, instants and codes stay.</summary>
    public static string Of(long ticketId, string eventJson)
    {
        var what = JsonNode.Parse(eventJson)!.AsObject();
        // The tests that held may quote what was written.
        what.Remove("because");
        Empty(what, ticketId, isSubject: what["kind"]?.GetValue<string>() == "subject.changed");
        return what.ToJsonString();
    }

    private static void Empty(JsonObject node, long ticketId, bool isSubject)
    {
        foreach (var (name, value) in node.ToList())
        {
            switch (value)
            {
                case JsonObject inner:
                    Empty(inner, ticketId, isSubject: false);
                    break;
                case JsonArray list:
                    EmptyAll(list, ticketId);
                    break;
                case JsonValue text when text.TryGetValue<string>(out var words) && name != "kind":
                    if (name == "subject" || (isSubject && name is "from" or "to")) node[name] = Subject(ticketId);
                    else if (Words.Contains(name, StringComparer.Ordinal) || !IsMeasure(name, words)) node[name] = "";
                    break;
            }
        }
    }

    private static void EmptyAll(JsonArray list, long ticketId)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonObject item) Empty(item, ticketId, isSubject: false);
            else if (list[i] is JsonArray inner) EmptyAll(inner, ticketId);
            else if (list[i] is JsonValue value && value.TryGetValue<string>(out var words) && !IsMeasure("", words)) list[i] = "";
        }
    }

    /// <summary>An instant, an amount of time, or one of our own reasons: a reason that a person wrote is no such word.</summary>
    private static bool IsMeasure(string name, string text) =>
        (name == "reason" && (text is "reopened" or "replied" or "time" or "ended" || Code().IsMatch(text)))
        || DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out _);

    [GeneratedRegex("^[a-z]+(_[a-z]+)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
