using AgentConsole.People;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.People;

public sealed class PresenceBetweenNodes
{
    [Fact]
    public async Task An_agent_connected_to_one_node_is_online_and_away_on_the_other()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var one = await RunningApp.StartOnAsync(database);
        await using var other = await RunningApp.StartOnAsync(database);
        var agent = await one.AccountAsync(AgentRole.Agent);
        var heard = new SemaphoreSlim(0);
        other.Get<PresenceBoard>().Changed += () => heard.Release();

        one.Get<PresenceBoard>().Connected(agent.Id, "a");
        await BecomesAsync(Presence.Online);
        one.Get<PresenceBoard>().SetAway(agent.Id, true);
        await BecomesAsync(Presence.Away);
        // Signing out is heard at once as well: no grace runs on the other node.
        one.Get<PresenceBoard>().Disconnected(agent.Id, "a");
        one.Get<PresenceBoard>().Leave(agent.Id);
        await BecomesAsync(Presence.Offline);

        async Task BecomesAsync(Presence presence)
        {
            using var limit = new CancellationTokenSource(RunningApp.Limit);
            while (other.Get<PresenceBoard>().Of(agent.Id) != presence) await heard.WaitAsync(limit.Token);
        }
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_restart_within_the_grace_does_not_flicker_and_keeps_the_wish(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var time = new FakeTime();
        AgentInfo agent;
        await using (var app = await RunningApp.StartOnAsync(database, time))
        {
            agent = await app.AccountAsync(AgentRole.Agent);
            app.Get<PresenceBoard>().Connected(agent.Id, "a");
            app.Get<PresenceBoard>().SetAway(agent.Id, true);
            await app.Get<PresenceStore>().BeatAsync(CancellationToken.None);
        }

        time.Advance(PresenceRule.Beat);
        await using var again = await RunningApp.StartOnAsync(database, time);
        await again.Get<PresenceStore>().BeatAsync(CancellationToken.None);
        Assert.Equal(Presence.Away, again.Get<PresenceBoard>().Of(agent.Id));
        time.Advance(PresenceRule.Grace);
        again.Get<PresenceBoard>().Look();
        Assert.Equal(Presence.Offline, again.Get<PresenceBoard>().Of(agent.Id));
    }

    [Fact]
    public async Task Presence_in_the_running_application_ends_by_itself()
    {
        var time = new FakeTime();
        await using var app = await RunningApp.StartAsync(DatabaseKind.Sqlite, time);
        var board = app.Get<PresenceBoard>();
        var agent = await app.AccountAsync(AgentRole.Agent);
        var offline = new TaskCompletionSource();
        board.Changed += () =>
        {
            if (board.Of(agent.Id) == Presence.Offline) offline.TrySetResult();
        };
        board.Connected(agent.Id, "a");
        board.Disconnected(agent.Id, "a");

        // The clock's loop runs on its own threads: time goes on until it has noticed.
        while (!offline.Task.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }
    }
}
