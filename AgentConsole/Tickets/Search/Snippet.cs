namespace AgentConsole.Tickets.Search;

/// <summary>A piece of a text with what was found in it.</summary>
/// <param name="Marks">Start and length within <paramref name="Text"/>, ascending, apart from each other.</param>
public sealed record Snippet(string Text, IReadOnlyList<(int Start, int Length)> Marks)
{
    public const int Around = 160;

    private const char Cut = '…';

    /// <summary>The part of a text that holds most of the words, on one line.</summary>
    public static Snippet Of(string text, SearchQuery query, int length = Around)
    {
        var flat = string.Create(text.Length, text, (line, from) =>
        {
            for (var i = 0; i < from.Length; i++) line[i] = char.IsWhiteSpace(from[i]) || char.IsControl(from[i]) ? ' ' : from[i];
        });
        var found = SearchWord.Of(flat).Where(query.Matches).ToList();
        var start = flat.Length <= length || found.Count == 0 ? 0 : Best(flat, found, length);
        var end = Math.Min(flat.Length, start + length);
        if (end < flat.Length && char.IsHighSurrogate(flat[end - 1])) end--;
        var shift = start > 0 ? 1 : 0;
        return new Snippet(
            (start > 0 ? $"{Cut}" : "") + flat[start..end] + (end < flat.Length ? $"{Cut}" : ""),
            [.. found.Where(word => word.Start >= start && word.Start + word.Length <= end).Select(word => (word.Start - start + shift, word.Length))]);
    }

    /// <summary>Where the window with the most different words begins, at a word's edge, with a little before its first.</summary>
    private static int Best(string text, List<SearchWord> found, int length)
    {
        var best = (Count: 0, At: 0);
        for (var first = 0; first < found.Count; first++)
        {
            var at = found[first].Start;
            var count = found.Skip(first).TakeWhile(word => word.Start + word.Length <= at + (length * 3 / 4)).DistinctBy(word => word.Folded).Count();
            if (count > best.Count) best = (count, at);
        }

        var start = Math.Max(0, best.At - (length / 4));
        if (start == 0) return 0;
        var space = text.IndexOf(' ', start, best.At - start);
        return space < 0 ? best.At : space + 1;
    }
}
