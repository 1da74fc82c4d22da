using AgentConsole.Rules;
using AgentConsole.Tests.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tests.Rules;

public sealed class PriorityRuleBookTests
{
    private static readonly FieldTest Refund = new(ConditionField.Subject, ConditionOperator.Contains, ["parcel"]);

    private static readonly ConditionFacts Facts = new(Some.Ticket(Some.At("2026-03-02T09:00")), null, Some.At("2026-03-02T09:00"));

    [Fact]
    public void A_rule_that_is_off_or_whose_level_is_gone_is_passed_over()
    {
        var book = new PriorityRuleBook(1, [
            new PriorityRule(1, "Off", Refund, PriorityLevel.UrgentId, IsActive: false), new PriorityRule(2, "Gone", Refund, 77), new PriorityRule(3, "On", Refund, PriorityLevel.LowId)]);

        Assert.Equal(3, book.Decide(Facts, id => id != 77)?.RuleId);
        Assert.Null(new PriorityRuleBook(1, [new PriorityRule(1, "Off", Refund, 1, IsActive: false)]).Decide(Facts, _ => true));
    }

    [Fact]
    public void Every_problem_of_every_rule_is_told_with_its_place() => Assert.Equal(
        [("rules[0].name", "rule.name"), ("rules[1].priority", "priority.unknown"), ("rules[1].when", "rule.no_condition"), ("rules[2].when", "condition.field_not_here")],
        PriorityRuleBook.Problems(
            [
                new PriorityRule(0, " ", Refund, PriorityLevel.LowId), new PriorityRule(0, "b", new AllOf([]), 77),
                new PriorityRule(0, "c", new FieldTest(ConditionField.Priority, ConditionOperator.AnyOf, ["1"]), PriorityLevel.LowId),
            ],
            id => id != 77).Select(problem => (problem.Where, problem.What.Code)));
}
