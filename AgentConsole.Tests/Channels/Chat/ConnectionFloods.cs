using System.Net.WebSockets;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Connections that are only there to be many.</summary>
public sealed class ConnectionFloods
{
    [Fact]
    public async Task A_connection_that_never_greets_and_one_whose_greeting_was_refused_are_cut_off_and_a_visitor_stays()
    {
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, null, "--Chat:GreetingSeconds=1");
        var (visitor, _) = await host.GreetAsync();
        await using var closing = visitor;
        await using var silent = await host.ConnectAsync();
        await using var refused = await host.ConnectAsync();
        Assert.Equal("chat.site_unknown", ChatHost.CodeOf(await ChatHost.HelloAsync(refused, site: "nobody")));
        await silent.Closed.WaitAsync(HubClient.Limit);
        await refused.Closed.WaitAsync(HubClient.Limit);
        await ChatHost.SendAsync(visitor, "still here");
    }

    [Fact]
    public async Task An_address_with_far_too_many_is_turned_away_before_a_connection_is_made_until_some_have_gone()
    {
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, null, "--Chat:ConnectionsPerAddress=2", "--Chat:GreetingSeconds=600");
        var (visitor, _) = await host.GreetAsync();
        await using var closing = visitor;
        List<HubClient> held = [];
        for (var i = 0; i < 3; i++) held.Add(await host.ConnectAsync());
        var crowded = await Assert.ThrowsAsync<WebSocketException>(() => host.ConnectAsync());
        Assert.Contains("429", crowded.Message, StringComparison.Ordinal);
        await ChatHost.SendAsync(visitor, "those who are there go on");
        foreach (var one in held) await one.DisposeAsync();

        // The server hears of the end a moment later.
        using var limit = new CancellationTokenSource(HubClient.Limit);
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                await using var again = await host.ConnectAsync();
                return;
            }
            catch (WebSocketException)
            {
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task A_thousand_attempts_from_foreign_pages_and_unknown_sites_store_nothing_and_everybody_else_goes_on()
    {
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, null, "--Chat:ConnectionsPerAddress=50");
        var (visitor, _) = await host.GreetAsync();
        await using var closing = visitor;
        await ChatHost.SendAsync(visitor, "before");
        var attempts = Parallel.ForAsync(0, 1_000, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, _) =>
        {
            try
            {
                await using var one = await host.ConnectAsync(number % 2 == 0 ? "https://elsewhere.example" : null);
                Assert.Equal(1, number % 2);
                await ChatHost.HelloAsync(one, site: "nobody");
            }
            catch (WebSocketException)
            {
                // Turned away.
            }
        });
        await host.ReplyAsync("meanwhile");
        Assert.Equal("meanwhile", Assert.Single(await ChatHost.FromOthersAsync(visitor)).GetProperty("text").GetString());
        await attempts;
        Assert.Equal((1, 1, 2), (await CountAsync(host, "Customers"), await CountAsync(host, "Tickets"), await CountAsync(host, "Messages")));
        await ChatHost.SendAsync(visitor, "after");
    }

    private static Task<long> CountAsync(ChatHost host, string table) => host.Database.ScalarAsync($"""SELECT count(*) FROM "{table}" """);
}
