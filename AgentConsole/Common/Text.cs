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
