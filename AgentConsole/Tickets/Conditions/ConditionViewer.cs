using System.Globalization;

namespace AgentConsole.Tickets.Conditions;

/// <summary>Puts whoever looks into a condition that says 'me' or 'my teams'. Two people with the same outcome look at the same tickets.</summary>
public static class ConditionViewer
{
    public static Condition For(this Condition condition, long agentId, IReadOnlyList<long> teamIds) => condition switch
    {
        AllOf all => new AllOf([.. all.Of.Select(part => part.For(agentId, teamIds))]),
        AnyOf any => new AnyOf([.. any.Of.Select(part => part.For(agentId, teamIds))]),
        NotThat not => new NotThat(not.Of.For(agentId, teamIds)),
        FieldTest { Field: ConditionField.Assignee } test when test.Values.Contains(FieldTest.Me) => With(test, FieldTest.Me, [agentId]),
        FieldTest { Field: ConditionField.Team } test when test.Values.Contains(FieldTest.MyTeams) => With(test, FieldTest.MyTeams, teamIds),
        _ => condition,
    };

    private static Condition With(FieldTest test, string word, IEnumerable<long> ids)
    {
        string[] values = [.. test.Values.Where(value => value != word).Concat(ids.Order().Select(id => id.ToString(CultureInfo.InvariantCulture))).Distinct()];
        if (values.Length > 0) return test with { Values = values };
        // Somebody without a team: nothing is their teams', and everything is not.
        return test.Operator == ConditionOperator.NoneOf ? new AllOf([]) : new AnyOf([]);
    }
}
