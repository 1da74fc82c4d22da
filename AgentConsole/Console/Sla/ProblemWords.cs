using AgentConsole.Common;
using AgentConsole.Resources;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Console.Sla;

/// <summary>The sentence of a refusal about policies, calendars, rules or conditions, in whichever resource it stands.</summary>
public sealed class ProblemWords(
    IStringLocalizer<AdminWords> admin, IStringLocalizer<SlaWords> sla, IStringLocalizer<ConditionWords> conditions, IStringLocalizer<Shared> shared)
{
    public string Of(Refusal refusal)
    {
        foreach (var words in new IStringLocalizer[] { admin, sla, conditions })
        {
            if (words[$"Refusal.{refusal.Code}", refusal.Arguments] is { ResourceNotFound: false } known) return known;
        }

        return shared[$"Refusal.{refusal.Code}", refusal.Arguments];
    }
}
