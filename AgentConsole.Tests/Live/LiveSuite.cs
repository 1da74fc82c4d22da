using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Tests.Live;

/// <summary>The contract of the one window, on each database.</summary>
public abstract class LiveSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    [Fact]
    public async Task A_subscriber_hears_every_change_after_its_start_merged_by_ticket()
    {
        await using var host = await DeskHost.StartAsync(Database);
        await host.OpenAsync("before");
        using var subscription = host.Live.Subscribe();
        await host.OpenAsync("after");
        await host.DoAsync(new ChangePriority(Ana, 1, PriorityLevel.UrgentId));

        var kinds = TicketChanges.None;
        while (!kinds.HasFlag(TicketChanges.Message | TicketChanges.Priority))
        {
            var batch = await subscription.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
            Assert.False(batch.Gap);
            Assert.Equal([1L], batch.Changes.Keys);
            kinds |= (TicketChanges)batch.Changes[1];
        }

        Assert.False(kinds.HasFlag(TicketChanges.Opened));
    }

    [Fact]
    public async Task Snapshot_and_stream_together_miss_nothing_while_others_write()
    {
        await using var host = await DeskHost.StartAsync(Database);
        const int tickets = 30;
        var writing = Task.WhenAll(Enumerable.Range(0, tickets).Select(i => host.OpenAsync($"m{i}", $"v{i}")));
        await using var watch = host.Inbox.Watch(new InboxQuery(InboxView.AllOpen, InboxOrder.Newest, 0, []), 0, 50);

        var update = await watch.NextAsync(default);
        while (update.Window.Total < tickets) update = await watch.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);

        await writing;
        Assert.Equal(Enumerable.Range(1, tickets).Select(i => (long)i).Reverse(), update.Window.Rows.Select(row => row.TicketId));
        Assert.Equal(tickets, update.Counts.AllOpen);
        Assert.Equal(tickets, update.Counts.Unassigned);
    }

    [Fact]
    public async Task Too_many_dirty_tickets_become_a_gap_instead_of_memory()
    {
        await using var host = await DeskHost.StartAsync(Database);
        using var subscription = host.Live.Subscribe();
        var head = host.Live.Head;
        for (var i = 0; i <= LiveSubscription.MaxDirty; i++) host.Live.Offer([new LiveChange(head + 1 + i, i, 1)]);

        var batch = await subscription.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
        Assert.True(batch.Gap);
        Assert.Empty(batch.Changes);
    }

    [Fact]
    public async Task A_hole_is_filled_from_the_journal()
    {
        await using var host = await DeskHost.StartAsync(Database);
        // Another process wrote without a word to this one; its own next commit leaves a hole.
        await using var other = await DeskHost.StartAsync(Database);
        using var subscription = host.Live.Subscribe();
        await other.OpenAsync("theirs", "v1");
        await host.OpenAsync("ours", "v2");

        var heard = new HashSet<long>();
        while (heard.Count < 2) heard.UnionWith((await subscription.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit)).Changes.Keys);
        Assert.Equal([1L, 2L], heard.Order());
    }

    [Fact]
    public async Task The_inbox_moves_a_row_when_its_priority_changes_and_drops_it_when_it_is_closed()
    {
        await using var host = await DeskHost.StartAsync(Database);
        for (var i = 0; i < 3; i++) await host.OpenAsync($"m{i}", $"v{i}");
        await using var watch = host.Inbox.Watch(new InboxQuery(InboxView.AllOpen, InboxOrder.PriorityThenDue, 7, []), 0, 50);
        var update = await watch.NextAsync(default);
        while (update.Window.Total < 3) update = await watch.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);

        await host.DoAsync(new ChangePriority(Ana, 3, PriorityLevel.UrgentId));
        while (update.Window.Rows[0].TicketId != 3) update = await watch.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
        await host.DoAsync(new Assign(Ana, 2, 7));
        while (update.Counts.Mine != 1) update = await watch.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
        await host.DoAsync(new ChangeStatus(Ana, 1, TicketStatus.Resolved));
        while (update.Window.Total != 2) update = await watch.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
        Assert.Equal([3L, 2L], update.Window.Rows.Select(row => row.TicketId));
        Assert.Equal(1, update.Counts.Resolved);
    }
}

public sealed class LiveSuiteOnSqlite() : LiveSuite(DatabaseKind.Sqlite);

public sealed class LiveSuiteOnPostgres() : LiveSuite(DatabaseKind.Postgres);
