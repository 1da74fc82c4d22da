using System.Globalization;
using System.Text;

namespace AgentConsole.Tickets.Search;

/// <summary>A word of a text as search knows it, and where it stands in the text.</summary>
/// <param name="Folded">Lower case, without accents and vowel marks, letters' variants made one: what is stored and what is asked for.</param>
/// <param name="Start">In UTF-16 units of the text it came from.</param>
/// <param name="Length">Likewise.</param>
public readonly record struct SearchWord(string Folded, int Start, int Length)
{
    /// <summary>A longer word is cut: nobody types more, and PostgreSQL refuses words of kilobytes.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// The words of a text, in order. Letters and digits make words; scripts written without spaces give a word a character. Case, accents (č, é), Arabic vowel
    /// marks, tatweel and letter variants (أ إ آ ٱ, ى, ة, ؤ, ئ) are folded.
    /// </summary>
    public static List<SearchWord> Of(string text)
    {
        var words = new List<SearchWord>();
        var folded = new StringBuilder();
        int start = -1, end = 0, at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.Utf16SequenceLength;
            var category = Rune.GetUnicodeCategory(rune);
            var isAlone = IsWrittenWithoutSpaces(rune.Value);
            if (isAlone || !(Rune.IsLetterOrDigit(rune) || IsMark(category))) Finish();
            // Tatweel only stretches a word; Unicode calls it a letter.
            if (Rune.IsLetterOrDigit(rune) && rune.Value != Tatweel)
            {
                if (start < 0) start = at;
                end = at + length;
                Fold(rune, folded);
                if (isAlone) Finish();
            }
            else if (start >= 0 && (IsMark(category) || rune.Value == Tatweel))
            {
                end = at + length;
            }

            at += length;
        }

        Finish();
        return words;

        void Finish()
        {
            if (start >= 0 && folded.Length > 0) words.Add(new SearchWord(folded.ToString(0, Math.Min(folded.Length, MaxLength)), start, end - start));
            folded.Clear();
            start = -1;
        }
    }

    /// <summary>The words alone, as they are stored.</summary>
    public static string Fold(string text) => string.Join(' ', Of(text).Select(word => word.Folded));

    private const int Tatweel = 0x640;

    private static bool IsMark(UnicodeCategory category) => category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Han, Hiragana, Katakana and Thai: where a word ends is not written down.
    private static bool IsWrittenWithoutSpaces(int value) =>
        value is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) or (>= 0x0E00 and <= 0x0E7F);

    private static void Fold(Rune rune, StringBuilder into)
    {
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsMark(Rune.GetUnicodeCategory(part))) continue;
            into.Append(part.Value switch
            {
                0x671 => "ا",
                0x649 or 0x6CC => "ي",
                0x629 => "ه",
                0x6A9 => "ك",
                'ß' or 0x1E9E => "ss",
                'đ' or 'Đ' => "d",
                'ł' or 'Ł' => "l",
                'ø' or 'Ø' => "o",
                'æ' or 'Æ' => "ae",
                'œ' or 'Œ' => "oe",
                'ı' or 'İ' => "i",
                _ => Rune.ToLowerInvariant(part).ToString(),
            });
        }
    }
}
