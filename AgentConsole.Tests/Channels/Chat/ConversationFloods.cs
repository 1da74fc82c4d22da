using AgentConsole.Channels.Chat;
using AgentConsole.Common;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>How many conversations may begin, from one address and on one site.</summary>
public sealed class ConversationFloods
{
    [Fact]
    public async Task One_address_begins_so_many_conversations_and_those_that_go_on_are_not_held_up()
    {
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, null, "--Chat:ConversationsPerAddress=2", "--Chat:ConversationsPerAddressPerMinute=0.01");
        var (one, _) = await host.GreetAsync();
        var (two, _) = await host.GreetAsync();
        var (three, _) = await host.GreetAsync();
        await using var closing = one;
        await using var closingToo = two;
        await using var closingAll = three;
        await ChatHost.SendAsync(one, "hello");
        await ChatHost.SendAsync(two, "hello");

        var error = (await three.InvokeAsync("Send", new { clientId = "c", text = "me too" })).GetProperty("error");

        Assert.Equal("chat.too_many_conversations", error.GetProperty("code").GetString());
        Assert.True(error.GetProperty("retry").GetBoolean());
        Assert.True(error.GetProperty("retryAfterMs").GetInt32() > 0);
        await ChatHost.SendAsync(one, "still here");
        Assert.Equal(2, await host.Database.ScalarAsync("""SELECT count(*) FROM "Tickets" """));
    }

    [Fact]
    public async Task One_site_begins_so_many_conversations_and_the_next_site_is_not_held_up()
    {
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, null, "--Chat:ConversationsPerSite=1", "--Chat:ConversationsPerSitePerMinute=0.01");
        var (one, _) = await host.GreetAsync();
        var (two, _) = await host.GreetAsync();
        await using var closing = one;
        await using var closingToo = two;
        await ChatHost.SendAsync(one, "hello");
        Assert.Equal("chat.site_busy", ChatHost.CodeOf(await two.InvokeAsync("Send", new { clientId = "c", text = "me too" })));
        await using var elsewhere = await host.ConnectAsync();
        await ChatHost.HelloAsync(elsewhere, site: ChatHost.OtherSite);
        await ChatHost.SendAsync(elsewhere, "hello");
    }

    [Fact]
    public void What_the_site_refuses_is_not_taken_from_the_address()
    {
        var limits = new ConversationLimits(new ChatOptions { ConversationsPerAddress = 1, ConversationsPerSite = 1 }, new FakeTime());
        Assert.Null(limits.Take("a", "shop"));
        Assert.Equal("chat.site_busy", limits.Take("b", "shop")?.Code);
        Assert.Null(limits.Take("b", "blog"));
        Assert.Equal("chat.too_many_conversations", limits.Take("b", "news")?.Code);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData(null, "")]
    public void An_address_counts_as_the_network_its_holder_holds(string? address, string key) =>
        Assert.Equal(key, NetworkAddress.Key(address is null ? null : System.Net.IPAddress.Parse(address)));
}
