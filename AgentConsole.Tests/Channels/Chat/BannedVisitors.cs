using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AgentConsole.Channels.Chat;
using AgentConsole.Console.Bans;
using AgentConsole.People.Bans;
using AgentConsole.Sites;
using AgentConsole.Sites.Invitations;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Visitors to whom the team has closed the chat.</summary>
public sealed class BannedVisitors
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    [Fact]
    public async Task A_banned_visitors_connections_end_at_once_and_their_greetings_say_until_when_while_everybody_else_goes_on()
    {
        await using var host = await ChatHost.StartAsync();
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "you are all fools");
        var (tab, _) = await host.GreetAsync(Token(hello));
        await using var closingTab = tab;
        var (other, _) = await host.GreetAsync();
        await using var closingOther = other;
        var before = TimeProvider.System.GetUtcNow();

        await BanAsync(host, BanLength.Hour);

        await client.Closed.WaitAsync(DeskHost.Limit);
        await tab.Closed.WaitAsync(DeskHost.Limit);
        var rows = await host.RowsAsync();
        await using var again = await host.ConnectAsync();
        var error = (await again.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, token = Token(hello), lang = "sl" })).GetProperty("error");
        Assert.Equal(("chat.banned", "Naša ekipa je ta klepet za vas ustavila.", false), (error.GetProperty("code").GetString(), error.GetProperty("message").GetString(), error.GetProperty("retry").GetBoolean()));
        Assert.InRange(error.GetProperty("until").GetDateTimeOffset(), before.AddHours(1).AddSeconds(-1), TimeProvider.System.GetUtcNow().AddHours(1));
        Assert.InRange(error.GetProperty("retryAfterMs").GetInt32(), 1, 3_600_000);
        Assert.Equal("chat.hello_first", ChatHost.CodeOf(await again.InvokeAsync("Send", new { clientId = "c", text = "let me in" })));
        Assert.Equal(rows, await host.RowsAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await UploadAsync(host, Token(hello)));
        await ChatHost.SendAsync(other, "still here");

        // Nothing is lost: what was written is there when the ban is lifted, and what was not sent can be sent.
        await LiftAsync(host);
        var (back, known) = await host.GreetAsync(Token(hello));
        await using var closingBack = back;
        Assert.Equal(["you are all fools"], known.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString()));
        await ChatHost.SendAsync(back, "sorry");
    }

    [Fact]
    public async Task A_ban_ends_by_itself_and_one_for_good_names_no_end()
    {
        var time = new ShiftedTime();
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, time);
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        await BanAsync(host, BanLength.Day);
        await client.Closed.WaitAsync(DeskHost.Limit);

        time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        var (back, _) = await host.GreetAsync(Token(hello));
        await using var closingBack = back;

        await BanAsync(host, BanLength.ForGood);
        await using var again = await host.ConnectAsync();
        var error = (await ChatHost.HelloAsync(again, Token(hello))).GetProperty("error");
        Assert.Equal("chat.banned", error.GetProperty("code").GetString());
        Assert.False(error.TryGetProperty("until", out _));
        Assert.False(error.TryGetProperty("retryAfterMs", out _));
    }

    [Fact]
    public async Task With_the_address_nobody_from_there_comes_in_under_another_name_but_whom_a_site_has_signed_for()
    {
        await using var host = await ChatHost.StartAsync();
        var site = (await host.Services.GetRequiredService<SiteCatalog>().ListAsync(CancellationToken.None)).Single(site => site.Key == ChatHost.Site);
        var secret = (await host.Services.GetRequiredService<SiteSecrets>().MakeAsync(site.Id, CancellationToken.None)).Value!;
        var (client, hello) = await host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        var book = host.Services.GetRequiredService<BanBook>();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        book.Changed += () =>
        {
            if (book.OfAddress("127.0.0.1") is not null) held.TrySetResult();
        };
        await BanAsync(host, BanLength.ForGood, withAddress: true);
        await held.Task.WaitAsync(DeskHost.Limit);

        await using var stranger = await host.ConnectAsync();
        var error = (await ChatHost.HelloAsync(stranger)).GetProperty("error");
        Assert.Equal("chat.banned", error.GetProperty("code").GetString());
        // The address is held for a day, whatever the visitor is.
        Assert.InRange(error.GetProperty("retryAfterMs").GetInt32(), 1, 86_400_000);
        var known = await stranger.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, identity = SignedVisitor.Sign(secret, "42", "Mira") });
        Assert.True(known.GetProperty("identified").GetBoolean());
        // Nobody of a good name takes a banned visitor's place.
        Assert.Equal("chat.banned", ChatHost.CodeOf(await stranger.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, token = Token(hello), identity = SignedVisitor.Sign(secret, "43", "Pia") })));
    }

    [Fact]
    public async Task Whom_a_site_has_signed_for_is_kept_out_on_every_device_and_on_every_node()
    {
        await using var one = await ChatHost.StartAsync(DatabaseKind.Postgres);
        await using var two = await ChatHost.BesideAsync(one);
        var site = (await one.Services.GetRequiredService<SiteCatalog>().ListAsync(CancellationToken.None)).Single(site => site.Key == ChatHost.Site);
        var secret = (await one.Services.GetRequiredService<SiteSecrets>().MakeAsync(site.Id, CancellationToken.None)).Value!;
        var proof = SignedVisitor.Sign(secret, "42", "Mira");
        var phone = await two.ConnectAsync();
        await using var closing = phone;
        Assert.True((await phone.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, identity = proof })).GetProperty("identified").GetBoolean());
        await ChatHost.SendAsync(phone, "hello");

        await BanAsync(one, BanLength.Day);

        await phone.Closed.WaitAsync(DeskHost.Limit);
        await using var laptop = await two.ConnectAsync();
        Assert.Equal("chat.banned", ChatHost.CodeOf(await laptop.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, identity = proof })));
    }

    [Fact]
    public async Task Pages_that_are_only_looked_at_end_at_once_on_every_node_with_the_address_those_of_strangers_too_and_never_those_of_whom_a_site_has_signed_for()
    {
        await using var one = await ChatHost.StartAsync(DatabaseKind.Postgres);
        await using var two = await ChatHost.BesideAsync(one);
        var site = await VisitorsSeen.SwitchAsync(one, new SiteInviting { IsOn = true });
        var secret = (await one.Services.GetRequiredService<SiteSecrets>().MakeAsync(site.Id, CancellationToken.None)).Value!;
        var (client, hello) = await two.GreetAsync();
        await ChatHost.SendAsync(client, "you are all fools");
        // The chat is closed; the page is still there.
        await client.DisposeAsync();
        await using var person = await two.ConnectAsync();
        var known = await person.InvokeAsync("Hello", new { protocol = 1, site = ChatHost.Site, identity = SignedVisitor.Sign(secret, "42", "Mira") });
        await using var banned = await WatchingPage.OpenAsync(two, token: Token(hello));
        await using var signed = await WatchingPage.OpenAsync(two, "https://shop.example/signed", token: Token(known));
        await using var stranger = await WatchingPage.OpenAsync(two);
        await WatchingPage.SeenAsync(two, all => all.Count == 3);

        await BanAsync(one, BanLength.Day);
        Assert.Equal("chat.banned", await banned.ClosedAsync());
        Assert.Equal(2, (await WatchingPage.SeenAsync(two, all => all.Count == 2)).Count);
        await using var again = await WatchingPage.ConnectAsync(two);
        await again.SayAsync(new { hello = 1, token = Token(hello), visits = 1, lang = "en", page = "https://shop.example/", title = "", referrer = "", visible = true });
        Assert.Equal("chat.banned", await again.ClosedAsync());

        var lifted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var book = two.Services.GetRequiredService<BanBook>();
        void Look()
        {
            if (book.OfCustomers(1) is null) lifted.TrySetResult();
        }

        book.Changed += Look;
        await LiftAsync(one);
        Look();
        await lifted.Task.WaitAsync(DeskHost.Limit);
        await using var back = await WatchingPage.OpenAsync(two, token: Token(hello));
        await WatchingPage.SeenAsync(two, all => all.Count == 3);
        await BanAsync(one, BanLength.Day, withAddress: true);
        Assert.Equal("chat.banned", await back.ClosedAsync());
        Assert.Equal("chat.banned", await stranger.ClosedAsync());
        await signed.TurnToAsync("https://shop.example/still-here");
        Assert.Equal("https://shop.example/still-here", Assert.Single(await WatchingPage.SeenAsync(two, all => all is [{ Page: "https://shop.example/still-here" }])).Page);
    }

    [Fact]
    public async Task An_address_that_could_not_be_stored_is_not_held_and_is_stored_as_soon_as_it_can_be()
    {
        var time = new FakeTime();
        await using var host = await ChatHost.StartAsync(time: time);
        var (client, _) = await host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        var (book, held) = (host.Services.GetRequiredService<BanBook>(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        book.Changed += () =>
        {
            if (book.OfAddress("127.0.0.1") is not null) held.TrySetResult();
        };
        await host.Database.ExecuteAsync("""CREATE TRIGGER "Broken" BEFORE INSERT ON "BannedAddresses" BEGIN SELECT RAISE(ABORT, 'broken'); END""");
        var failed = time.WhenTimerIsSet(ChatBans.FirstPause);
        await BanAsync(host, BanLength.Day, withAddress: true);
        await client.Closed.WaitAsync(DeskHost.Limit);
        await failed.WaitAsync(DeskHost.Limit);
        Assert.Null(book.OfAddress("127.0.0.1"));

        await host.Database.ExecuteAsync("""DROP TRIGGER "Broken" """);
        time.Advance(ChatBans.FirstPause);
        await held.Task.WaitAsync(DeskHost.Limit);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_another_node_has_stored_keeps_nothing_else_out_and_of_a_ban_that_was_lifted_nothing_is_held(DatabaseKind kind)
    {
        await using var host = await ChatHost.StartAsync(kind);
        var (client, _) = await host.GreetAsync();
        await using var closing = client;
        await ChatHost.SendAsync(client, "hello");
        await client.DisposeAsync();
        await BanAsync(host, BanLength.Day, withAddress: true);
        var book = host.Services.GetRequiredService<BanBook>();
        var ban = Assert.Single(await book.ListAsync(CancellationToken.None));
        await host.Database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""INSERT INTO "BannedAddresses" ("BanId", "Address") VALUES ({ban.Id}, '192.0.2.1')"""));

        await book.HoldAsync(ban, ["192.0.2.1", "192.0.2.2"], CancellationToken.None);
        Assert.Equal([ban.Id, ban.Id], new[] { book.OfAddress("192.0.2.1")?.Id, book.OfAddress("192.0.2.2")?.Id });

        await LiftAsync(host);
        await book.HoldAsync(ban, ["192.0.2.3"], CancellationToken.None);
        Assert.Equal(0, await host.Database.ScalarAsync("""SELECT count(*) FROM "BannedAddresses" """));
    }

    private static async Task BanAsync(ChatHost host, BanLength length, bool withAddress = false) =>
        Assert.Null(await host.Services.GetRequiredService<BanOrders>().DoAsync(new BanVisitor(Ana, 1, "Insults", length, withAddress), CancellationToken.None));

    private static async Task LiftAsync(ChatHost host) =>
        Assert.Null(await host.Services.GetRequiredService<BanOrders>().DoAsync(new UnbanVisitor(Ana, 1), CancellationToken.None));

    private static string Token(JsonElement hello) => hello.GetProperty("token").GetString()!;

    private static async Task<HttpStatusCode> UploadAsync(ChatHost host, string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(host.Address, $"/widget/files?site={ChatHost.Site}&name=a.png")) { Content = new ByteArrayContent([1]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
