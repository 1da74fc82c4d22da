namespace AgentConsole.Console.Ticket;

/// <summary>A piece of a text: plain where <paramref name="Href"/> is null, else the words of a link.</summary>
/// <param name="Href">An absolute http or https address.</param>
/// <param name="Host">Whose it is as the network calls it, where the words don't say so: letters that look like others hide nobody. Else null.</param>
internal readonly record struct TextPart(string Text, string? Href, string? Host = null);

/// <summary>Finds the web addresses in a text from outside. Put together again, the parts are the text as it came.</summary>
internal static class TextLinks
{
    /// <summary>Longer ones stay text: nobody reads them, and browsers cut them.</summary>
    public const int MaxLength = 2_048;

    private const string Trailing = ".,;:!?'\"*_~…،؛؟。、";

    public static IReadOnlyList<TextPart> Split(string text)
    {
        var parts = new List<TextPart>();
        var plain = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            var end = End(text, at);
            if (Address(text[at..end]) is { } href)
            {
                if (at > plain) parts.Add(new TextPart(text[plain..at], null));
                parts.Add(new TextPart(text[at..end], href.AbsoluteUri, HostBehind(text[at..end], href)));
                plain = end;
            }

            at = Math.Max(end, at + 4);
        }

        if (plain < text.Length) parts.Add(new TextPart(text[plain..], null));
        return parts;
    }

    /// <summary>Where the next scheme begins that does not continue a word.</summary>
    private static int Next(string text, int from)
    {
        while (from < text.Length)
        {
            var at = text.IndexOf("http", from, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return -1;
            var rest = text.AsSpan(at + 4);
            var scheme = rest.StartsWith("://", StringComparison.Ordinal) || rest.StartsWith("s://", StringComparison.OrdinalIgnoreCase);
            if (scheme && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))) return at;
            from = at + 4;
        }

        return -1;
    }

    private static int End(string text, int start)
    {
        var end = start;
        while (end < text.Length && !Stops(text[end])) end++;
        while (end > start && (Trailing.Contains(text[end - 1], StringComparison.Ordinal) || ClosesNothing(text.AsSpan(start, end - start)))) end--;
        return end;
    }

    // Direction marks end an address: they would let it show in another order than the one it is read in.
    private static bool Stops(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or '`' or '“' or '”' or '«' or '»'
            or '\u061C' or '\u200B' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';

    /// <summary>True for '(see http://example.com)': the bracket belongs to the sentence. One that was opened inside stays.</summary>
    private static bool ClosesNothing(ReadOnlySpan<char> address)
    {
        var (open, close) = address[^1] switch { ')' => ('(', ')'), ']' => ('[', ']'), '}' => ('{', '}'), _ => ('\0', '\0') };
        return close != '\0' && address.Count(close) > address.Count(open);
    }

    // A name before an @ is how 'https://bank.example@elsewhere.example' deceives: such an address stays text.
    private static Uri? Address(string text) =>
        text.Length <= MaxLength && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0 ? uri : null;

    private static string? HostBehind(string written, Uri address) => written.Contains(address.IdnHost, StringComparison.OrdinalIgnoreCase) ? null : address.IdnHost;
}
