using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets.Inbox;

/// <summary>Whatever happens to tickets, the index says what sorting them all would say.</summary>
public sealed class InboxIndexTests
{
    private static readonly Gen<TicketFacts> AnyFacts =
        from id in Gen.Choose(1, 60)
        from due in Gen.Frequency((1, Gen.Constant(TicketFacts.Never)), (3, Gen.Choose(0, 20).Select(i => (long)i)))
        from waits in Gen.Frequency((1, Gen.Constant(TicketFacts.Never)), (1, Gen.Choose(0, 20).Select(i => (long)i)))
        from weighted in Gen.Choose(0, 20)
        from agent in Gen.Choose(0, 3)
        from team in Gen.Choose(0, 4)
        from rank in Gen.Choose(1, 4)
        from status in Gen.Elements(TicketStatus.New, TicketStatus.Open, TicketStatus.Pending, TicketStatus.OnHold, TicketStatus.Resolved, TicketStatus.Closed)
        from sla in Gen.Elements(SlaState.None, SlaState.OnTrack, SlaState.AtRisk, SlaState.Breached, SlaState.Paused)
        from channel in Gen.Elements(TicketChannel.Chat, TicketChannel.Email)
        from snoozed in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new TicketFacts(id, due, waits, weighted, agent, team, rank, rank * 10, status, sla, channel, snoozed && status <= TicketStatus.OnHold);

    [Fact]
    public void After_any_history_every_view_and_order_is_what_sorting_all_tickets_gives() =>
        Prop.ForAll(AnyFacts.ListOf(300).ToArbitrary(), AnyFacts.ListOf(40).ToArbitrary(), (changes, first) =>
        {
            var truth = first.Where(f => f.Status != TicketStatus.Closed).GroupBy(f => f.Id).ToDictionary(g => g.Key, g => g.Last());
            var index = new InboxIndex();
            index.Load(truth.Values);
            // These are kept through all changes; the others are made at the end, when they are asked for.
            foreach (var view in new[] { InboxView.MyTeams, InboxView.Mine, InboxView.AllOpen, InboxView.Breached })
                index.ScopeOf(new InboxQuery(view, InboxOrder.Newest, 1, [1, 2])).In(InboxOrder.Newest);
            foreach (var facts in changes)
            {
                if (facts.Status == TicketStatus.Closed)
                {
                    index.Set(facts.Id, null);
                    truth.Remove(facts.Id);
                }
                else
                {
                    index.Set(facts.Id, facts);
                    truth[facts.Id] = facts;
                }
            }

            foreach (var priority in new[] { 1, 2, 3, 4 })
                Assert.Equal(truth.Values.Count(f => f.IsOpen && f.PriorityId == priority), index.CountOf(ScopeKey.OpenOfPriority, priority));
            foreach (var view in Enum.GetValues<InboxView>())
            {
                foreach (var order in Enum.GetValues<InboxOrder>())
                {
                    var query = new InboxQuery(view, order, 1, [1, 2]);
                    var expected = truth.Values.Where(f => IsIn(f, query)).ToList();
                    expected.Sort((a, b) => TicketFacts.Compare(order, a, b));
                    var scope = index.ScopeOf(query);
                    Assert.Equal(expected.Count, scope.Count);
                    Assert.Equal(expected.Select(f => f.Id), scope.In(order).Window(0, 1000));
                    Assert.Equal(expected.Skip(5).Take(7).Select(f => f.Id), scope.In(order).Window(5, 7));
                    Assert.Equal(Enumerable.Range(0, expected.Count), expected.Select(f => index.PlaceOf(query, f.Id) ?? -1));
                    Assert.All(truth.Keys.Except(expected.Select(f => f.Id)), id => Assert.Null(index.PlaceOf(query, id)));
                    Assert.Equal(expected.Count, index.CountsFor(1, [1, 2]).Of(view));
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_list_keeps_its_order_through_splits_and_removals()
    {
        var index = new InboxIndex();
        var random = new System.Random(4);
        var facts = Enumerable.Range(1, 5000).Select(i => new TicketFacts(i, random.Next(1000), TicketFacts.Never, 0, 0, 1, 1, 10, TicketStatus.Open, SlaState.OnTrack, TicketChannel.Chat)).ToList();
        foreach (var one in facts) index.Set(one.Id, one);
        foreach (var one in facts.Where(f => f.Id % 3 == 0)) index.Set(one.Id, null);
        var left = facts.Where(f => f.Id % 3 != 0).OrderBy(f => f.DueAt).ThenBy(f => f.Id).Select(f => f.Id);
        Assert.Equal(left, index.ScopeOf(new InboxQuery(InboxView.AllOpen, InboxOrder.DueNext, 0, [])).In(InboxOrder.DueNext).Window(0, 10_000));
    }

    [Fact]
    public void Of_what_is_only_counted_no_list_is_kept() =>
        Assert.Throws<InvalidOperationException>(() => new InboxIndex().Scope(new ScopeKey(ScopeKey.OpenOfPriority, 1)).In(InboxOrder.Newest));

    [Fact]
    public void A_ticket_takes_48_bytes_of_the_index_and_says_what_it_was_told()
    {
        var facts = new TicketFacts(long.MaxValue, 1, 2, 3, int.MaxValue, int.MaxValue, ushort.MaxValue, int.MaxValue, TicketStatus.Spam, SlaState.Breached, TicketChannel.Api, true);
        Assert.Equal(48, System.Runtime.CompilerServices.Unsafe.SizeOf<TicketFacts>());
        Assert.Equal((ushort.MaxValue, short.MaxValue), (facts.PriorityId, facts.PriorityRank));
        Assert.All(Enum.GetValues<TicketStatus>(), status => Assert.Equal(status, new TicketFacts(1, 0, 0, 0, 0, 0, 1, 10, status, SlaState.None, TicketChannel.Chat).Status));
        Assert.Equal((SlaState.Breached, TicketChannel.Api, true), (facts.SlaState, facts.Channel, facts.IsSnoozed));
    }

    private static bool IsIn(TicketFacts facts, InboxQuery query) => query.View switch
    {
        InboxView.Resolved => facts.Status == TicketStatus.Resolved,
        InboxView.Snoozed => facts.IsSnoozed,
        // A snooze stops no clock.
        InboxView.AtRisk => facts is { SlaState: SlaState.AtRisk, Status: <= TicketStatus.OnHold },
        InboxView.Breached => facts is { SlaState: SlaState.Breached, Status: <= TicketStatus.OnHold },
        _ when !facts.IsOpen => false,
        InboxView.Mine => facts.AssigneeId == query.AgentId,
        InboxView.Unassigned => facts.AssigneeId == 0,
        InboxView.MyTeams => query.TeamIds.Contains(facts.TeamId),
        InboxView.Waiting => facts.Status == TicketStatus.Pending,
        _ => true,
    };
}
