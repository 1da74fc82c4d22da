namespace AgentConsole.Console.Ticket.Talk;

/// <summary>Which messages show their first lines only until somebody asks for the rest.</summary>
internal static class LongText
{
    /// <summary>A line holds about so many letters; so many lines are shown of a long text, and a few more are not worth a button.</summary>
    private const int Wide = 90, Most = 14;

    public static bool IsLong(string text)
    {
        var lines = 0;
        foreach (var line in text.AsSpan().EnumerateLines()) lines += 1 + (line.Length / Wide);
        return lines > Most;
    }
}
