using System.Globalization;
using System.Text;

namespace AgentConsole.Tickets.Conditions;

/// <summary>Text as it is compared: without case, accents, vowel marks and stretching, white space as one space.</summary>
public static class Folding
{
    private const char Tatweel = '\u0640';

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Decomposed(text))
        {
            if (char.IsWhiteSpace(c))
            {
                if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
            }
            else if (c == Tatweel || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
            {
                continue;
            }
            else if (Undecomposed(c) is { } letters)
            {
                folded.Append(letters);
            }
            else
            {
                folded.Append(char.ToLowerInvariant(c));
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

    // Half a character can't be normalised; it is no word either.
    private static string Decomposed(string text) => Common.Text.IsStorable(text) ? text.Normalize(NormalizationForm.FormKD) : text;

    /// <summary>Letters that Unicode does not take apart but people write plainly.</summary>
    private static string? Undecomposed(char c) => c switch
    {
        'ß' or 'ẞ' => "ss",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'ł' or 'Ł' => "l",
        'ø' or 'Ø' => "o",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'ı' => "i",
        _ => null,
    };
}
