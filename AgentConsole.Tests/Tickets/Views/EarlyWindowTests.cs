using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Conditions;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Inbox;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Tickets.Views;

/// <summary>The first window of a view that nobody looked at before: it comes before the view is counted, and is the beginning of what comes then.</summary>
public sealed class EarlyWindowTests() : OnEachDatabase(DatabaseKind.Sqlite)
{
    private const int Tickets = 60;

    private static readonly Condition Unread = new FieldTest(ConditionField.Unread, ConditionOperator.AnyOf, ["true"]);
    private static readonly Condition Outage = new FieldTest(ConditionField.Subject, ConditionOperator.Contains, ["outage"]);

    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    private DeskHost _host = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await DeskHost.StartAsync(Database, new FakeTime());
        long seq = 0;
        for (var i = 1; i <= Tickets; i++)
        {
            seq = (await _host.OpenAsync(i == 1 ? "outage" : $"order {i}", $"v{i}")).Seq;
            if (i % 3 == 0) seq = (await _host.DoAsync(new ChangePriority(Ana, i, 1 + (i % 4)))).Seq;
            if (i % 10 == 0) seq = (await _host.DoAsync(new ChangeStatus(Ana, i, TicketStatus.Resolved))).Seq;
        }

        // The inbox has a change a moment after the Desk.
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Inbox.Applied += _ => { if (_host.Inbox.Seq >= seq) held.TrySetResult(); };
        if (_host.Inbox.Seq < seq) await held.Task.WaitAsync(DeskHost.Limit);
    }

    public override async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task It_is_the_beginning_of_the_whole_and_tells_no_number_but_the_right_one()
    {
        var partly = 0;
        foreach (var condition in Gen.Sample(SomeConditions.Any, 40, 60).Append(Unread).Append(Outage))
        {
            foreach (var (order, rows) in new[] { (InboxOrder.PriorityThenDue, 1), (InboxOrder.Newest, 2), (InboxOrder.DueNext, 50) })
            {
                var (early, whole) = await OpenAsync(condition, order, rows);
                var expected = _host.Inbox.IdsOf(Query(condition, order), Tickets);

                Assert.Equal(expected.Count, whole.Total);
                Assert.Equal(expected.Take(rows), Ids(whole));
                Assert.Equal(expected.Take(early.Rows.Count), Ids(early));
                Assert.True(early.Total is null || (early.Total, early.Rows.Count) == (whole.Total, whole.Rows.Count));
                if (early.Total is null) partly++;
                _host.Inbox.ForgetFilters();
            }
        }

        // Or nothing was shown before it was counted, and this shows nothing.
        Assert.NotEqual(0, partly);
    }

    [Fact]
    public async Task One_ticket_at_the_end_of_a_long_view_is_found_when_all_are_and_no_empty_view_is_told_before()
    {
        var (early, whole) = await OpenAsync(Outage, InboxOrder.Newest, rows: 1);

        Assert.Equal((null, 0), (early.Total, early.Rows.Count));
        Assert.Equal(1, whole.Total);
        Assert.Equal([1L], Ids(whole));
    }

    [Fact]
    public async Task Whoever_opens_a_view_that_somebody_looks_at_has_the_whole_at_once()
    {
        await using var first = _host.Inbox.Watch(Query(Unread, InboxOrder.Newest), 0, 1);
        await first.NextAsync(default);
        await first.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);

        await using var second = _host.Inbox.Watch(Query(Unread, InboxOrder.Newest), 0, 1);

        Assert.Equal(_host.Inbox.IdsOf(Query(Unread, InboxOrder.Newest), Tickets).Count, (await second.NextAsync(default)).Window.Total);
    }

    private async Task<(InboxWindow Early, InboxWindow Whole)> OpenAsync(Condition condition, InboxOrder order, int rows)
    {
        await using var watch = _host.Inbox.Watch(Query(condition, order), 0, rows);
        var early = await watch.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
        return (early.Window, (await watch.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit)).Window);
    }

    private static IEnumerable<long> Ids(InboxWindow window) => window.Rows.Select(row => row.TicketId);

    private static InboxQuery Query(Condition condition, InboxOrder order) => new(InboxView.AllOpen, order, 7, [2], ViewFilter.Of(condition, 7, [2]));
}
