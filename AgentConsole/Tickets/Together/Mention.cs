using AgentConsole.Tickets.Notices;

namespace AgentConsole.Tickets.Together;

/// <summary>Somebody whom a note names, by '@' and the name they had then.</summary>
/// <param name="Kind"><see cref="AudienceKind.Agent"/> or <see cref="AudienceKind.Team"/>.</param>
public sealed record Mention(AudienceKind Kind, long Id, string Name)
{
    /// <summary>The most that one note may name.</summary>
    public const int MaxOfNote = 20;

    public Audience Audience => new(Kind, Id);
}
