using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tests.Tickets.Conditions;

public sealed class ConditionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Customer Maja = new() { Id = 5, Name = "Maja", Tier = CustomerTier.Gold, IsVip = true, Company = "Čebela d.o.o.", Language = "ar-EG" };

    private static readonly Ticket Outage = new()
    {
        Id = 1,
        Subject = "Total OUTAGE: čakam že dve uri",
        CustomerId = 5,
        PriorityId = 3,
        Channel = TicketChannel.Email,
        Status = TicketStatus.Open,
        TeamId = 7,
        TagIds = [2, 4],
        Declared = "Billing",
        CreatedAt = Noon.AddHours(-3),
        WaitingSince = Noon.AddHours(-2),
    };

    /// <summary>field, operator, values, whole words → whether it fits.</summary>
    public static TheoryData<ConditionField, ConditionOperator, string, bool, bool> Cases => new()
    {
        { ConditionField.Priority, ConditionOperator.AnyOf, "3|4", false, true },
        { ConditionField.Priority, ConditionOperator.NoneOf, "3|4", false, false },
        { ConditionField.Team, ConditionOperator.AnyOf, "7", false, true },
        { ConditionField.Team, ConditionOperator.AnyOf, "0", false, false },
        { ConditionField.Assignee, ConditionOperator.AnyOf, "0", false, true },
        { ConditionField.Site, ConditionOperator.NoneOf, "0", false, false },
        { ConditionField.Status, ConditionOperator.AnyOf, "New|Open", false, true },
        { ConditionField.Channel, ConditionOperator.NoneOf, "Chat|Phone", false, true },
        { ConditionField.Tags, ConditionOperator.AnyOf, "4|9", false, true },
        { ConditionField.Tags, ConditionOperator.AllOf, "4|9", false, false },
        { ConditionField.Tags, ConditionOperator.AllOf, "4|2", false, true },
        { ConditionField.Tags, ConditionOperator.NoneOf, "9", false, true },
        { ConditionField.Tier, ConditionOperator.AnyOf, "Gold|Platinum", false, true },
        { ConditionField.Vip, ConditionOperator.AnyOf, "true", false, true },
        { ConditionField.Vip, ConditionOperator.AnyOf, "false", false, false },
        { ConditionField.Company, ConditionOperator.AnyOf, "CEBELA d.o.o.", false, true },
        { ConditionField.Company, ConditionOperator.AnyOf, "Cebela", false, false },
        { ConditionField.Company, ConditionOperator.Contains, "cebela", false, true },
        { ConditionField.Language, ConditionOperator.AnyOf, "ar", false, true },
        { ConditionField.Language, ConditionOperator.AnyOf, "a", false, false },
        { ConditionField.Language, ConditionOperator.NoneOf, "ar-SA", false, true },
        { ConditionField.Declared, ConditionOperator.AnyOf, "billing", false, true },
        { ConditionField.Subject, ConditionOperator.Contains, "outage", true, true },
        { ConditionField.Subject, ConditionOperator.Contains, "out", true, false },
        { ConditionField.Subject, ConditionOperator.Contains, "out", false, true },
        { ConditionField.Subject, ConditionOperator.Contains, "cakam ze", true, true },
        { ConditionField.Subject, ConditionOperator.ContainsAll, "outage|uri", true, true },
        { ConditionField.Subject, ConditionOperator.ContainsAll, "outage|refund", true, false },
        { ConditionField.Subject, ConditionOperator.ContainsNone, "refund", true, true },
        { ConditionField.Text, ConditionOperator.Contains, "متجر", false, true },
        { ConditionField.Text, ConditionOperator.Contains, "أحمد", true, true },
        { ConditionField.Created, ConditionOperator.After, "2026-03-02T09:00:00Z", false, true },
        { ConditionField.Created, ConditionOperator.Before, "2026-03-02T10:00:00+01:00", false, false },
        { ConditionField.Waiting, ConditionOperator.LongerThan, "02:00:00", false, true },
        { ConditionField.Waiting, ConditionOperator.LongerThan, "02:00:01", false, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_test_fits_what_it_says(ConditionField field, ConditionOperator asked, string values, bool wholeWords, bool fits)
    {
        var test = new FieldTest(field, asked, values.Split('|'), wholeWords);
        var use = ConditionFields.IsOpenTo(field, ConditionUse.View) ? ConditionUse.View : ConditionUse.PriorityRule;

        Assert.Empty(ConditionRules.Problems(test, use));
        Assert.Equal(fits, Fits(test));
        Assert.Equal(!fits, Fits(new NotThat(test)));
        Assert.Equal(fits, Fits(ConditionJson.Read<Condition>(ConditionJson.Write<Condition>(test))));
    }

    [Fact]
    public void All_any_and_not_are_those_of_logic_and_empty_ones_too()
    {
        Condition yes = new FieldTest(ConditionField.Vip, ConditionOperator.AnyOf, ["true"]), no = new NotThat(yes);

        Assert.True(Fits(new AllOf([yes, new AnyOf([no, yes])])));
        Assert.False(Fits(new AllOf([yes, no])));
        Assert.True(Fits(new AllOf([])));
        Assert.False(Fits(new AnyOf([])));
    }

    [Fact]
    public void Of_a_customer_who_was_not_read_nothing_is_known()
    {
        var facts = new ConditionFacts(Outage, null, Noon);

        Assert.False(CompiledCondition.Of(new FieldTest(ConditionField.Tier, ConditionOperator.NoneOf, ["Gold"])).Fits(facts));
        Assert.False(CompiledCondition.Of(new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, ["Standard"])).Fits(facts));
        Assert.True(CompiledCondition.Of(new AllOf([new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, ["Gold"])])).ReadsCustomer);
        Assert.False(CompiledCondition.Of(new FieldTest(ConditionField.Team, ConditionOperator.AnyOf, ["1"])).ReadsCustomer);
    }

    [Fact]
    public void The_findings_are_the_tests_that_held_with_the_values_that_were_there()
    {
        var condition = CompiledCondition.Of(new AllOf([
            new AnyOf([
                new FieldTest(ConditionField.Tags, ConditionOperator.AnyOf, ["99"]),
                new FieldTest(ConditionField.Subject, ConditionOperator.Contains, ["refund", "outage"], WholeWords: true)]),
            new NotThat(new FieldTest(ConditionField.Team, ConditionOperator.AnyOf, ["1"]))]));

        var finding = Assert.Single(condition.Findings(new ConditionFacts(Outage, Maja, Noon)));

        Assert.Equal((ConditionField.Subject, ConditionOperator.Contains, "outage"), (finding.Field, finding.Operator, Assert.Single(finding.Values)));
    }

    [Theory]
    [InlineData(ConditionField.Status, ConditionOperator.AnyOf, "1", "condition.value_unreadable")]
    [InlineData(ConditionField.Status, ConditionOperator.AnyOf, "Nowhere", "condition.value_unreadable")]
    [InlineData(ConditionField.Team, ConditionOperator.AnyOf, "-1", "condition.value_unreadable")]
    [InlineData(ConditionField.Team, ConditionOperator.Contains, "1", "condition.operator_unknown")]
    [InlineData(ConditionField.Subject, ConditionOperator.Contains, " \u064b ", "condition.value_unreadable")]
    [InlineData(ConditionField.Waiting, ConditionOperator.LongerThan, "00:00:00", "condition.value_unreadable")]
    [InlineData(ConditionField.Created, ConditionOperator.After, "yesterday", "condition.value_unreadable")]
    [InlineData(ConditionField.Vip, ConditionOperator.AnyOf, "yes", "condition.value_unreadable")]
    [InlineData(ConditionField.Text, ConditionOperator.Contains, "x", "condition.field_not_here")]
    public void What_cannot_be_asked_is_told(ConditionField field, ConditionOperator asked, string value, string code) =>
        Assert.Contains(code, ConditionRules.Problems(new FieldTest(field, asked, [value]), ConditionUse.View).Select(problem => problem.What.Code));

    [Fact]
    public void Every_problem_is_told_with_its_place()
    {
        Condition deep = new FieldTest(ConditionField.Vip, ConditionOperator.AnyOf, ["true"]);
        for (var i = 0; i < ConditionRules.MaxDepth; i++) deep = new NotThat(deep);
        var condition = new AllOf([new AnyOf([]), new FieldTest(ConditionField.Tags, ConditionOperator.AnyOf, ["1", "x"]), deep]);

        var problems = ConditionRules.Problems(condition, ConditionUse.Policy);

        Assert.Equal(
            [("when.all[0]", "condition.never"), ("when.all[1].values[1]", "condition.value_unreadable"), ("when.all[2]" + string.Concat(Enumerable.Repeat(".not", ConditionRules.MaxDepth - 1)), "condition.too_deep")],
            problems.Select(problem => (problem.Where, problem.What.Code)));
        Assert.Equal("condition.too_many_tests", Assert.Single(ConditionRules.Problems(new AllOf([.. Enumerable.Repeat(condition.Of[1], 101)]), ConditionUse.Policy)).What.Code);
    }

    [Fact]
    public void A_policy_reads_nothing_that_changes_by_itself_and_a_priority_rule_not_what_it_decides()
    {
        Assert.False(ConditionFields.IsOpenTo(ConditionField.Waiting, ConditionUse.Policy));
        Assert.False(ConditionFields.IsOpenTo(ConditionField.Text, ConditionUse.Policy));
        Assert.False(ConditionFields.IsOpenTo(ConditionField.Priority, ConditionUse.PriorityRule));
        Assert.True(ConditionFields.IsOpenTo(ConditionField.Declared, ConditionUse.PriorityRule));
    }

    private static bool Fits(Condition condition) =>
        CompiledCondition.Of(condition).Fits(new ConditionFacts(Outage, Maja, Noon, "مَتْجَرُكُم مغلق يا احمد"));
}
