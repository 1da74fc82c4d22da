using AgentConsole.Console.Conditions;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tests.Console.Conditions;

public sealed class ConditionDraftTests
{
    private static readonly FieldTest Words = new(ConditionField.Subject, ConditionOperator.Contains, ["outage", "down"], WholeWords: true);

    public static TheoryData<Condition> Conditions =>
    [
        new AllOf([Words, new AnyOf([new FieldTest(ConditionField.Tags, ConditionOperator.AllOf, ["1", "2"])])]),
        new AnyOf([new FieldTest(ConditionField.Waiting, ConditionOperator.LongerThan, ["01:30:00"])]),
        new NotThat(new AnyOf([new FieldTest(ConditionField.Created, ConditionOperator.Before, ["2026-03-02T00:00:00Z"])])),
        new AllOf([new NotThat(new AnyOf([Words])), new FieldTest(ConditionField.Vip, ConditionOperator.AnyOf, ["false"])]),
    ];

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_that_is_opened_and_saved_is_the_same(Condition condition) =>
        Assert.Equal(ConditionJson.Write(condition), ConditionJson.Write(DraftGroup.Of(condition).ToCondition()!));

    [Fact]
    public void A_lone_test_is_edited_as_a_group_of_one_and_nothing_as_an_empty_one()
    {
        Assert.Equal(ConditionJson.Write<Condition>(new AllOf([Words])), ConditionJson.Write(DraftGroup.Of(Words).ToCondition()!));
        Assert.Null(DraftGroup.Of(null).ToCondition());
    }

    [Fact]
    public void Another_field_begins_with_its_own_operator_and_no_values()
    {
        var test = DraftTest.Of(Words);

        test.Turn(ConditionField.Tags);

        Assert.Equal((ConditionOperator.AnyOf, 0), (test.Operator, test.ToTest().Values.Count));
    }

    [Fact]
    public void What_cannot_be_read_is_kept_for_the_check_to_say_so()
    {
        var test = DraftTest.Of(ConditionField.Waiting);
        test.Written = "soon";

        Assert.Equal("condition.value_unreadable", Assert.Single(ConditionRules.Problems(test.ToTest(), ConditionUse.View)).What.Code);
    }
}
