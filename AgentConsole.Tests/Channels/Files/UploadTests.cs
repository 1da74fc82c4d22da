using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Files;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;

namespace AgentConsole.Tests.Channels.Files;

/// <summary>Files over HTTP, as agents send and get them.</summary>
public sealed class UploadTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task A_picture_comes_back_as_a_picture_that_no_page_can_be_made_of()
    {
        var ana = await shared.App.SignedInAsync(AgentRole.Agent);
        var key = Key(await PutAsync(ana, "red.png", SomeFile.Picture));

        var got = await ana.GetAsync($"/files/{key}");

        Assert.Equal("image/png", got.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline", got.Message.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(SomeFile.Picture, await got.Message.Content.ReadAsByteArrayAsync());
        Assert.Equal("nosniff", Header(got, "X-Content-Type-Options"));
        Assert.StartsWith("sandbox; default-src 'none'", Header(got, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("same-origin", Header(got, "Cross-Origin-Resource-Policy"));
    }

    [Theory]
    [InlineData("evil.svg", "svg")]
    [InlineData("bomb.png", "bomb")]
    [InlineData("list.txt", "text")]
    public async Task Whatever_is_no_picture_to_show_is_saved_and_never_opened_here(string name, string what)
    {
        var ana = await shared.App.SignedInAsync(AgentRole.Agent);
        var content = what switch { "svg" => SomeFile.Svg, "bomb" => SomeFile.Claims(60_000, 60_000), _ => SomeFile.Text("a") };
        var uploaded = await PutAsync(ana, name, content, "image/png");
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(uploaded.Text).RootElement.GetProperty("width").ValueKind);

        var got = await ana.GetAsync($"/files/{Key(uploaded)}");

        Assert.Equal("application/octet-stream", got.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", got.Message.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith("sandbox;", Header(got, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_from_outside_reaches_no_header_as_it_came()
    {
        var ana = await shared.App.SignedInAsync(AgentRole.Agent);
        var key = Key(await PutAsync(ana, "../a\r\nSet-Cookie: x=1\u202Etxt.exe", SomeFile.Text("a")));

        var got = await ana.GetAsync($"/files/{key}");

        Assert.Equal("aSet-Cookie_ x=1txt.exe.txt", got.Message.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.False(got.Message.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("photo.png", "page")]
    [InlineData("photo.png", "program")]
    public async Task A_content_that_lies_about_what_it_is_is_refused_in_words(string name, string what)
    {
        var ana = await shared.App.SignedInAsync(AgentRole.Agent);
        var answer = await PutAsync(ana, name, what == "page" ? SomeFile.Page : SomeFile.Program, "image/png");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        using var said = JsonDocument.Parse(answer.Text);
        Assert.Equal("file.type", said.RootElement.GetProperty("code").GetString());
        Assert.NotEqual("", said.RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public async Task An_upload_of_two_gigabytes_is_refused_before_its_first_byte()
    {
        var cookies = await SignedInCookiesAsync();
        using var wire = new TcpClient();
        await wire.ConnectAsync(shared.App.Address.Host, shared.App.Address.Port);
        var stream = wire.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"PUT /files?name=x.zip HTTP/1.1\r\nHost: {shared.App.Address.Authority}\r\nCookie: {cookies}\r\nContent-Length: 2147483648\r\n\r\n"));
        using var reader = new StreamReader(stream);
        // Not a byte of the body is sent, and the answer is there.
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync().WaitAsync(RunningApp.Limit));
        Assert.Contains("file.too_large", await reader.ReadToEndAsync().WaitAsync(RunningApp.Limit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_upload_that_does_not_say_how_long_it_is_is_cut_at_the_limit()
    {
        await using var app = await RunningApp.StartAsync(arguments: "--Files:MaxMegabytes=1");
        var ana = await app.SignedInAsync(AgentRole.Agent);
        var endless = new Endless();
        var request = new HttpRequestMessage(HttpMethod.Put, "/files?name=x.bin") { Content = new StreamContent(endless) };
        request.Headers.TransferEncodingChunked = true;
        try
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await ana.SendAsync(request)).Status);
        }
        catch (HttpRequestException)
        {
            // The server hung up before the client had looked for its answer: as good.
        }

        Assert.InRange(endless.Given, 1024 * 1024, 64L * 1024 * 1024);
        Assert.Equal(0, await app.Database.ScalarAsync("""SELECT COUNT(*) FROM "Attachments" """));
    }

    [Fact]
    public async Task Strangers_and_other_agents_get_nothing_of_what_waits_and_agents_get_what_was_sent()
    {
        var (ana, bor) = (await shared.App.SignedInAsync(AgentRole.Agent), await shared.App.SignedInAsync(AgentRole.Agent));
        var key = Key(await PutAsync(ana, "red.png", SomeFile.Picture));
        var owner = (await shared.App.Get<FileShelf>().FindAsync(key, default))!.Owner;

        Assert.Equal(HttpStatusCode.NotFound, (await bor.GetAsync($"/files/{key}")).Status);
        await bor.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"/files/{key}"));
        Assert.Equal(HttpStatusCode.OK, (await ana.GetAsync($"/files/{key}")).Status);
        Assert.StartsWith("/sign-in", (await shared.App.NewVisitor().GetAsync($"/files/{key}")).To, StringComparison.Ordinal);

        var desk = shared.App.Get<AgentConsole.Desk.Desk>();
        var opened = await desk.ExecuteAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "M"), TicketChannel.Email, "Hi", Who: new(IdentityKind.Email, $"{key}@example.test", "M")), default);
        var id = long.Parse(owner["agent:".Length..], System.Globalization.CultureInfo.InvariantCulture);
        await desk.ExecuteAsync(new AddNote(Actor.Agent(id, "Ana"), opened.Value!.Ticket.Id, "") { Attached = new AttachedFiles(owner, [key]) }, default);
        Assert.Equal(HttpStatusCode.OK, (await bor.GetAsync($"/files/{key}")).Status);
    }

    [Fact]
    public async Task One_who_uploads_too_often_is_told_to_wait()
    {
        await using var app = await RunningApp.StartAsync(arguments: "--Files:UploadsPerMinute=2");
        var ana = await app.SignedInAsync(AgentRole.Agent);
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await PutAsync(ana, "a.txt", SomeFile.Text("a"))).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await PutAsync(ana, "a.txt", SomeFile.Text("a"))).Status);
    }

    internal static Task<Answer> PutAsync(Visitor who, string name, byte[] content, string type = "application/octet-stream") =>
        who.SendAsync(new HttpRequestMessage(HttpMethod.Put, $"/files?name={Uri.EscapeDataString(name)}") { Content = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } } });

    internal static string Key(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        using var body = JsonDocument.Parse(answer.Text);
        return body.RootElement.GetProperty("key").GetString()!;
    }

    private static string Header(Answer answer, string name) => Assert.Single(answer.Message.Headers.GetValues(name));

    private async Task<string> SignedInCookiesAsync()
    {
        var ana = await shared.App.SignedInAsync(AgentRole.Agent);
        return string.Join("; ", ana.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));
    }

    /// <summary>Zeroes for ever, and how many of them were taken.</summary>
    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
