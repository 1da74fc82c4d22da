namespace AgentConsole.Console.Audit;

/// <summary>
/// A value of several parts, as the record keeps it (<c>from: 9, to: 17</c>, <c>at: x, who: (name: y, age: 3)</c>), taken apart again. A text that only looks like one loses nothing by it: all of it is shown.
/// </summary>
internal static class AuditParts
{
    /// <summary>The parts with their names; null where it is a plain value.</summary>
    public static IReadOnlyList<(string Name, string Value)>? Read(string text)
    {
        var parts = new List<(string Name, string Value)>();
        foreach (var piece in Apart(text))
        {
            if (NameOf(piece) is { } name) parts.Add((name, piece[(name.Length + 2)..]));
            else if (parts.Count == 0) return null;
            // A comma within a text, or one more of a list.
            else parts[^1] = (parts[^1].Name, $"{parts[^1].Value}, {piece}");
        }

        return parts.Count == 0 ? null : parts;
    }

    /// <summary>The members of a list: those in brackets without them.</summary>
    public static IEnumerable<string> Members(string text) => Apart(text).Select(piece => piece is ['(', .. var inner, ')'] && !inner.Contains('(', StringComparison.Ordinal) ? inner : piece);

    private static string? NameOf(string piece)
    {
        var colon = piece.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0 && piece.EndsWith(':')) colon = piece.Length;
        return colon is > 0 and <= 40 && colon + 2 <= piece.Length && char.IsAsciiLetter(piece[0]) && piece[..colon].All(char.IsAsciiLetterOrDigit) ? piece[..colon] : null;
    }

    private static List<string> Apart(string text)
    {
        var (pieces, from, depth) = (new List<string>(), 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            else if (text[i] == ')' && depth > 0) depth--;
            else if (depth == 0 && text[i] == ',' && i + 1 < text.Length && text[i + 1] == ' ')
            {
                pieces.Add(text[from..i]);
                from = i + 2;
            }
        }

        pieces.Add(text[from..]);
        return pieces;
    }
}
