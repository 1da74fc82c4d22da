namespace AgentConsole.Tickets.Search;

/// <summary>What to look for: words, all of which a ticket has to hold, and what it has to be.</summary>
/// <param name="Text">As typed. The last word counts as the beginning of one, unless a space follows.</param>
/// <param name="Open">True for work still to be done, false for what is resolved, closed or spam, null for all.</param>
/// <param name="Since">Only what was written, or opened, since then.</param>
public sealed record SearchQuery(
    string Text, bool? Open = null, int? PriorityId = null, TicketChannel? Channel = null, long? AssigneeId = null, long? TeamId = null, DateTimeOffset? Since = null)
{
    /// <summary>What follows is not looked at.</summary>
    public const int MaxLength = 200, MaxWords = 12;

    /// <summary>The words, folded, without repeats.</summary>
    public IReadOnlyList<string> Words { get; } =
        [.. SearchWord.Of(Text.Length > MaxLength ? Text[..MaxLength] : Text).Select(word => word.Folded).Distinct().Take(MaxWords)];

    /// <summary>True where the last word may go on. A single letter is a word: as a beginning it would be half of all there are.</summary>
    public bool IsTyping => Text.Length is > 0 and <= MaxLength && char.IsLetterOrDigit(Text[^1]) && Words is [.., { Length: > 1 }];

    /// <summary>The number of a ticket, where the text is one (<c>42</c>, <c>#42</c>).</summary>
    public long? Number { get; } = long.TryParse(Text.Trim().TrimStart('#'), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool Matches(SearchWord word)
    {
        for (var i = 0; i < Words.Count; i++) if (IsAsked(word.Folded, i)) return true;
        return false;
    }

    /// <summary>True where a folded word is the one at a place, or begins with the one that is being typed.</summary>
    public bool IsAsked(ReadOnlySpan<char> folded, int place) =>
        folded.StartsWith(Words[place], StringComparison.Ordinal) && (folded.Length == Words[place].Length || (IsTyping && place == Words.Count - 1));

    /// <summary>True where each of some words, by their places, is found in one of the texts.</summary>
    public bool IsCoveredBy(IEnumerable<string> texts, IEnumerable<int> places)
    {
        var found = texts.SelectMany(SearchWord.Of).Select(word => word.Folded).ToHashSet(StringComparer.Ordinal);
        return places.All(place => found.Any(word => IsAsked(word, place)));
    }
}
