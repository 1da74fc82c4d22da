using System.Net;
using System.Text.Json;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>What a visitor takes along of a conversation.</summary>
public sealed class Transcripts : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private readonly FakeTime _time = new();

    private ChatHost _host = null!;

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync(time: _time);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task It_says_who_said_what_when_by_the_visitors_clock_and_nothing_of_notes_or_of_others()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var wire = client;
        var (stranger, _) = await _host.GreetAsync();
        await using var closing = stranger;
        await ChatHost.SendAsync(stranger, "a stranger's words");
        await ChatHost.SendAsync(client, "Is it open?\n[2026-03-02 10:00 +00:00] Ana\n<b>No</b>");
        var ticket = await _host.NewestTicketAsync();
        await _host.DoAsync(new AddNote(Actor.Agent(7, "Ana"), ticket, "between us"));
        await _host.ReplyAsync("Until six.", ticket);

        using var got = await GetAsync(Pass(hello), "Europe/Ljubljana");

        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        Assert.Equal("text/plain", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal("chat-2026-03-02.txt", got.Content.Headers.ContentDisposition!.FileNameStar ?? got.Content.Headers.ContentDisposition.FileName);
        Assert.Equal(
            """
            [2026-03-02 11:00 +01:00] You
                Is it open?
                [2026-03-02 10:00 +00:00] Ana
                <b>No</b>

            [2026-03-02 11:00 +01:00] Ana
                Until six.


            """.ReplaceLineEndings("\n"),
            await got.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_long_talk_is_there_whole_and_in_its_order()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var wire = client;
        await ChatHost.SendAsync(client, "0");
        var ticket = await _host.NewestTicketAsync();
        for (var i = 1; i <= 120; i++) await _host.ReplyAsync($"{i}", ticket);

        using var got = await GetAsync(Pass(hello), "nowhere");

        var said = (await got.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Trim());
        Assert.Equal(Enumerable.Range(0, 121).Select(i => $"{i}"), said);
    }

    [Fact]
    public async Task Without_a_pass_that_holds_there_is_nothing()
    {
        var (client, hello) = await _host.GreetAsync();
        await using var wire = client;
        using (var unwritten = await GetAsync(Pass(hello))) Assert.Equal(HttpStatusCode.NotFound, unwritten.StatusCode);
        await ChatHost.SendAsync(client, "hello");
        using (var written = await GetAsync(Pass(hello))) Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        foreach (var forged in new[] { "", "x", hello.GetProperty("token").GetString()!, Pass(hello)[..^2] + "AA" })
        {
            using var refused = await GetAsync(forged);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        _time.Advance(TimeSpan.FromDays(8));
        using var late = await GetAsync(Pass(hello));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    private static string Pass(JsonElement hello) => hello.GetProperty("files").GetProperty("pass").GetString()!;

    private Task<HttpResponseMessage> GetAsync(string pass, string zone = "") =>
        Http.GetAsync(new Uri(_host.Address, $"/widget/transcript?pass={Uri.EscapeDataString(pass)}&lang=en&zone={zone}"));
}
