using System.Text;
using AgentConsole.Common;

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
            var isAlone = IsWrittenWithoutSpaces(rune.Value);
            if (isAlone || !(Rune.IsLetterOrDigit(rune) || Letters.IsMark(rune))) Finish();
            // Tatweel only stretches a word; Unicode calls it a letter.
            if (Rune.IsLetterOrDigit(rune) && rune != Letters.Tatweel)
            {
                if (start < 0) start = at;
                end = at + length;
                Letters.Fold(rune, folded);
                if (isAlone) Finish();
            }
            else if (start >= 0 && (Letters.IsMark(rune) || rune == Letters.Tatweel))
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

    // Han, Hiragana, Katakana and Thai: where a word ends is not written down.
    private static bool IsWrittenWithoutSpaces(int value) =>
        value is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) or (>= 0x0E00 and <= 0x0E7F);
}
