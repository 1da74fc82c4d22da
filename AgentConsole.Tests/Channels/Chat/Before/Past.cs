using System.Text.Json;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat.Before;

/// <summary>What a visitor talked about before: their own, and nobody else's.</summary>
public sealed class Past
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_visitor_reads_each_conversation_of_before_and_rates_it_late(DatabaseKind kind)
    {
        await using var host = await ChatHost.StartAsync(kind);
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "the first matter");
        var first = await host.NewestTicketAsync();
        await host.ReplyAsync("solved it is", first);
        await EndAsync(host, client, first);
        await ChatHost.SendAsync(client, "the second matter");
        var second = await host.NewestTicketAsync();
        await host.DoAsync(new AddNote(Actor.Agent(7, "Ana"), second, "between us"));

        var list = await ListAsync(client);
        Assert.Equal([(second, "me", "the second matter", "open"), (first, "agent", "solved it is", "closed")], list.Select(Row));
        Assert.Equal(2, (await ChatHost.HelloAsync(client, hello.GetProperty("token").GetString())).GetProperty("conversations").GetInt32());
        Assert.Equal(["the first matter", "solved it is"], await TextsAsync(client, first));
        Assert.Equal(["the second matter"], await TextsAsync(client, second));

        var resolution = list[1].GetProperty("rate").GetInt64();
        Assert.Equal("{}", (await client.InvokeAsync("Rate", new { resolution, score = 5, ticketId = first })).ToString());
        Assert.Equal("score.twice", ChatHost.CodeOf(await client.InvokeAsync("Rate", new { resolution, score = 1, ticketId = first })));
        Assert.Equal(5, (await host.Services.GetRequiredService<TicketQueries>().TicketAsync(first, default))!.Score);
        Assert.False((await ListAsync(client))[1].TryGetProperty("rate", out _));
    }

    [Fact]
    public async Task Nobody_lists_reads_or_rates_what_somebody_else_wrote()
    {
        await using var host = await ChatHost.StartAsync();
        var (client, _) = await host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "mine");
        var mine = await host.NewestTicketAsync();
        await EndAsync(host, client, mine);
        var (other, _) = await host.GreetAsync();
        await using var closingToo = other;
        await ChatHost.SendAsync(other, "theirs");

        Assert.Equal(["theirs"], (await ListAsync(other)).Select(row => row.GetProperty("text").GetString()));
        Assert.Equal("ticket.not_found", ChatHost.CodeOf(await other.InvokeAsync("Conversation", new { ticketId = mine })));
        Assert.Equal("ticket.not_found", ChatHost.CodeOf(await other.InvokeAsync("Rate", new { resolution = 1, score = 1, ticketId = mine })));
        Assert.Equal("chat.malformed", ChatHost.CodeOf(await other.InvokeAsync("Conversation", new { ticketId = "1" })));
        await using var stranger = await host.ConnectAsync();
        Assert.Equal("chat.hello_first", ChatHost.CodeOf(await stranger.InvokeAsync("Conversations")));
    }

    private static async Task EndAsync(ChatHost host, HubClient client, long ticket)
    {
        await host.DoAsync(new ChangeStatus(Actor.Agent(7, "Ana"), ticket, TicketStatus.Resolved));
        Assert.Equal("{}", (await client.InvokeAsync("Judge", true)).ToString());
    }

    private static async Task<List<JsonElement>> ListAsync(HubClient client) => [.. (await client.InvokeAsync("Conversations")).GetProperty("conversations").EnumerateArray()];

    private static (long, string?, string?, string?) Row(JsonElement row) =>
        (row.GetProperty("ticketId").GetInt64(), row.GetProperty("from").GetString(), row.GetProperty("text").GetString(), row.GetProperty("status").GetString());

    private static async Task<IEnumerable<string?>> TextsAsync(HubClient client, long ticketId) =>
        (await client.InvokeAsync("Conversation", new { ticketId })).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString());
}
