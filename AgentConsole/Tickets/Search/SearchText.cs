using AgentConsole.Tickets.Files;

namespace AgentConsole.Tickets.Search;

/// <summary>What a message is found by.</summary>
internal static class SearchText
{
    /// <summary>Its words, and after them the names of what it came with.</summary>
    public static string Of(string text, IReadOnlyList<MessageFile>? files) =>
        files is { Count: > 0 } ? string.Join('\n', files.Select(file => file.Name).Prepend(text).Where(part => part.Length > 0)) : text;
}
