using System.Globalization;
using System.Resources;
using AgentConsole.Common;

namespace AgentConsole.Channels.Chat;

/// <summary>The chat's words in the visitor's language. A hub has no request culture, so the culture is always named.</summary>
internal static class ChatWords
{
    private static readonly ResourceManager Resources = new("AgentConsole.Resources.Chat", typeof(ChatWords).Assembly);

    private static readonly string[] Languages = ["en", "ar", "sl"];

    /// <summary>The language of ours that serves a BCP 47 tag; English where none does.</summary>
    public static string Language(string? tag) => FirstOf(tag);

    /// <summary>The language of ours that serves the first of these BCP 47 tags that one serves; English where none does.</summary>
    public static string FirstOf(params ReadOnlySpan<string?> tags)
    {
        foreach (var tag in tags)
        {
            var primary = tag?.Split('-', 2)[0];
            if (Array.Find(Languages, language => string.Equals(language, primary, StringComparison.OrdinalIgnoreCase)) is { } ours) return ours;
        }

        return Languages[0];
    }

    public static bool IsRightToLeft(string language) => language == "ar";

    public static string Say(string key, string language, params object[] arguments)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var words = Resources.GetString(key, culture) ?? key;
        return arguments.Length == 0 ? words : string.Format(culture, words, arguments);
    }

    public static string Say(Refusal refusal, string language)
    {
        var key = $"Refusal.{refusal.Code}";
        var words = Say(key, language, refusal.Arguments);
        return words != key ? words : Say("Refusal.chat.failed", language);
    }

    /// <summary>Every word whose key begins so, by the rest of its key in camel case.</summary>
    public static IReadOnlyDictionary<string, string> All(string prefix, string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var english = Resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        var words = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in english)
        {
            if (entry.Key is not string key || !key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var name = key[prefix.Length..];
            words[char.ToLowerInvariant(name[0]) + name[1..]] = Resources.GetString(key, culture)!;
        }

        return words;
    }
}
