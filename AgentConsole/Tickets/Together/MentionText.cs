using AgentConsole.People;
using AgentConsole.Tickets.Notices;

namespace AgentConsole.Tickets.Together;

/// <summary>Finds who is named in a text: an '@' at its beginning or after what is no letter, and right after it a name, whole.</summary>
public static class MentionText
{
    /// <summary>Each once, in the order of the text; where one name begins another the longer one is meant.</summary>
    public static IReadOnlyList<Mention> Find(string text, IEnumerable<AgentInfo> agents, IEnumerable<Team> teams)
    {
        if (!text.Contains('@', StringComparison.Ordinal)) return [];
        Mention[] known =
        [
            .. agents.Select(agent => new Mention(AudienceKind.Agent, agent.Id, agent.Name)).Concat(teams.Select(team => new Mention(AudienceKind.Team, team.Id, team.Name)))
                .Where(one => one.Name.Length > 0).OrderByDescending(one => one.Name.Length),
        ];
        var found = new List<Mention>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0 && found.Count < Mention.MaxOfNote; at = text.IndexOf('@', at + 1))
        {
            if (at > 0 && char.IsLetterOrDigit(text[at - 1])) continue;
            if (Array.Find(known, one => IsAt(text, at + 1, one.Name)) is { } named && !found.Contains(named)) found.Add(named);
        }

        return found;
    }

    private static bool IsAt(string text, int place, string name) =>
        string.Compare(text, place, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (place + name.Length >= text.Length || !char.IsLetterOrDigit(text[place + name.Length]));
}
