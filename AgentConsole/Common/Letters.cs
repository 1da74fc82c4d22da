using System.Globalization;
using System.Text;

namespace AgentConsole.Common;

/// <summary>Letters as people type them when they look for something: without case, accents and vowel marks, variants made one.</summary>
public static class Letters
{
    /// <summary>What stretches an Arabic word and means nothing; Unicode calls it a letter.</summary>
    public static readonly Rune Tatweel = new(0x640);

    /// <summary>What letters up to Arabic are folded to, once they were: a text is folded letter by letter, and taking one apart costs more than all else.</summary>
    private static readonly string?[] s_folded = new string?[0x700];

    /// <summary>A mark on the letter before it.</summary>
    public static bool IsMark(Rune rune) =>
        !rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Appends what a character is folded to: nothing for marks and tatweel, one or more characters for the rest.</summary>
    public static void Fold(Rune rune, StringBuilder into)
    {
        if (rune.IsAscii)
        {
            into.Append((char)(rune.Value is >= 'A' and <= 'Z' ? rune.Value | 0x20 : rune.Value));
            return;
        }

        if (rune.Value < s_folded.Length) into.Append(s_folded[rune.Value] ??= Folded(rune));
        else into.Append(Folded(rune));
    }

    private static string Folded(Rune rune) => string.Concat(rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes()
        .Where(part => !IsMark(part) && part != Tatweel).Select(part => Undecomposed(part.Value) ?? Rune.ToLowerInvariant(part).ToString()));

    /// <summary>Letters that Unicode does not take apart but people write plainly, or now one way and now the other.</summary>
    private static string? Undecomposed(int value) => value switch
    {
        'ß' or 'ẞ' => "ss",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'ł' or 'Ł' => "l",
        'ø' or 'Ø' => "o",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'ı' or 'İ' => "i",
        0x671 => "ا",
        0x649 or 0x6CC => "ي",
        0x629 => "ه",
        0x6A9 => "ك",
        _ => null,
    };
}
