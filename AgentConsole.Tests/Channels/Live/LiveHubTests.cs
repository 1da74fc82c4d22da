using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using AgentConsole.Channels.Live;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Channels.Live;

/// <summary>The change stream for programs outside: who gets it, that it resumes, that it misses nothing.</summary>
public sealed class LiveHubTests : IAsyncLifetime
{
    private RunningApp _app = null!;

    public async Task InitializeAsync() => _app = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Nobody_without_a_session_gets_in() =>
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(new Uri(_app.Address, "/hubs/live")));

    [Fact]
    public async Task What_happens_is_told_with_its_sequence_and_kinds()
    {
        await using var client = await ConnectAsync();
        var stream = await client.StreamAsync("Changes", [null]);
        Assert.Empty((await NextAsync(stream)).GetProperty("changes").EnumerateArray());

        await OpenAsync("v1");
        var message = await NextAsync(stream);
        var change = Assert.Single(message.GetProperty("changes").EnumerateArray());
        Assert.Equal(1, change.GetProperty("ticketId").GetInt64());
        Assert.Contains("opened", change.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString()));
        Assert.False(message.GetProperty("gap").GetBoolean());
    }

    [Fact]
    public async Task Who_comes_back_with_a_sequence_gets_exactly_what_it_missed()
    {
        await OpenAsync("v1");
        await using var client = await ConnectAsync();
        var seq = (await client.InvokeAsync("Head")).GetInt64();
        await OpenAsync("v2");
        await OpenAsync("v3");

        var missed = await NextAsync(await client.StreamAsync("Changes", seq));
        Assert.Equal([2L, 3L], missed.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("ticketId").GetInt64()).Order());
        Assert.Equal((await client.InvokeAsync("Head")).GetInt64(), missed.GetProperty("seq").GetInt64());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4711)]
    public async Task A_sequence_that_never_was_is_refused_with_the_range(long after)
    {
        await using var client = await ConnectAsync();
        var ended = await Assert.ThrowsAsync<ChannelClosedException>(async () => await NextAsync(await client.StreamAsync("Changes", after)));
        Assert.Contains("the journal goes from 0 to 0", Assert.IsType<HubInvocationException>(ended.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_have_names_and_none_is_left_out() =>
        Assert.Equal(
            [
                "opened", "message", "note", "status", "priority", "assignee", "team", "tags", "subject", "seen", "sla_due", "sla_state", "notified", "followers",
                "life", "rearranged", "linked", "fields", "held", "customer",
            ],
            LiveHub.Names((TicketChanges)ulong.MaxValue));

    private static async Task<JsonElement> NextAsync(ChannelReader<JsonElement> stream)
    {
        using var limit = new CancellationTokenSource(HubClient.Limit);
        return await stream.ReadAsync(limit.Token);
    }

    private async Task<HubClient> ConnectAsync()
    {
        var agent = await _app.SignedInAsync(AgentRole.Agent);
        return await HubClient.ConnectAsync(new Uri(_app.Address, "/hubs/live"), cookie: string.Join("; ", agent.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
    }

    private async Task OpenAsync(string visitor)
    {
        var outcome = await _app.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, "hello", Who: new(IdentityKind.Visitor, visitor, "Maja")), CancellationToken.None);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }
}
