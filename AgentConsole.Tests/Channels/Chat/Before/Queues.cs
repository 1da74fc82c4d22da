using System.Text.Json;
using AgentConsole.Channels.Chat.Before;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat.Before;

/// <summary>Where somebody stands who waits for an agent, and how long it may take.</summary>
public sealed class Queues
{
    [Fact]
    public async Task Each_hears_the_place_in_the_order_of_serving_and_moves_up_when_somebody_is_taken()
    {
        await using var host = await ChatHost.StartAsync();
        var (first, hello) = await host.GreetAsync();
        var (second, _) = await host.GreetAsync();
        await using var closing = first;
        await using var closingToo = second;
        await ChatHost.SendAsync(first, "hello");
        var ticket = await host.NewestTicketAsync();
        await PlaceAsync(first, 1);
        await ChatHost.SendAsync(second, "hello too");
        var urgent = await host.NewestTicketAsync();
        await PlaceAsync(second, 2);

        await host.DoAsync(new ChangePriority(Actor.Agent(7, "Ana"), urgent, PriorityLevel.UrgentId));
        await PlaceAsync(second, 1);
        await PlaceAsync(first, 2);
        var (tab, again) = await host.GreetAsync(hello.GetProperty("token").GetString());
        await using var closingThird = tab;
        Assert.Equal(2, again.GetProperty("queue").GetProperty("place").GetInt32());

        await host.ReplyAsync("hello", urgent);
        await PlaceAsync(second, null);
        await PlaceAsync(first, 1);
        await host.ReplyAsync("hello", ticket);
        await PlaceAsync(first, null);
        Assert.False((await ChatHost.HelloAsync(tab, hello.GetProperty("token").GetString())).TryGetProperty("queue", out _));
    }

    [Fact]
    public async Task A_site_that_wants_it_so_tells_nobody_a_place()
    {
        await using var host = await ChatHost.StartAsync();
        await host.SetAsync(new SiteEntry { HidesQueue = true });
        var (hidden, hello) = await host.GreetAsync();
        await using var closing = hidden;
        await ChatHost.SendAsync(hidden, "hello");
        var (other, _) = await host.GreetAsync();
        await using var closingToo = other;
        await host.SetAsync(new SiteEntry());
        await ChatHost.SendAsync(other, "hello");
        // Told after the first would have been.
        await PlaceAsync(other, 2);
        await host.SetAsync(new SiteEntry { HidesQueue = true });
        Assert.False((await ChatHost.HelloAsync(hidden, hello.GetProperty("token").GetString())).TryGetProperty("queue", out _));
    }

    [Fact]
    public async Task How_long_it_may_take_is_told_by_what_others_waited_while_somebody_of_the_team_is_there()
    {
        var time = new FakeTime();
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, time);
        foreach (var visitor in Enumerable.Range(0, WaitEstimate.FewestSeen))
            await host.DoAsync(new CustomerWrites(Actor.Customer(0, "Maja"), TicketChannel.Chat, "hello", Who: new NewCustomer(IdentityKind.Visitor, $"v{visitor}", "Maja")));
        time.Advance(TimeSpan.FromMinutes(3));
        foreach (var ticket in Enumerable.Range(1, WaitEstimate.FewestSeen)) await host.ReplyAsync("hello", ticket);
        var agent = await host.Services.GetRequiredService<Accounts>().CreateAsync(new NewAccount("Ana", "ana@example.org", Password: null, AgentRole.Agent, []), default);
        var (client, _) = await host.GreetAsync();
        await using var closing = client;

        await ChatHost.SendAsync(client, "hello");
        Assert.False((await ToldAsync(client, time)).TryGetProperty("wait", out _));
        // Nobody is told twice within so long.
        time.Advance(QueueBoard.PaceAt(1));
        host.Services.GetRequiredService<PresenceBoard>().Connected(agent.Value!.Id, "a circuit");
        var wait = (await ToldAsync(client, time)).GetProperty("wait");
        Assert.Equal(3, wait.GetProperty("to").GetInt32());
    }

    [Fact]
    public void What_is_expected_is_the_middle_half_of_what_others_waited_who_had_waited_as_long()
    {
        var now = new DateTimeOffset(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
        var seen = Enumerable.Range(1, 20).Select(minutes => new Waited(now.AddDays(-1), TimeSpan.FromMinutes(minutes))).ToList();
        Assert.Equal(new WaitRange(6, 20), WaitEstimate.Of(seen, now, now));
        // Twelve minutes later eight are left, who waited one to eight more.
        Assert.Equal(new WaitRange(3, 7), WaitEstimate.Of(seen, now.AddMinutes(-12), now));
        Assert.Null(WaitEstimate.Of(seen, now.AddMinutes(-17), now));
    }

    [Fact]
    public void Too_few_another_hour_or_too_long_ago_say_nothing()
    {
        var now = new DateTimeOffset(2026, 3, 4, 0, 30, 0, TimeSpan.Zero);
        Assert.Null(WaitEstimate.Of(Some(WaitEstimate.FewestSeen - 1, now.AddDays(-1)), now, now));
        Assert.Null(WaitEstimate.Of(Some(50, now.AddHours(-3)), now, now));
        Assert.Null(WaitEstimate.Of(Some(50, now.AddDays(-15)), now, now));
        Assert.Null(WaitEstimate.Of(Some(50, now.AddDays(-1), 300), now, now));
        // Across midnight it is the same hour all the same.
        Assert.Equal(new WaitRange(5, 5), WaitEstimate.Of(Some(50, now.AddDays(-1).AddHours(-1)), now, now));

        static List<Waited> Some(int count, DateTimeOffset since, int minutes = 5) => [.. Enumerable.Repeat(new Waited(since, TimeSpan.FromMinutes(minutes)), count)];
    }

    /// <summary>The next thing said of the queue, while time goes on.</summary>
    private static async Task<JsonElement> ToldAsync(HubClient client, FakeTime time)
    {
        var next = client.NextAsync("queue");
        while (!next.IsCompleted)
        {
            // The board's own sleep, which no other has: time that went on by others' would run away from those who wait.
            var asleep = time.WhenTimerIsSet(QueueBoard.Pace);
            time.Advance(QueueBoard.Pace);
            await Task.WhenAny(next, asleep).WaitAsync(DeskHost.Limit);
        }

        return await next;
    }

    private static async Task PlaceAsync(HubClient client, int? wanted)
    {
        while (true)
        {
            var body = await client.NextAsync("queue");
            if ((body.TryGetProperty("place", out var place) ? place.GetInt32() : (int?)null) == wanted) return;
        }
    }
}
