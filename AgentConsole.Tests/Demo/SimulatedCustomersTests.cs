using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Demo;

public sealed class SimulatedCustomersTests
{
    [Fact]
    public async Task They_open_tickets_through_the_hub_and_answer_those_who_answer_them()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var app = await RunningApp.StartOnAsync(database, new HurriedTime(20), "--demo");
        using var heard = app.Get<LiveFeed>().Subscribe(paced: false);

        var ticket = await UntilAsync(heard, app, (_, now) => now.LastMessageBy == ActorKind.Customer, TicketChanges.Opened);
        Assert.Equal(TicketChannel.Chat, ticket.Channel);
        Assert.Equal(TicketStatus.New, ticket.Status);

        var agent = app.Get<AgentDirectory>().Agents.First(one => one.Role == AgentRole.Agent);
        var desk = app.Get<AgentConsole.Desk.Desk>();
        Assert.True((await desk.ExecuteAsync(new AgentReplies(Actor.Agent(agent.Id, agent.Name), ticket.Id, "Yes, of course."), default)).Succeeded);
        var answered = await UntilAsync(heard, app, (id, now) => id == ticket.Id && now.Status == TicketStatus.Open, TicketChanges.Message);

        Assert.Equal(ActorKind.Customer, answered.LastMessageBy);
        Assert.True(answered.SeenByCustomerSeq >= answered.LastReplySeq);
    }

    private static async Task<Ticket> UntilAsync(LiveSubscription heard, RunningApp app, Func<long, Ticket, bool> fits, TicketChanges kinds)
    {
        while (true)
        {
            var batch = await heard.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
            foreach (var id in batch.Changes.Where(change => ((TicketChanges)change.Value & kinds) != TicketChanges.None).Select(change => change.Key))
            {
                if (await app.Get<TicketQueries>().TicketAsync(id, default) is { } ticket && fits(id, ticket)) return ticket;
            }
        }
    }

    /// <summary>The machine's time, but whoever waits is woken so many times sooner.</summary>
    private sealed class HurriedTime(int times) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Sooner(dueTime), Sooner(period));

        private TimeSpan Sooner(TimeSpan wait) => wait > TimeSpan.Zero ? wait / times : wait;
    }
}
