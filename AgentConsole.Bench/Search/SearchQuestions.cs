using AgentConsole.Tickets.Search;

namespace AgentConsole.Bench.Search;

/// <summary>What is asked: one to three words of one message, each by how often it is said. Half of them as they are typed, the last word a beginning; half finished.</summary>
internal static class SearchQuestions
{
    // Of a message's words the first forty of a language are in a twentieth to nearly all messages, those beyond the three-hundredth in a hundredth and less.
    private const int Frequent = 40, Rare = 300;

    private static readonly (string Name, string[] Bands)[] Kinds =
    [
        ("1 word", ["f", "c", "r"]),
        ("2 words", ["ff", "fc", "fr", "cc", "rr"]),
        ("3 words", ["fff", "ffr", "fcr", "ccc", "rrr"]),
    ];

    /// <summary>By how many words: the question and the bands of its words (f, c, r).</summary>
    public static Dictionary<string, List<(SearchQuery Query, string Bands)>> Make(IReadOnlyList<SaidWords> samples, int ofEach)
    {
        var dice = new Random(7);
        return Kinds.ToDictionary(kind => kind.Name, kind => kind.Bands.SelectMany(bands => Enumerable.Range(0, ofEach).Select(i => (One(samples, bands, dice, isTyping: i % 2 == 0), bands))).ToList());
    }

    private static SearchQuery One(IReadOnlyList<SaidWords> samples, string bands, Random dice, bool isTyping)
    {
        while (true)
        {
            var said = samples[dice.Next(samples.Count)];
            var left = said.Ranks.Distinct().ToList();
            var words = new List<string>();
            foreach (var band in bands)
            {
                var fitting = left.FindAll(rank => Band(rank) == band && said.Language[rank].Length > 1);
                if (fitting.Count == 0) break;
                var rank = fitting[dice.Next(fitting.Count)];
                left.Remove(rank);
                words.Add(said.Language[rank]);
            }

            if (words.Count == bands.Length) return new SearchQuery(string.Join(' ', words) + (isTyping ? "" : " "));
        }
    }

    private static char Band(int rank) => rank switch { < Frequent => 'f', < Rare => 'c', _ => 'r' };
}
