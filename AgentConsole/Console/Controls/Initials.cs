using System.Globalization;

namespace AgentConsole.Console.Controls;

/// <summary>Two letters of a name, for an avatar: the first of its first and of its last word.</summary>
public static class Initials
{
    public static string Of(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return "?";
        var first = StringInfo.GetNextTextElement(words[0]);
        return (words.Length == 1 ? first : first + StringInfo.GetNextTextElement(words[^1])).ToUpper(CultureInfo.CurrentCulture);
    }
}
