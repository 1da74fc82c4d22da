using System.Text.Json;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Routing;

namespace AgentConsole.Tests.Tickets.Conditions;

/// <summary>A filter that nobody can read is refused wherever one can be saved.</summary>
public sealed class DeepConditions
{
    private const int Deep = 50;

    private static readonly Condition Test = new FieldTest(ConditionField.Subject, ConditionOperator.Contains, ["x"]);

    public static TheoryData<Condition> Nested => [Nest(part => new AllOf([part])), Nest(part => new AnyOf([part, part])), Nest(part => new NotThat(part))];

    [Theory]
    [MemberData(nameof(Nested))]
    public void A_filter_nested_fifty_deep_is_refused_for_rules_skills_and_policies(Condition deep)
    {
        ArgumentNullException.ThrowIfNull(deep);
        string[] codes = ["condition.too_deep", "condition.too_many_tests"];
        Assert.Contains(PriorityRuleBook.Problems([new PriorityRule(1, "Deep", deep, PriorityLevel.HighId)], _ => true)[0].What.Code, codes);
        Assert.Contains((RoutingRules.Usual with { Skills = [new Skill(1, "Deep", deep)] }).Problem()!.Code, codes);
        var policy = new SlaPolicy { Id = 2, Name = "Deep", CalendarId = 1, When = deep, Promises = new Dictionary<int, IReadOnlyList<SlaPromise>>() };
        Assert.Contains(policy.Validate(), problem => codes.Any(code => problem.ToString().Contains(code, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_stored_or_sent_too_deep_to_be_read_is_an_error_and_no_overflow()
    {
        var json = string.Concat(Enumerable.Repeat("""{"kind":"not","of":""", 100_000)) + """{"kind":"all","of":[]}""" + new string('}', 100_000);
        Assert.ThrowsAny<JsonException>(() => ConditionJson.Read<Condition>(json));
    }

    private static Condition Nest(Func<Condition, Condition> around)
    {
        var deep = Test;
        // Twice the same part would be two to the fiftieth tests: it is doubled where that is enough.
        for (var i = 0; i < Deep; i++) deep = i < 7 ? around(deep) : new AllOf([deep]);
        return deep;
    }
}
