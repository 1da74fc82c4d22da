using System.Text;

namespace AgentConsole.Tickets.Search;

/// <summary>
/// How well a text that holds the words of a query fits it: the more often it says them and the shorter it is, the better (BM25 without the rarity of words: all that is compared holds all of
/// them). Neither database is asked, which would first have to count each word everywhere: so both rank alike.
/// </summary>
internal static class SearchFit
{
    /// <summary>What follows in a text is not looked at: of what is that long, its beginning tells what it is about.</summary>
    public const int LookedAt = 1000;

    // As usual with BM25: how soon a word said again counts no more, and how much length matters; in words, what people write.
    private const double Saturation = 1.2, Length = 0.75, UsualLength = 40;

    /// <summary>Above 0 and at most 2.2. A word that is further down than is looked at, or in a ticket's tags, counts as said once.</summary>
    public static double Of(string text, SearchQuery query)
    {
        var counts = new int[query.Words.Count];
        var length = Ascii.IsValid(text) ? CountPlain(text, query, counts) : Count(text, query, counts);
        var slowly = Saturation * (1 - Length + (Length * length / UsualLength));
        return counts.Sum(count => Math.Max(1, count) * (Saturation + 1) / (Math.Max(1, count) + slowly)) / counts.Length;
    }

    /// <summary>Counts each word of the query in a text; gives how many words the text has.</summary>
    internal static int Count(string text, SearchQuery query, int[] counts)
    {
        var words = SearchWord.Of(text);
        foreach (var word in words) Take(word.Folded, query, counts);
        return words.Count;
    }

    /// <summary>The same for a text of ASCII, without a string for each word.</summary>
    internal static int CountPlain(string text, SearchQuery query, int[] counts)
    {
        Span<char> word = stackalloc char[SearchWord.MaxLength];
        var (words, length) = (0, 0);
        foreach (var letter in text)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                if (length < word.Length) word[length++] = char.ToLowerInvariant(letter);
            }
            else if (length > 0)
            {
                Finish(word[..length]);
            }
        }

        if (length > 0) Finish(word[..length]);
        return words;

        void Finish(ReadOnlySpan<char> folded)
        {
            (words, length) = (words + 1, 0);
            Take(folded, query, counts);
        }
    }

    private static void Take(ReadOnlySpan<char> folded, SearchQuery query, int[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            if (query.IsAsked(folded, i)) counts[i]++;
        }
    }
}
