using System.Globalization;

namespace AgentConsole.Console.Controls;

/// <summary>A language as its reader calls it.</summary>
internal static class LanguageName
{
    /// <param name="tag">BCP 47; one that nobody knows is shown as it is.</param>
    public static string? Of(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag)) return null;
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).DisplayName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }
}
