using System.Text.Json;
using AgentConsole.Live;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>What passes by (typing), what ends (a server that stops), and what lies between two nodes.</summary>
public sealed class Passing
{
    [Fact]
    public async Task Typing_is_seen_both_ways()
    {
        await using var host = await ChatHost.StartAsync();
        var signals = host.Services.GetRequiredService<LiveSignals>();
        var (client, _) = await host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        var topic = $"ticket:{await host.NewestTicketAsync()}";

        var heard = new TaskCompletionSource<LiveSignal>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = signals.Subscribe(topic, signal =>
        {
            if (signal.Kind == "typing.customer") heard.TrySetResult(signal);
        });
        await client.InvokeAsync("Typing", true);
        Assert.Contains("\"on\":true", (await heard.Task.WaitAsync(HubClient.Limit)).Json, StringComparison.Ordinal);

        signals.Publish(topic, "typing.agent", """{"id":7,"name":"Ana","on":true}""");
        var typing = await client.NextAsync("typing");
        Assert.Equal("Ana", typing.GetProperty("name").GetString());
        Assert.True(typing.GetProperty("on").GetBoolean());
    }

    [Fact]
    public async Task A_server_that_stops_says_goodbye_and_when_to_come_back()
    {
        await using var host = await ChatHost.StartAsync();
        var (client, _) = await host.GreetAsync();
        await using var closing = client;
        var stopping = host.StopAsync();
        var bye = await client.NextAsync("bye");
        Assert.Equal("stopping", bye.GetProperty("reason").GetString());
        Assert.InRange(bye.GetProperty("retryAfterMs").GetInt32(), 500, 5000);
        await client.Closed.WaitAsync(HubClient.Limit);
        await stopping;
    }

    [Fact]
    public async Task A_visitor_whose_tabs_are_on_two_nodes_has_one_conversation()
    {
        await using var one = await ChatHost.StartAsync(DatabaseKind.Postgres);
        await using var other = await ChatHost.BesideAsync(one);
        var (here, hello) = await one.GreetAsync();
        var (there, _) = await other.GreetAsync(hello.GetProperty("token").GetString());
        await using var closing = here;
        await using var closingToo = there;

        // The other tab was greeted before there was a customer: it hears of the first message all the same.
        await ChatHost.SendAsync(here, "from the first node");
        Assert.Equal(["from the first node"], Texts(await there.NextAsync("messages")));
        await ChatHost.SendAsync(there, "from the second");
        while (!Texts(await here.NextAsync("messages")).Contains("from the second", StringComparer.Ordinal))
        {
            // Its own, where the event was faster than the acknowledgement.
        }

        await one.ReplyAsync("to both");
        foreach (var tab in (HubClient[])[here, there]) Assert.Equal("to both", (await ChatHost.FromOthersAsync(tab))[0].GetProperty("text").GetString());
        Assert.Equal(1, await one.Database.ScalarAsync("""SELECT count(*) FROM "Tickets" """));
    }

    [Fact]
    public async Task A_token_outlives_a_restart()
    {
        await using var host = await ChatHost.StartAsync();
        var (client, hello) = await host.GreetAsync();
        await ChatHost.SendAsync(client, "before the restart");
        await client.DisposeAsync();
        await host.StopAsync();

        await using var again = await ChatHost.BesideAsync(host);
        var (back, reply) = await again.GreetAsync(hello.GetProperty("token").GetString());
        await using var closing = back;
        Assert.Equal(["before the restart"], Texts(reply));
        Assert.Equal(hello.GetProperty("visitor").GetString(), reply.GetProperty("visitor").GetString());
    }

    private static IEnumerable<string> Texts(JsonElement reply) => reply.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("text").GetString()!);
}
