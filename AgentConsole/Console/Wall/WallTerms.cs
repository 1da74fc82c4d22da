using AgentConsole.Common;
using AgentConsole.Console.Controls;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Tickets;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Wall;

/// <summary>The wall's words, and the field's terms on it.</summary>
public sealed class WallTerms(IStringLocalizer<Shared> shared, IStringLocalizer<WallWords> words)
{
    public string this[string key] => words[key];

    public string this[string key, params object[] arguments] => words[key, arguments];

    public string Of(Presence presence) => shared.Of(presence);

    public string Of(LiveState state) => shared.Of(state);

    public string Of(SlaState state) => shared.Of(state);

    public string Of(SlaTarget target) => shared.Of(target);

    public string Of(PriorityLevel level) => shared.Of(level);

    public string Of(Refusal refusal) =>
        words[$"Refusal.{refusal.Code}", refusal.Arguments] is { ResourceNotFound: false } known ? known : shared.Of(refusal);
}
