using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Live;

/// <summary>Two nodes on one PostgreSQL: what happens on the one is on the screens of the other.</summary>
public sealed class TwoNodesTests() : OnEachDatabase(DatabaseKind.Postgres)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    [Fact]
    public async Task What_one_node_commits_the_others_inbox_shows()
    {
        await using var one = await DeskHost.StartAsync(Database);
        await using var two = await DeskHost.StartAsync(Database);
        await using var watch = two.Inbox.Watch(new InboxQuery(InboxView.AllOpen, InboxOrder.Newest, 0, []), 0, 50);
        var update = await watch.NextAsync(default);

        await one.OpenAsync("hello from one");
        while (update.Window.Total < 1) update = await watch.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);

        Assert.Equal("hello from one", update.Window.Rows[0].LastMessagePreview);
    }

    [Fact]
    public async Task Both_write_one_ticket_in_turns_and_neither_decides_on_an_old_state()
    {
        await using var one = await DeskHost.StartAsync(Database);
        await using var two = await DeskHost.StartAsync(Database);
        await one.OpenAsync("hello");
        await two.DoAsync(new ChangePriority(Ana, 1, PriorityLevel.HighId));
        var reply = await one.DoAsync(new AgentReplies(Ana, 1, "Hi"));
        Assert.Equal(PriorityLevel.HighId, reply.Ticket.PriorityId);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? one : two).OpenAsync($"m{i}", clientId: $"c{i}")));

        Assert.Equal(await one.Queries.TicketAsync(1, default), TicketHistory.Replay(await two.Queries.JournalAsync(1, 10_000, default)));
        Assert.Equal(102, (await one.Queries.TicketAsync(1, default))!.MessageCount);
    }

    [Fact]
    public async Task A_signal_reaches_listeners_on_the_other_node_and_those_at_home_once()
    {
        await using var one = await DeskHost.StartAsync(Database);
        await using var two = await DeskHost.StartAsync(Database);
        var (home, there) = (0, new TaskCompletionSource<LiveSignal>(TaskCreationOptions.RunContinuationsAsynchronously));
        using var a = one.Services.GetRequiredService<LiveSignals>().Subscribe("ticket:1", _ => Interlocked.Increment(ref home));
        using var b = two.Services.GetRequiredService<LiveSignals>().Subscribe("ticket:1", signal => there.TrySetResult(signal));

        // The listening connection may still be on its way: typing is repeated, as typing is.
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var sent = 0;
        do
        {
            one.Services.GetRequiredService<LiveSignals>().Publish("ticket:1", "typing.agent", """{"on":true}""");
            sent++;
        }
        while (!there.Task.IsCompleted && await timer.WaitForNextTickAsync(limit.Token));

        Assert.Equal("typing.agent", (await there.Task).Kind);
        Assert.Equal(sent, home);
    }

    [Fact]
    public async Task A_cut_wire_is_taken_up_again_and_nothing_is_missed()
    {
        await using var one = await DeskHost.StartAsync(Database);
        await using var two = await DeskHost.StartAsync(Database);
        using var subscription = two.Live.Subscribe();
        await one.OpenAsync("first", "v1");
        await Database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await one.OpenAsync("second", "v2");

        var heard = new HashSet<long>();
        while (heard.Count < 2)
        {
            var batch = await subscription.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
            heard.UnionWith(batch.Changes.Keys);
        }

        Assert.Equal([1L, 2L], heard.Order());
    }
}
