using System.Buffers;
using System.Text;

namespace AgentConsole.Common;

/// <summary>Text from outside: checked once at the door, text from then on.</summary>
public static class Text
{
    /// <summary>True where the text holds no NUL and no lone surrogate, which neither database can store.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }

    // First strong isolate and its end.
    private const char Isolate = '\u2068', EndIsolate = '\u2069';

    // Embeddings, overrides and isolates turn around what stands after them.
    private static readonly SearchValues<char> s_turning = SearchValues.Create("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");

    /// <summary>True where it holds a character that turns around what stands after it. No name needs one.</summary>
    public static bool Turns(ReadOnlySpan<char> text) => text.ContainsAny(s_turning);

    /// <summary>The text without what would turn around what stands after it: not even an element that isolates its text keeps in one that ends the isolation first.</summary>
    public static string Straight(string text) => Turns(text) ? string.Concat(text.Where(character => !s_turning.Contains(character))) : text;

    /// <summary>Text from outside within a sentence of ours: a name of the other direction does not reorder the sentence around it.</summary>
    public static string Apart(string text) => $"{Isolate}{Straight(text)}{EndIsolate}";

    /// <summary>The first line's worth of a text: white space folded, at most <paramref name="length"/> UTF-16 units, never half a character.</summary>
    public static string Preview(string text, int length = 140)
    {
        var preview = new StringBuilder(Math.Min(text.Length, length));
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)) { space = preview.Length > 0; continue; }
            if (preview.Length + rune.Utf16SequenceLength + (space ? 1 : 0) > length) break;
            if (space) preview.Append(' ');
            space = false;
            preview.Append(rune.ToString());
        }

        return preview.ToString();
    }
}
