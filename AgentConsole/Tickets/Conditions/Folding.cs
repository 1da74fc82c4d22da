using System.Globalization;
using System.Text;
using AgentConsole.Common;

namespace AgentConsole.Tickets.Conditions;

/// <summary>Text as it is compared: without case, accents, vowel marks and stretching, white space as one space.</summary>
public static class Folding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
            {
                // Zero-width joiners and directions are not written by anybody who looks for a word.
                if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format) Letters.Fold(rune, folded);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        if (folded.Length > 0 && folded[^1] == ' ') folded.Length--;
        return folded.ToString();
    }

    /// <summary>Where a folded keyword stands in a folded text.</summary>
    public static bool Holds(string text, string keyword, bool wholeWords)
    {
        if (keyword.Length == 0) return false;
        for (var at = text.IndexOf(keyword, StringComparison.Ordinal); at >= 0; at = text.IndexOf(keyword, at + 1, StringComparison.Ordinal))
        {
            if (!wholeWords || (IsEdge(text, at - 1) && IsEdge(text, at + keyword.Length))) return true;
        }

        return false;
    }

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]);
}
