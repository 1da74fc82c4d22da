using System.Text.Json;
using AgentConsole.Channels.Chat;
using AgentConsole.Common;
using AgentConsole.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>What is rationed: messages, connections, time.</summary>
public sealed class Limits
{
    [Fact]
    public async Task More_than_the_allowed_messages_are_put_off_and_counted_over_all_connections()
    {
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, null, "--Chat:MessageBurst=5", "--Chat:MessagesPerSecond=0.01");
        var (one, hello) = await host.GreetAsync();
        var (two, _) = await host.GreetAsync(hello.GetProperty("token").GetString());
        await using var closing = one;
        await using var closingToo = two;
        for (var i = 0; i < 5; i++) await ChatHost.SendAsync(i % 2 == 0 ? one : two, $"m{i}");
        foreach (var client in (HubClient[])[one, two])
        {
            var error = (await client.InvokeAsync("Send", new { clientId = "late", text = "one too many" })).GetProperty("error");
            Assert.Equal("chat.too_fast", error.GetProperty("code").GetString());
            Assert.True(error.GetProperty("retry").GetBoolean());
            Assert.True(error.GetProperty("retryAfterMs").GetInt32() > 0);
        }

        // Leaving and coming back is no way around it.
        await one.DisposeAsync();
        await two.DisposeAsync();
        var (again, _) = await host.GreetAsync(hello.GetProperty("token").GetString());
        await using var closingAgain = again;
        Assert.Equal("chat.too_fast", ChatHost.CodeOf(await again.InvokeAsync("Send", new { clientId = "later", text = "one too many" })));

        var (other, _) = await host.GreetAsync();
        await using var closingOther = other;
        await ChatHost.SendAsync(other, "another visitor is not held up");
        Assert.Equal(6, await host.Database.ScalarAsync("""SELECT count(*) FROM "Messages" """));
    }

    [Fact]
    public async Task A_visitor_has_so_many_connections_and_an_address_too()
    {
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, null, "--Chat:ConnectionsPerVisitor=2", "--Chat:ConnectionsPerAddress=4");
        var (one, hello) = await host.GreetAsync();
        var token = hello.GetProperty("token").GetString();
        var (two, _) = await host.GreetAsync(token);
        await using var closing = one;
        await using var closingToo = two;
        await using (var three = await host.ConnectAsync())
        {
            Assert.Equal("chat.too_many_connections", ChatHost.CodeOf(await ChatHost.HelloAsync(three, token)));
            Assert.Equal(JsonValueKind.Object, (await ChatHost.HelloAsync(three)).ValueKind);
            await using var four = await host.ConnectAsync();
            Assert.False((await ChatHost.HelloAsync(four)).TryGetProperty("error", out _));
            await using var five = await host.ConnectAsync();
            Assert.Equal("chat.too_many_connections", ChatHost.CodeOf(await ChatHost.HelloAsync(five)));
        }
    }

    [Fact]
    public void A_bucket_forgives_a_burst_and_fills_as_time_passes()
    {
        var time = new StillTime();
        var bucket = new TokenBucket(3, 2, time);
        Assert.True(bucket.TryTake(out _) && bucket.TryTake(out _) && bucket.TryTake(out _));
        Assert.False(bucket.TryTake(out var wait));
        Assert.Equal(TimeSpan.FromMilliseconds(500), wait);
        time.Pass(TimeSpan.FromMilliseconds(499));
        Assert.False(bucket.TryTake(out _));
        time.Pass(TimeSpan.FromMilliseconds(1));
        Assert.True(bucket.TryTake(out _));
        time.Pass(TimeSpan.FromHours(1));
        Assert.True(bucket.TryTake(out _) && bucket.TryTake(out _) && bucket.TryTake(out _));
        Assert.False(bucket.TryTake(out _));
    }

    [Theory]
    [InlineData(0, null, false)]
    [InlineData(0.9, null, false)]
    [InlineData(1.1, null, true)]
    [InlineData(30.5, null, true)]
    [InlineData(209.9, null, true)]
    [InlineData(210.1, "chat.token_expired", false)]
    public void A_token_is_renewed_by_visits_and_forgotten_after_months(double days, string? code, bool renewed)
    {
        var time = new StillTime();
        var tokens = new VisitorTokens(new EphemeralDataProtectionProvider(), new ChatOptions(), time);
        var token = tokens.Issue("visitor", "shop");
        time.Pass(TimeSpan.FromDays(days));
        var read = tokens.Read(token, "shop");
        Assert.Equal(code, read.Refusal?.Code);
        if (read.Succeeded) Assert.Equal(new AgentConsole.Channels.Chat.Visitor("visitor", renewed), read.Value);
    }

    [Fact]
    public void A_token_of_other_keys_or_another_purpose_opens_nothing()
    {
        var keys = new EphemeralDataProtectionProvider();
        var tokens = new VisitorTokens(keys, new ChatOptions(), TimeProvider.System);
        var elsewhere = new VisitorTokens(new EphemeralDataProtectionProvider(), new ChatOptions(), TimeProvider.System);
        Assert.Equal("chat.token_invalid", tokens.Read(elsewhere.Issue("visitor", "shop"), "shop").Refusal?.Code);
        Assert.Equal("chat.token_invalid", tokens.Read(keys.CreateProtector("another purpose").Protect("visitor\nshop\n0"), "shop").Refusal?.Code);
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_all_reported_at_once()
    {
        var problems = new AgentConsole.Common.ConfigurationProblems();
        new ChatOptions { MessagesPerSecond = 0, MessageBurst = -1, ConnectionsPerVisitor = 0, TokenDays = 0 }.Check(problems);
        Assert.Equal(4, problems.All.Count);
        Assert.All(problems.All, problem => Assert.StartsWith("Chat:", problem, StringComparison.Ordinal));
        await Task.CompletedTask;
    }

    /// <summary>Time that passes when told to; nothing here waits for it.</summary>
    private sealed class StillTime : TimeProvider
    {
        private TimeSpan _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan span) => _passed += span;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero) + _passed;

        public override long GetTimestamp() => _passed.Ticks;
    }
}
