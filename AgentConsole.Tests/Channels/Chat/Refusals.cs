using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using AgentConsole.Channels.Chat;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>What the hub does not take: each with a clear error, nothing stored, and nobody else harmed.</summary>
public sealed class Refusals(Refusals.Shared shared) : IClassFixture<Refusals.Shared>
{
    private readonly ChatHost _host = shared.Host;

    /// <summary>One server for all of them: what one connection does must not matter to the next.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        public ChatHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await ChatHost.StartAsync();

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }

    public static TheoryData<string, string> BadMessages => new()
    {
        { """{"clientId":"a","text":""}""", "message.empty" },
        { """{"clientId":"a","text":" \n\t "}""", "message.empty" },
        { """{"clientId":"a","text":"nul \u0000 in it"}""", "message.not_text" },
        { """{"clientId":"a","text":"half a \ud83d character"}""", "message.not_text" },
        { """{"clientId":"a","text":"other half \udc4b first"}""", "message.not_text" },
        { """{"clientId":"a"}""", "chat.malformed" },
        { """{"clientId":"a","text":null}""", "chat.malformed" },
        { """{"clientId":"a","text":17}""", "chat.malformed" },
        { """{"clientId":"a","text":["x"]}""", "chat.malformed" },
        { """{"text":"no id"}""", "chat.malformed" },
        { """{"clientId":"a","text":"x","declared":5}""", "chat.malformed" },
        { $$"""{"clientId":"a","text":"x","declared":"{{new string('d', 101)}}"}""", "chat.malformed" },
        { """{"clientId":"","text":"empty id"}""", "chat.malformed" },
        { """{"clientId":5,"text":"x"}""", "chat.malformed" },
        { """{"clientId":"\ud800","text":"x"}""", "chat.malformed" },
        { $$"""{"clientId":"{{new string('i', 65)}}","text":"long id"}""", "chat.malformed" },
        { $$"""{"clientId":"a","text":"{{new string('x', 10_001)}}"}""", "message.too_long" },
        { "[]", "chat.malformed" },
        { "null", "chat.malformed" },
        { "\"text\"", "chat.malformed" },
    };

    public static TheoryData<string, string> BadGreetings => new()
    {
        { """{"protocol":2,"site":"shop"}""", "chat.protocol_unsupported" },
        { """{"protocol":"1","site":"shop"}""", "chat.malformed" },
        { """{"protocol":1.5,"site":"shop"}""", "chat.malformed" },
        { """{"site":"shop"}""", "chat.malformed" },
        { """{"protocol":1}""", "chat.malformed" },
        { """{"protocol":1,"site":"nobody"}""", "chat.site_unknown" },
        { """{"protocol":1,"site":"shop","token":"forged"}""", "chat.token_invalid" },
        { """{"protocol":1,"site":"shop","token":5}""", "chat.malformed" },
        { """{"protocol":1,"site":"shop","after":-1}""", "chat.malformed" },
        { """{"protocol":1,"site":"shop","after":"7"}""", "chat.malformed" },
        { """{"protocol":1,"site":"shop","after":99999999999999999999}""", "chat.malformed" },
        { "7", "chat.malformed" },
    };

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task A_bad_message_is_refused_by_name_and_the_connection_goes_on(string request, string code)
    {
        var before = await _host.RowsAsync();
        var (client, _) = await _host.GreetAsync();
        await using var closing = client;
        Assert.Equal(code, ChatHost.CodeOf(await client.InvokeTextAsync("Send", request)));
        Assert.Equal(before, await _host.RowsAsync());
        await ChatHost.SendAsync(client, "a good one");
    }

    [Theory]
    [MemberData(nameof(BadGreetings))]
    public async Task A_bad_greeting_is_refused_by_name_and_stores_nothing(string request, string code)
    {
        var before = await _host.RowsAsync();
        await using var client = await _host.ConnectAsync();
        var reply = await client.InvokeTextAsync("Hello", request);
        Assert.Equal(code, ChatHost.CodeOf(reply));
        Assert.NotEmpty(reply.GetProperty("error").GetProperty("message").GetString()!);
        Assert.Equal("chat.hello_first", ChatHost.CodeOf(await client.InvokeAsync("Send", new { clientId = "a", text = "x" })));
        Assert.Equal(before, await _host.RowsAsync());
    }

    [Fact]
    public async Task A_refused_protocol_names_the_supported_ones()
    {
        await using var client = await _host.ConnectAsync();
        var error = (await client.InvokeAsync("Hello", new { protocol = 99, site = ChatHost.Site })).GetProperty("error");
        Assert.Equal([1], error.GetProperty("supported").EnumerateArray().Select(v => v.GetInt32()));
        Assert.False(error.GetProperty("retry").GetBoolean());
    }

    [Fact]
    public async Task Ten_thousand_characters_are_taken_however_they_are_escaped()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        var text = string.Concat(Enumerable.Repeat("\U0001F44B", 5_000));
        await ChatHost.SendAsync(client, text);
        var reply = await ChatHost.HelloAsync(client, hello.GetProperty("token").GetString());
        Assert.Equal(text, reply.GetProperty("messages")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_megabyte_closes_its_own_connection_and_no_other()
    {
        var (large, hello) = await _host.GreetAsync();
        var (other, _) = await _host.GreetAsync(hello.GetProperty("token").GetString());
        await using var closing = large;
        await using var closingToo = other;
        try
        {
            await large.SendAsync("Send", new { clientId = "a", text = new string('x', 1_000_000) });
        }
        catch (WebSocketException)
        {
            // The server closes before it has read everything.
        }

        Assert.Contains("maximum message size", await large.Closed.WaitAsync(HubClient.Limit) ?? "", StringComparison.OrdinalIgnoreCase);
        var before = await _host.Database.ScalarAsync("""SELECT count(*) FROM "Messages" """);
        await ChatHost.SendAsync(other, "still here");
        Assert.Equal(before + 1, await _host.Database.ScalarAsync("""SELECT count(*) FROM "Messages" """));
    }

    [Fact]
    public async Task An_unknown_method_and_a_wrong_number_of_arguments_are_answered_and_the_connection_goes_on()
    {
        var (client, _) = await _host.GreetAsync();
        await using var closing = client;
        await Assert.ThrowsAsync<HubInvocationException>(() => client.InvokeAsync("DropTables"));
        await Assert.ThrowsAsync<HubInvocationException>(() => client.InvokeAsync("OnConnectedAsync"));
        await Assert.ThrowsAsync<HubInvocationException>(() => client.InvokeAsync("Send"));
        await Assert.ThrowsAsync<HubInvocationException>(() => client.InvokeAsync("Send", 1, 2));
        await ChatHost.SendAsync(client, "a good one");
    }

    [SampleFact("signalr/wire.jsonl")]
    public async Task Frames_of_every_kind_harm_at_most_their_own_connection()
    {
        var (witness, _) = await _host.GreetAsync();
        await using var closing = witness;
        foreach (var line in await File.ReadAllLinesAsync(Samples.PathOf("signalr/wire.jsonl")))
        {
            using var sample = JsonDocument.Parse(line);
            var (client, _) = await _host.GreetAsync();
            await using var closingToo = client;
            await client.SendRawAsync(sample.RootElement.GetProperty("wire").GetString()!);
            try
            {
                await client.InvokeAsync("Typing", false);
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or InvalidOperationException)
            {
                await client.Closed.WaitAsync(HubClient.Limit);
            }
        }

        await ChatHost.SendAsync(witness, "unharmed");
        await _host.ReplyAsync("indeed");
        await witness.NextAsync("messages");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://shop.example.evil.example")]
    [InlineData("http://shop.example")]
    [InlineData("https://shop.example:8443")]
    [InlineData("null")]
    public async Task A_page_of_a_foreign_origin_gets_no_connection(string origin)
    {
        var before = await _host.RowsAsync();
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => _host.ConnectAsync(origin));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.Hub, $"{_host.Hub.AbsolutePath}/negotiate?negotiateVersion=1"));
        request.Headers.Add("Origin", origin);
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(before, await _host.RowsAsync());
    }

    [Fact]
    public async Task A_page_of_one_site_gets_no_conversation_with_another()
    {
        await using var client = await _host.ConnectAsync(ChatHost.ShopOrigin);
        Assert.Equal("chat.origin_foreign", ChatHost.CodeOf(await ChatHost.HelloAsync(client, site: ChatHost.OtherSite)));
        Assert.Equal("none", (await ChatHost.HelloAsync(client)).GetProperty("conversation").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_token_that_was_touched_opens_nothing()
    {
        var (ana, hello) = await _host.GreetAsync();
        await using var closing = ana;
        await ChatHost.SendAsync(ana, "ana's secret");
        var token = hello.GetProperty("token").GetString()!;
        await using var thief = await _host.ConnectAsync();
        foreach (var at in (int[])[0, token.Length / 2, token.Length - 3])
        {
            var forged = string.Concat(token.AsSpan(0, at), token[at] == 'A' ? "B" : "A", token.AsSpan(at + 1));
            Assert.Equal("chat.token_invalid", ChatHost.CodeOf(await ChatHost.HelloAsync(thief, forged)));
        }

        Assert.Equal("chat.token_other_site", ChatHost.CodeOf(await ChatHost.HelloAsync(thief, token, site: ChatHost.OtherSite)));
        var own = await ChatHost.HelloAsync(thief, new string('x', 5000));
        Assert.Equal("chat.token_invalid", ChatHost.CodeOf(own));
        Assert.Equal("chat.hello_first", ChatHost.CodeOf(await thief.InvokeAsync("Before", 1_000_000)));
    }

    [Fact]
    public async Task A_visitor_keeps_to_its_own_conversation_by_any_method()
    {
        var (ana, _) = await _host.GreetAsync();
        var (ben, _) = await _host.GreetAsync();
        await using var closing = ana;
        await using var closingToo = ben;
        var secret = await ChatHost.SendAsync(ana, "ana's secret", "same-id");
        Assert.Empty((await ben.InvokeAsync("Before", secret + 1)).GetProperty("messages").EnumerateArray());
        Assert.Equal("{}", (await ben.InvokeAsync("Seen", secret)).GetRawText());
        // Client ids are each visitor's own.
        Assert.NotEqual(secret, await ChatHost.SendAsync(ben, "ben's text", "same-id"));
        Assert.Equal(0, await _host.Database.ScalarAsync(string.Create(CultureInfo.InvariantCulture, $"""SELECT count(*) FROM "Journal" WHERE "Kind" = 'seen.customer' AND "Seq" > {secret}""")));
    }

    [Theory]
    [InlineData("\"x\"", "chat.malformed")]
    [InlineData("-4", "chat.malformed")]
    [InlineData("1.5", "chat.malformed")]
    [InlineData("null", "chat.malformed")]
    [InlineData("1000000", "chat.sequence_unknown")]
    public async Task A_sequence_that_was_never_sent_is_not_seen(string sequence, string code)
    {
        var (client, _) = await _host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        Assert.Equal(code, ChatHost.CodeOf(await client.InvokeTextAsync("Seen", sequence)));
    }

    [Fact]
    public async Task No_agents_door_opens_to_a_visitor()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {hello.GetProperty("token").GetString()}");
        foreach (var path in (string[])["/inbox", "/wall", $"/ticket/{await _host.NewestTicketAsync()}"])
        {
            using var response = await http.GetAsync(new Uri(_host.Address, path));
            Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public void A_site_with_an_unusable_origin_allows_the_usable_ones_only()
    {
        Assert.Equal(
            ["https://shop.example", "http://localhost:3000", "https://xn--bcher-kva.example"],
            Origins.Parse("https://SHOP.example/ http://localhost:3000 https://*.example javascript:alert(1) https://a.example/path null https://shop.example:443 https://bücher.example 'unsafe-inline'; https://x.example;script-src"));
    }
}
