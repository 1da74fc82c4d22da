using System.Globalization;
using System.Resources;
using AgentConsole.Resources;

namespace AgentConsole.Console.Ticket.Talk;

/// <summary>What a customer is told by a press of an agent's: in the customer's language, whatever the agent's is.</summary>
internal static class ToldWords
{
    private static readonly ResourceManager s_words = new(typeof(TicketWords));
    private static readonly string[] s_languages = ["en", "ar", "sl"];

    /// <param name="language">BCP 47; where we don't speak it, English is said.</param>
    public static string Say(string key, string? language, string name)
    {
        var culture = CultureInfo.GetCultureInfo(Array.Find(s_languages, ours => string.Equals(ours, language?.Split('-')[0], StringComparison.OrdinalIgnoreCase)) ?? s_languages[0]);
        return string.Format(culture, s_words.GetString(key, culture) ?? key, name);
    }
}
