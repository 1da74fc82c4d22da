using System.Text.Json;
using AgentConsole.Common;
using AgentConsole.Sites;
using AgentConsole.Tickets.Entry;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Channels.Chat.Before;

/// <summary>Reads the answers that come with a first message.</summary>
internal static class EntryReader
{
    /// <summary>Null where they are not of the right kinds or longer than any answer may be.</summary>
    public static EntryAnswers? Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (body.TryGetProperty("fields", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            if (given.ValueKind != JsonValueKind.Object) return null;
            foreach (var field in given.EnumerateObject())
            {
                if (fields.Count == SiteEntry.MaxFields || field.Name.Length > 20 || !TryText(field.Value, out var value)) return null;
                if (value is not null) fields[field.Name] = value;
            }
        }

        return Field("name", out var name) && Field("email", out var email) && Field("choice", out var choice) ? new EntryAnswers(name, email, choice, fields) : null;

        bool Field(string key, out string? text)
        {
            text = null;
            return !body.TryGetProperty(key, out var value) || TryText(value, out text);
        }
    }

    private static bool TryText(JsonElement value, out string? text)
    {
        text = null;
        if (value.ValueKind == JsonValueKind.Null) return true;
        if (value.ValueKind != JsonValueKind.String) return false;
        try
        {
            text = value.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape names half a character.
            return false;
        }

        return text!.Length <= FieldRules.MaxValueLength && Text.IsStorable(text);
    }
}
