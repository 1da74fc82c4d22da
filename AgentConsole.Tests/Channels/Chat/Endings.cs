using System.Text.Json;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>What a visitor is asked where a conversation ends, over the real hub.</summary>
public sealed class Endings : IAsyncLifetime
{
    private ChatHost _host = null!;

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Agreement_closes_the_conversation_and_not_yet_goes_on_with_it()
    {
        var client = await ResolvedAsync();
        await using var closing = client;
        Assert.Equal("{}", (await client.InvokeAsync("Judge", false)).ToString());
        Assert.Equal("open", await StatusAsync(client, "open"));
        await ResolveAsync(Actor.Agent(7, "Ana"));
        await StatusAsync(client, "resolved");
        Assert.Equal("{}", (await client.InvokeAsync("Judge", true)).ToString());
        await StatusAsync(client, "closed");
        // Said again, it is so already.
        Assert.Equal("{}", (await client.InvokeAsync("Judge", true)).ToString());
        Assert.Equal("ticket.closed", ChatHost.CodeOf(await client.InvokeAsync("Judge", false)));
        Assert.Equal(TicketEnding.Agreed, (await TicketAsync()).Ending);
    }

    [Fact]
    public async Task A_resolution_is_rated_once_with_a_comment_and_another_resolution_anew()
    {
        var client = await ResolvedAsync();
        await using var closing = client;
        var first = await RateAsync(client);
        Assert.Equal("{}", (await client.InvokeAsync("Rate", new { resolution = first, score = 4, comment = "quick" })).ToString());
        Assert.Equal((4, "quick"), ((await TicketAsync()).Score, (await TicketAsync()).ScoreComment));
        Assert.Equal("score.twice", ChatHost.CodeOf(await client.InvokeAsync("Rate", new { resolution = first, score = 5 })));

        await client.InvokeAsync("Judge", false);
        await ResolveAsync(Actor.Agent(7, "Ana"));
        var second = await RateAsync(client, not: first);
        Assert.Equal("score.not_asked", ChatHost.CodeOf(await client.InvokeAsync("Rate", new { resolution = first, score = 5 })));
        Assert.Equal("{}", (await client.InvokeAsync("Rate", new { resolution = second, score = 2 })).ToString());
    }

    [Fact]
    public async Task After_an_automatic_resolution_nothing_is_asked_unless_the_team_wants_it()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        await ResolveAsync(Actor.TeamPolicy);
        await StatusAsync(client, "resolved");
        Assert.Equal("score.not_asked", ChatHost.CodeOf(await client.InvokeAsync("Rate", new { resolution = 1, score = 5 })));

        await _host.Services.GetRequiredService<LifeCatalog>().SaveAsync(new LifePolicy { AsksAfterAutomatic = true }, default);
        var (again, greeted) = await _host.GreetAsync(hello.GetProperty("token").GetString());
        await using var leaving = again;
        var resolution = greeted.GetProperty("conversation").GetProperty("rate").GetInt64();
        Assert.Equal("{}", (await again.InvokeAsync("Rate", new { resolution, score = 5 })).ToString());
    }

    [Theory]
    [InlineData("""{ "score": 3 }""", "chat.malformed")]
    [InlineData("""{ "resolution": -1, "score": 3 }""", "chat.malformed")]
    [InlineData("""{ "resolution": 9223372036854775807, "score": 3 }""", "chat.malformed")]
    [InlineData("""{ "resolution": 1, "score": 6 }""", "score.range")]
    [InlineData("""{ "resolution": 1, "score": "3" }""", "chat.malformed")]
    [InlineData("""{ "resolution": 1, "score": 3, "comment": "LONG" }""", "score.comment_too_long")]
    [InlineData("""{ "resolution": 1, "score": 3, "comment": "a\u0000b" }""", "chat.malformed")]
    public async Task What_can_not_be_a_rating_is_refused_by_name(string request, string code)
    {
        var client = await ResolvedAsync();
        await using var closing = client;
        var body = JsonDocument.Parse(request.Replace("LONG", new string('x', LifeRules.MaxComment + 1), StringComparison.Ordinal)).RootElement;
        Assert.Equal(code, ChatHost.CodeOf(await client.InvokeAsync("Rate", body)));
        Assert.Null((await TicketAsync()).Score);
    }

    [Fact]
    public async Task Nobody_judges_or_rates_before_writing_or_greeting()
    {
        var (client, _) = await _host.GreetAsync();
        await using var closing = client;
        Assert.Equal("score.not_asked", ChatHost.CodeOf(await client.InvokeAsync("Judge", true)));
        await using var stranger = await _host.ConnectAsync();
        Assert.Equal("chat.hello_first", ChatHost.CodeOf(await stranger.InvokeAsync("Rate", new { resolution = 1, score = 5 })));
    }

    private async Task<HubClient> ResolvedAsync()
    {
        var (client, _) = await _host.GreetAsync();
        await ChatHost.SendAsync(client, "hello");
        await ResolveAsync(Actor.Agent(7, "Ana"));
        await StatusAsync(client, "resolved");
        return client;
    }

    private async Task ResolveAsync(Actor by) => await _host.DoAsync(new ChangeStatus(by, await _host.NewestTicketAsync(), TicketStatus.Resolved));

    private async Task<Ticket> TicketAsync() => (await _host.Services.GetRequiredService<TicketQueries>().TicketAsync(await _host.NewestTicketAsync(), default))!;

    private long? _rate;

    private async Task<string> StatusAsync(HubClient client, string wanted)
    {
        while (true)
        {
            var body = await client.NextAsync("status");
            _rate = body.TryGetProperty("rate", out var rate) ? rate.GetInt64() : null;
            if (body.GetProperty("status").GetString() is { } status && status == wanted) return status;
        }
    }

    private async Task<long> RateAsync(HubClient client, long? not = null)
    {
        while (_rate is null || _rate == not) await StatusAsync(client, "resolved");
        return _rate.Value;
    }
}
