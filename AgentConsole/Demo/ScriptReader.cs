using AgentConsole.Tickets;

namespace AgentConsole.Demo;

/// <summary>Reads the conversations beside the code; what their lines mean stands at the head of <c>Conversations/en.txt</c>.</summary>
internal static class ScriptReader
{
    /// <summary>All conversations of a file: <c>en</c>, <c>sl</c>, <c>ar</c>, <c>spam</c>, and <c>live</c> for what is written while it runs.</summary>
    public static IReadOnlyList<Script> Load(string name)
    {
        var resource = $"{typeof(ScriptReader).Namespace}.Conversations.{name}.txt";
        using var stream = typeof(ScriptReader).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"There is no {resource}.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd(), name == "spam" ? "en" : name);
    }

    /// <exception cref="FormatException">A line is none of those known, or stands where it can't.</exception>
    public static IReadOnlyList<Script> Read(string text, string language)
    {
        var scripts = new List<Script>();
        var lines = new List<ScriptLine>();
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                lines = [];
                scripts.Add(new Script(language, line[2..], [], "", PriorityLevel.NormalId, [], lines));
            }
            else if (scripts.Count == 0)
            {
                throw new FormatException($"'{line}' belongs to no conversation.");
            }
            else if (line.StartsWith("@ ", StringComparison.Ordinal))
            {
                scripts[^1] = Header(scripts[^1], line[2..].Split('|', StringSplitOptions.TrimEntries));
            }
            else
            {
                lines.Add(Spoken(line));
            }
        }

        return scripts;
    }

    private static Script Header(Script script, string[] parts) => parts is [var channels, var team, var priority, var tags]
        ? script with
        {
            Channels = [.. channels.Split(' ').Select(channel => Enum.Parse<TicketChannel>(channel, ignoreCase: true))],
            Team = team,
            PriorityId = priority switch
            {
                "low" => PriorityLevel.LowId,
                "normal" => PriorityLevel.NormalId,
                "high" => PriorityLevel.HighId,
                "urgent" => PriorityLevel.UrgentId,
                _ => throw new FormatException($"'{priority}' is no priority."),
            },
            Tags = tags.Split(' '),
        }
        : throw new FormatException($"'{script.Subject}' needs channels | team | priority | tags.");

    private static ScriptLine Spoken(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0) throw new FormatException($"'{line}' does not say who speaks.");
        var text = line[(colon + 2)..];
        return line[..colon] switch
        {
            "c" => new ScriptLine(Voice.Customer, text, null),
            "a" => new ScriptLine(Voice.Agent, text, null),
            "a/hold" => new ScriptLine(Voice.Agent, text, TicketStatus.OnHold),
            "a/resolved" => new ScriptLine(Voice.Agent, text, TicketStatus.Resolved),
            "b" => new ScriptLine(Voice.Bot, text, null),
            "n" => new ScriptLine(Voice.Note, text, null),
            var who => throw new FormatException($"'{who}' is nobody who speaks."),
        };
    }
}
