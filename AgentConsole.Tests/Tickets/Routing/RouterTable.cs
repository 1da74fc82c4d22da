using AgentConsole.People;
using AgentConsole.Tickets.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets.Routing;

/// <summary>Who gets a ticket, as values.</summary>
public sealed class RouterTable
{
    private const long Billing = 1, Arabic = 2;
    private static readonly RoutingNeed Nothing = new([]);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public void Round_robin_goes_on_from_the_last_one_and_around(long last, long next) =>
        Assert.Equal([next], Router.Decide(RoutingWay.RoundRobin, Nothing, [One(1, load: 5), One(2), One(3)], last).AgentIds);

    [Fact]
    public void The_least_busy_gets_it_and_of_equals_the_one_whose_turn_it_is()
    {
        Assert.Equal([2L], Router.Decide(RoutingWay.LeastBusy, Nothing, [One(1, load: 2), One(2, load: 1), One(3, load: 3)]).AgentIds);
        Assert.Equal([3L], Router.Decide(RoutingWay.LeastBusy, Nothing, [One(1), One(2), One(3)], last: 2).AgentIds);
    }

    [Fact]
    public void Whoever_is_away_full_or_lacks_a_skill_gets_nothing_and_the_reason_counts_them()
    {
        var choice = Router.Decide(
            RoutingWay.LeastBusy, new RoutingNeed([Arabic]),
            [One(1, present: false, skills: [Arabic]), One(2, skills: [Billing]), One(3, load: 4, capacity: 4, skills: [Arabic]), One(4, present: false)]);

        Assert.Empty(choice.AgentIds);
        Assert.Equal(new RoutingLack(4, Absent: 2, Unskilled: 1, Full: 1), choice.Because.Lack);
    }

    [Fact]
    public void Urgent_work_goes_to_seniors_while_one_of_them_can_take_it()
    {
        var urgent = new RoutingNeed([], SeniorsFirst: true);

        Assert.Equal([2L], Router.Decide(RoutingWay.LeastBusy, urgent, [One(1), One(2, load: 9, seniority: Seniority.Senior)]).AgentIds);
        Assert.Equal([1L], Router.Decide(RoutingWay.LeastBusy, urgent, [One(1), One(2, load: 9, capacity: 9, seniority: Seniority.Senior)]).AgentIds);
    }

    [Fact]
    public void All_who_can_are_asked_at_once_and_who_let_it_go_is_not()
    {
        Assert.Equal([1L, 3L], Router.Decide(RoutingWay.RingAll, Nothing, [One(1), One(2, present: false), One(3)]).AgentIds);
        Assert.Equal([3L], Router.Decide(RoutingWay.RoundRobin, Nothing, [One(2), One(3)], last: 0, except: 2).AgentIds);
    }

    [Fact]
    public void Nobody_below_the_seniority_asked_for_is_chosen() =>
        Assert.Equal([2L], Router.Decide(RoutingWay.LeastBusy, Nothing with { AtLeast = Seniority.Senior }, [One(1), One(2, load: 3, seniority: Seniority.Senior)]).AgentIds);

    [Fact]
    public void Who_asks_for_the_next_gets_urgent_work_only_where_no_senior_is_free()
    {
        var urgent = new RoutingNeed([], SeniorsFirst: true);
        var (me, senior) = (One(1), One(2, seniority: Seniority.Senior));

        Assert.False(Router.MayHave(me, urgent, [me, senior]));
        Assert.True(Router.MayHave(me, urgent, [me, senior with { IsPresent = false }]));
        Assert.True(Router.MayHave(senior, urgent, [me, senior]));
        Assert.False(Router.MayHave(me, new RoutingNeed([Arabic]), []));
        // Who asks is there, whatever is known of their screens.
        Assert.True(Router.MayHave(me with { IsPresent = false }, Nothing, []));
    }

    /// <summary>Over random teams: whoever is chosen can take it, somebody is chosen where anybody can, and nobody is passed over for a busier one.</summary>
    [Fact]
    public void Whoever_is_chosen_can_take_it_and_somebody_is_where_anybody_can()
    {
        var person = from id in Gen.Choose(1, 9)
                     from load in Gen.Choose(0, 4)
                     from capacity in Gen.Choose(0, 4)
                     from present in Gen.Elements(true, false)
                     from seniority in Gen.Elements(Enum.GetValues<Seniority>())
                     from skill in Gen.Elements<long[]>([], [Arabic], [Arabic, Billing])
                     select One(id, load, capacity, present, seniority, skill);
        var cases = from team in person.ListOf(6)
                    from way in Gen.Elements(RoutingWay.RoundRobin, RoutingWay.LeastBusy, RoutingWay.RingAll)
                    from need in Gen.Elements(new RoutingNeed([]), new RoutingNeed([Arabic]), new RoutingNeed([], SeniorsFirst: true), new RoutingNeed([Billing], AtLeast: Seniority.Agent))
                    from last in Gen.Choose(0, 9)
                    select (Team: team.DistinctBy(one => one.AgentId).ToList(), Way: way, Need: need, Last: last);
        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var able = given.Team.Where(one => one.IsPresent && one.HasRoom && one.Can(given.Need.Skills) && one.Ability.Seniority >= given.Need.AtLeast).ToList();
            if (given.Need.SeniorsFirst && able.Exists(one => one.Ability.Seniority == Seniority.Senior)) able.RemoveAll(one => one.Ability.Seniority != Seniority.Senior);
            var choice = Router.Decide(given.Way, given.Need, given.Team, given.Last);

            Assert.All(choice.AgentIds, id => Assert.Contains(able, one => one.AgentId == id));
            Assert.Equal(able.Count > 0, choice.AgentIds.Count > 0);
            Assert.Equal(able.Count == 0, choice.Because.Lack is not null);
            if (given.Way == RoutingWay.RingAll) Assert.Equal(able.Count, choice.AgentIds.Count);
            if (given.Way == RoutingWay.LeastBusy && able.Count > 0) Assert.Equal(able.Min(one => one.Load), choice.Because.Load);
        }).QuickCheckThrowOnFailure();
    }

    private static Candidate One(long id, int load = 0, int capacity = 0, bool present = true, Seniority seniority = Seniority.Agent, params long[] skills) =>
        new(id, new AgentAbility(seniority, capacity, skills), load, present);
}
