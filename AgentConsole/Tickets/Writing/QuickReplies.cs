namespace AgentConsole.Tickets.Writing;

/// <summary>
/// Ready answers that an agent's message offers, written as words: the lines at its end that hold nothing but a label in brackets. So a draft, a macro, a reply that is taken back and every channel that shows
/// no buttons carry them as they carry any text.
/// </summary>
public static class QuickReplies
{
    public const int Most = 10, MaxLabel = 80;

    /// <summary>What the message says, and the labels below it in their order. Without labels, or with more than <see cref="Most"/>, it is the whole text.</summary>
    public static (string Said, IReadOnlyList<string> Labels) Read(string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var from = lines.Length;
        while (from > 0 && Label(lines[from - 1]) is not null) from--;
        string[] labels = [.. lines[from..].Select(line => Label(line)!).Distinct(StringComparer.Ordinal)];
        return labels.Length is 0 or > Most ? (text, []) : (string.Join('\n', lines[..from]).TrimEnd(), labels);
    }

    private static string? Label(string line)
    {
        if (line.Trim() is not ['[', .. var inner, ']']) return null;
        var label = inner.Trim();
        return label.Length is > 0 and <= MaxLabel && !label.AsSpan().ContainsAny('[', ']') ? label : null;
    }
}
