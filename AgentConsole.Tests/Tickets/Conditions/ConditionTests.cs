using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Fields;

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
        LastMessageAt = Noon.AddMinutes(-30),
        LastCustomerSeq = 9,
        Fields = FieldValues.None.With(1, "Čoln A-17").With(2, "12.5").With(3, "true").With(4, "2").With(5, "2026-03-05"),
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
        { ConditionField.Created, ConditionOperator.Within, "03:00:00", false, true },
        { ConditionField.Created, ConditionOperator.Within, "02:59:59", false, false },
        { ConditionField.LastMessage, ConditionOperator.LongerThan, "00:30:00", false, true },
        { ConditionField.Due, ConditionOperator.Within, "10.00:00:00", false, false },
        { ConditionField.SlaState, ConditionOperator.AnyOf, "None|Breached", false, true },
        { ConditionField.Unread, ConditionOperator.AnyOf, "true", false, true },
        { ConditionField.Replied, ConditionOperator.AnyOf, "true", false, false },
        { ConditionField.Tags, ConditionOperator.AllOf, "4|4|2", false, true },
        { ConditionField.Waiting, ConditionOperator.LongerThan, "02:00:00", false, true },
        { ConditionField.Waiting, ConditionOperator.LongerThan, "02:00:01", false, false },
    };

    /// <summary>Fields of the company's own: field, its id, operator, values → whether it fits.</summary>
    public static TheoryData<ConditionField, long, ConditionOperator, string, bool> OwnCases => new()
    {
        { ConditionField.CustomText, 1, ConditionOperator.AnyOf, "coln a-17", true },
        { ConditionField.CustomText, 1, ConditionOperator.Contains, "a-17", true },
        { ConditionField.CustomText, 9, ConditionOperator.AnyOf, "x", false },
        { ConditionField.CustomText, 9, ConditionOperator.NoneOf, "x", true },
        { ConditionField.CustomNumber, 2, ConditionOperator.AtLeast, "12.5", true },
        { ConditionField.CustomNumber, 2, ConditionOperator.AtMost, "12.4999", false },
        { ConditionField.CustomNumber, 9, ConditionOperator.AtMost, "5", false },
        { ConditionField.CustomNumber, 2, ConditionOperator.AnyOf, "1|12.50", true },
        { ConditionField.CustomFlag, 3, ConditionOperator.AnyOf, "true", true },
        { ConditionField.CustomFlag, 9, ConditionOperator.AnyOf, "false", true },
        { ConditionField.CustomChoice, 4, ConditionOperator.AnyOf, "1|2", true },
        { ConditionField.CustomChoice, 9, ConditionOperator.AnyOf, "0", true },
        { ConditionField.CustomDate, 5, ConditionOperator.After, "2026-03-05", true },
        { ConditionField.CustomDate, 5, ConditionOperator.Before, "2026-03-05", false },
        { ConditionField.CustomDate, 5, ConditionOperator.Within, "2.12:00:00", true },
        { ConditionField.CustomDate, 5, ConditionOperator.Within, "2.11:59:59", false },
        { ConditionField.CustomDate, 9, ConditionOperator.Within, "2.00:00:00", false },
    };

    [Theory]
    [MemberData(nameof(OwnCases))]
    public void A_test_of_a_field_of_the_companys_own_fits_what_it_says(ConditionField field, long id, ConditionOperator asked, string values, bool fits)
    {
        var test = new FieldTest(field, asked, values.Split('|'), FieldId: id);

        Assert.Empty(ConditionRules.Problems(test, ConditionUse.View));
        Assert.Equal(fits, Fits(test));
        Assert.Equal(fits, Fits(ConditionJson.Read<Condition>(ConditionJson.Write<Condition>(test))));
        Assert.Equal("condition.field_not_here", Assert.Single(ConditionRules.Problems(test with { FieldId = null }, ConditionUse.View)).What.Code);
    }

    [Fact]
    public void Whoever_looks_is_put_in_and_somebody_without_a_team_has_none_of_its_tickets()
    {
        Condition mine = new AllOf([new FieldTest(ConditionField.Assignee, ConditionOperator.AnyOf, [FieldTest.Me, "0"]), new NotThat(new FieldTest(ConditionField.Team, ConditionOperator.AnyOf, [FieldTest.MyTeams]))]);

        Assert.Empty(ConditionRules.Problems(mine, ConditionUse.View));
        Assert.Contains("condition.value_unreadable", ConditionRules.Problems(mine, ConditionUse.Policy).Select(problem => problem.What.Code));
        Assert.Equal(
            ConditionJson.Write(mine.For(5, [3, 2])),
            ConditionJson.Write<Condition>(new AllOf([new FieldTest(ConditionField.Assignee, ConditionOperator.AnyOf, ["0", "5"]), new NotThat(new FieldTest(ConditionField.Team, ConditionOperator.AnyOf, ["2", "3"]))])));
        Assert.False(Fits(mine.For(5, [7])));
        Assert.True(Fits(mine.For(5, [])));
        Assert.True(Fits(new FieldTest(ConditionField.Team, ConditionOperator.NoneOf, [FieldTest.MyTeams]).For(5, [])));
    }

    [Fact]
    public void A_filter_nested_fifty_deep_or_of_ten_thousand_tags_or_with_a_huge_value_is_told_what_is_wrong()
    {
        Condition deep = new FieldTest(ConditionField.Vip, ConditionOperator.AnyOf, ["true"]);
        for (var i = 0; i < 50; i++) deep = i % 2 == 0 ? new AnyOf([deep]) : new AllOf([deep]);
        var tags = new FieldTest(ConditionField.Tags, ConditionOperator.AnyOf, [.. Enumerable.Range(1, 10_000).Select(tag => $"{tag}")]);
        var huge = new FieldTest(ConditionField.Subject, ConditionOperator.Contains, [new string('x', 1_000_000)]);

        Assert.Equal("condition.too_deep", Assert.Single(ConditionRules.Problems(deep, ConditionUse.View)).What.Code);
        Assert.Equal("condition.too_many_values", Assert.Single(ConditionRules.Problems(tags, ConditionUse.View)).What.Code);
        Assert.Equal("condition.value_too_long", Assert.Single(ConditionRules.Problems(huge, ConditionUse.View)).What.Code);
        Assert.Throws<System.Text.Json.JsonException>(() => ConditionJson.Read<Condition>(ConditionJson.Write(deep)));
    }

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
