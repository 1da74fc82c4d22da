using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Inbox;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets.Conditions;

/// <summary>What the inbox keeps of a ticket never says no to one that fits.</summary>
public sealed class ListedPartTests
{
    [Fact]
    public void Whatever_fits_may_fit_and_where_nothing_more_is_asked_the_other_way_round() =>
        Prop.ForAll(SomeConditions.Any.ToArbitrary(), SomeConditions.TicketOf(1).ToArbitrary(), (condition, made) =>
        {
            var compiled = CompiledCondition.Of(condition);
            var fits = compiled.Fits(new ConditionFacts(made.Ticket, made.Customer, SomeConditions.Now));
            var may = compiled.MayFit(new ConditionFacts(SomeConditions.Now).Of(Listed(made.Ticket)));
            Assert.True(may || !fits);
            if (compiled.IsOfListed) Assert.Equal(fits, may);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    [Fact]
    public void A_test_that_can_be_answered_says_no_on_either_side_of_a_negation()
    {
        var urgent = new FieldTest(ConditionField.Priority, ConditionOperator.AnyOf, ["4"]);
        var tagged = new FieldTest(ConditionField.Tags, ConditionOperator.AnyOf, ["1"]);
        Assert.False(May(new AllOf([tagged, urgent])));
        Assert.True(May(new AllOf([tagged, new NotThat(urgent)])));
        Assert.True(May(new AnyOf([tagged, urgent])));
        Assert.True(May(new NotThat(new AllOf([tagged, urgent]))));
        Assert.False(May(new NotThat(new AnyOf([tagged, new NotThat(urgent)]))));

        static bool May(Condition condition) => CompiledCondition.Of(condition).MayFit(new ConditionFacts(SomeConditions.Now).Of(Listed(new Ticket { Id = 1, Subject = "", CustomerId = 1 })));
    }

    private static TicketFacts Listed(Ticket t) => new(
        t.Id, Milliseconds(t.DueAt), Milliseconds(t.WaitingSince), 0, (int)(t.AssigneeId ?? 0), (int)(t.TeamId ?? 0), t.PriorityId, 0, t.Status, t.SlaState, t.Channel, t.IsSnoozed);

    private static long Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds() ?? TicketFacts.Never;
}
