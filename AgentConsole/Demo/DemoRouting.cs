using AgentConsole.People;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Routing;

namespace AgentConsole.Demo;

/// <summary>How work comes to people at the demonstration's company: by hand, with two languages that not everybody speaks, and whom to bring in.</summary>
internal static class DemoRouting
{
    /// <param name="teams">By name.</param>
    public static RoutingRules Rules(IReadOnlyDictionary<string, long> teams) => RoutingRules.Usual with
    {
        Skills = [Speaks("Arabic", "ar"), Speaks("Slovene", "sl")],
        Teams =
        [
            TeamRouting.Manual(teams["Orders"]) with { Path = new EscalationPath(null, null, Seniority.Senior, "What I tried, and what I need: ") },
            TeamRouting.Manual(teams["Billing"]) with { Path = new EscalationPath(teams["Orders"], null, Seniority.Senior, "Amount, order and what was promised: ") },
            TeamRouting.Manual(teams["Technical"]) with { Path = new EscalationPath(null, null, Seniority.Senior, "Steps to see it, and since when: ") },
        ],
    };

    private static Skill Speaks(string name, string language) => new(0, name, new FieldTest(ConditionField.Language, ConditionOperator.AnyOf, [language]));
}
