using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Files;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Files as visitors send and get them.</summary>
public sealed class VisitorFileTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private ChatHost _host = null!;

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_visitors_file_goes_with_a_message_and_comes_back_with_the_conversation()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var wire = client;
        var key = await UploadAsync(hello, "red.png", SomeFile.Picture);

        var sent = await client.InvokeAsync("Send", new { clientId = "c1", text = "", files = new[] { key } });
        Assert.False(sent.TryGetProperty("error", out var error), error.ToString());
        Assert.Equal(sent.GetRawText(), (await client.InvokeAsync("Send", new { clientId = "c1", text = "", files = new[] { key } })).GetRawText());

        var (again, known) = await _host.GreetAsync(hello.GetProperty("token").GetString());
        await using var other = again;
        var file = known.GetProperty("messages")[0].GetProperty("files")[0];
        Assert.Equal((key, "red.png", 1), (file.GetProperty("key").GetString(), file.GetProperty("name").GetString(), file.GetProperty("width").GetInt32()));
        using var got = await GetAsync(key, Pass(known));
        Assert.Equal("image/png", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal(SomeFile.Picture, await got.Content.ReadAsByteArrayAsync());
        Assert.StartsWith("sandbox;", Assert.Single(got.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_visitor_and_one_without_a_pass_get_nothing()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var wire = client;
        var key = await UploadAsync(hello, "red.png", SomeFile.Picture);
        var (stranger, strangers) = await _host.GreetAsync();
        await using var elsewhere = stranger;

        foreach (var sent in new[] { false, true })
        {
            if (sent) await client.InvokeAsync("Send", new { clientId = "c1", text = "hi", files = new[] { key } });
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, Pass(hello)));
            foreach (var pass in new[] { Pass(strangers), "", "x", new string('a', 2000), hello.GetProperty("token").GetString()! })
                Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(key, pass));
        }

        var stolen = await stranger.InvokeAsync("Send", new { clientId = "c1", text = "mine", files = new[] { key } });
        Assert.Equal("file.unknown", stolen.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_notes_file_is_not_the_visitors_and_a_replys_is()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var wire = client;
        await client.InvokeAsync("Send", new { clientId = "c1", text = "hi" });
        var shelf = _host.Services.GetRequiredService<FileShelf>();
        var (note, reply) = (await shelf.AddAsync("agent:1", "a.png", new MemoryStream(SomeFile.Picture), default), await shelf.AddAsync("agent:1", "b.png", new MemoryStream(SomeFile.Picture), default));
        await _host.Desk.ExecuteAsync(new AddNote(Actor.Agent(1, "Ana"), 1, "ours") { Attached = new AttachedFiles("agent:1", [note.Value!.Key]) }, default);
        await _host.Desk.ExecuteAsync(new AgentReplies(Actor.Agent(1, "Ana"), 1, "yours") { Attached = new AttachedFiles("agent:1", [reply.Value!.Key]) }, default);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(note.Value.Key, Pass(hello)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(reply.Value.Key, Pass(hello)));
    }

    [Theory]
    [InlineData("nobody", true, HttpStatusCode.NotFound)]
    [InlineData(ChatHost.OtherSite, true, HttpStatusCode.Unauthorized)]
    [InlineData(ChatHost.Site, false, HttpStatusCode.Unauthorized)]
    public async Task An_upload_without_the_sites_own_token_is_refused(string site, bool withToken, HttpStatusCode status)
    {
        var (client, hello) = await _host.GreetAsync();
        await using var wire = client;
        using var answer = await PutAsync(site, withToken ? hello.GetProperty("token").GetString() : null, "a.png", SomeFile.Picture);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_origin_uploads_nothing_even_with_a_token()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var wire = client;
        using var answer = await PutAsync(ChatHost.Site, hello.GetProperty("token").GetString(), "a.png", SomeFile.Picture, origin: "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Files_that_are_no_list_of_keys_are_malformed()
    {
        var (client, _) = await _host.GreetAsync();
        await using var wire = client;
        foreach (object files in new object[] { "x", new[] { 1 }, new[] { new string('x', 33) }, new[] { "" }, Enumerable.Repeat("x", 11).ToArray() })
        {
            var reply = await client.InvokeAsync("Send", new { clientId = "c1", text = "hi", files });
            Assert.Equal("chat.malformed", reply.GetProperty("error").GetProperty("code").GetString());
        }
    }

    private static string Pass(JsonElement hello) => hello.GetProperty("files").GetProperty("pass").GetString()!;

    private async Task<string> UploadAsync(JsonElement hello, string name, byte[] content)
    {
        using var answer = await PutAsync(ChatHost.Site, hello.GetProperty("token").GetString(), name, content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("key").GetString()!;
    }

    private async Task<HttpResponseMessage> PutAsync(string site, string? token, string name, byte[] content, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_host.Address, $"/widget/files?site={site}&name={name}")) { Content = new ByteArrayContent(content) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (origin is not null) request.Headers.Add("Origin", origin);
        return await Http.SendAsync(request);
    }

    private Task<HttpResponseMessage> GetAsync(string key, string pass) => Http.GetAsync(new Uri(_host.Address, $"/widget/files/{key}?pass={Uri.EscapeDataString(pass)}"));

    private async Task<HttpStatusCode> StatusAsync(string key, string pass)
    {
        using var answer = await GetAsync(key, pass);
        return answer.StatusCode;
    }
}
