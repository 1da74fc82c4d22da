using AgentConsole.Channels.Chat.Watching;
using AgentConsole.Console.Bans;
using AgentConsole.People.Bans;
using AgentConsole.Sites;
using AgentConsole.Sites.Invitations;
using AgentConsole.Sites.Visitors;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Who is on a site, as far as its pages tell: listed while they are there, stored nowhere.</summary>
public sealed class VisitorsSeen : IAsyncLifetime
{
    private readonly FakeTime _time = new();

    private ChatHost _host = null!;

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync(time: _time);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_site_is_seen_only_where_that_is_switched_on_and_its_pages_load_nothing_for_it_before()
    {
        using var http = new HttpClient { BaseAddress = _host.Address };
        var script = new Uri("/widget/site.js?site=shop", UriKind.Relative);
        Assert.DoesNotContain("watch.js", await http.GetStringAsync(script), StringComparison.Ordinal);
        await using (var early = await WatchingPage.ConnectAsync(_host)) Assert.Equal(404, early.Status);
        var frame = new Uri($"/widget/watching?site=shop&parent={ChatHost.ShopOrigin}", UriKind.Relative);
        using (var none = await http.GetAsync(frame)) Assert.Equal(404, (int)none.StatusCode);

        await SwitchAsync(_host, new SiteInviting { IsOn = true });
        Assert.Contains("/widget/watch.js?v=", await http.GetStringAsync(script), StringComparison.Ordinal);
        using (var page = await http.GetAsync(frame))
        {
            Assert.Equal(200, (int)page.StatusCode);
            Assert.EndsWith($"frame-ancestors 'self' {ChatHost.ShopOrigin}", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }

        using (var stranger = await http.GetAsync(new Uri("/widget/watching?site=shop&parent=https://evil.example", UriKind.Relative))) Assert.Equal(403, (int)stranger.StatusCode);
        await using (var foreign = await WatchingPage.ConnectAsync(_host, origin: "https://evil.example")) Assert.Equal(403, foreign.Status);
        await using (var unknown = await WatchingPage.ConnectAsync(_host, site: "nobody")) Assert.Equal(404, unknown.Status);
        Assert.Empty(_host.Services.GetRequiredService<VisitorBoard>().All);
        Assert.Equal(0, await _host.RowsAsync());
    }

    [Fact]
    public async Task A_visitor_is_one_from_page_to_page_elsewhere_while_no_page_is_in_sight_and_gone_after_a_while()
    {
        await SwitchAsync(_host, new SiteInviting { IsOn = true });
        var first = await WatchingPage.OpenAsync(_host, visits: 3);
        var seen = Assert.Single(await WatchingPage.SeenAsync(_host, all => all.Count == 1));
        Assert.Equal(("https://shop.example/tents", "Tents", "https://search.example/", 3, false), (seen.Page, seen.Title, seen.Referrer, seen.Visits, seen.IsAway));
        Assert.Equal((null, InviteStage.None), (seen.CustomerId, seen.Stage));

        _time.Advance(TimeSpan.FromMinutes(1));
        await first.TurnToAsync("https://shop.example/lamps");
        seen = Assert.Single(await WatchingPage.SeenAsync(_host, all => all.Any(visitor => visitor.Page.EndsWith("/lamps", StringComparison.Ordinal))));
        Assert.Equal(TimeSpan.FromMinutes(1), seen.PageAt - seen.CameAt);
        await first.TurnToAsync("https://shop.example/lamps", visible: false);
        Assert.Equal(seen.PageAt, Assert.Single(await WatchingPage.SeenAsync(_host, all => all.Any(visitor => visitor.IsAway))).PageAt);

        // The next page of the same tab.
        await first.DisposeAsync();
        await using var second = await WatchingPage.OpenAsync(_host, "https://shop.example/cart", first.Id);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal((seen.Id, seen.CameAt), Assert.Single((await WatchingPage.SeenAsync(_host, all => all.Any(visitor => !visitor.IsAway))).Select(visitor => (visitor.Id, visitor.CameAt))));
        await second.DisposeAsync();
        var board = _host.Services.GetRequiredService<VisitorBoard>();
        await GoneAsync();

        async Task GoneAsync()
        {
            var gone = WatchingPage.SeenAsync(_host, all => all.Count == 0);
            while (!gone.IsCompleted)
            {
                // The server hears of the closed page in its own time; only then the grace begins.
                Assert.True(board.All.Count <= 1);
                _time.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(gone, Task.Run(Thread.Yield));
            }

            await gone;
        }
    }

    [Theory]
    [InlineData("\"hello\"", "chat.malformed")]
    [InlineData("""{"page":"https://shop.example/","visible":true}""", "chat.malformed")]
    [InlineData("""{"hello":1,"page":"https://shop.example/"}""", "chat.malformed")]
    public async Task Whoever_does_not_say_what_a_page_says_is_sent_away(string said, string why)
    {
        await SwitchAsync(_host, new SiteInviting { IsOn = true });
        await using var page = await WatchingPage.ConnectAsync(_host);
        await page.SayAsync(System.Text.Json.JsonDocument.Parse(said).RootElement);
        Assert.Equal(why, await page.ClosedAsync());
        Assert.Empty(_host.Services.GetRequiredService<VisitorBoard>().All);
    }

    [Fact]
    public async Task What_pages_say_is_cut_to_size_and_no_direction_of_theirs_turns_the_list_around()
    {
        await SwitchAsync(_host, new SiteInviting { IsOn = true });
        await using var page = await WatchingPage.OpenAsync(_host, "https://shop.example/" + new string('\u00e9', 1_500) + "\u202e");
        var seen = Assert.Single(await WatchingPage.SeenAsync(_host, all => all.Count == 1));
        Assert.InRange(seen.Page.Length, 100, VisitorPage.MaxPage);
        Assert.DoesNotContain('\u202e', seen.Page);
    }

    [Fact]
    public async Task One_address_has_so_many_pages_and_a_page_that_chatters_is_sent_away()
    {
        await using var host = await ChatHost.StartAsync(DatabaseKind.Sqlite, null, "--Chat:ConnectionsPerAddress=2");
        await SwitchAsync(host, new SiteInviting { IsOn = true });
        await using var one = await WatchingPage.OpenAsync(host);
        await using var two = await WatchingPage.OpenAsync(host);
        await WatchingPage.SeenAsync(host, all => all.Count == 2);
        await using (var third = await WatchingPage.ConnectAsync(host)) Assert.Equal(429, third.Status);
        for (var i = 0; i < 40; i++) await one.TurnToAsync($"https://shop.example/{i}");
        Assert.Equal("chat.too_fast", await one.ClosedAsync());
    }

    [Fact]
    public async Task A_visitor_who_has_written_before_is_known_by_name_and_the_conversation_that_goes_on_is_named()
    {
        await using var host = await ChatHost.StartAsync();
        await SwitchAsync(host, new SiteInviting { IsOn = true });
        var (client, hello) = await host.GreetAsync();
        await using var wire = client;
        var token = hello.GetProperty("token").GetString();
        // Before the first word the page was a stranger's; the same page is somebody's then.
        await using var page = await WatchingPage.OpenAsync(host);
        var stranger = Assert.Single(await WatchingPage.SeenAsync(host, all => all.Count == 1));
        await page.SayAsync(new { hello = 1, token, visits = 1, lang = "en", page = "https://shop.example/tents", title = "Tents", referrer = "", visible = true });
        Assert.False((await page.NextAsync()).TryGetProperty("id", out _));
        await ChatHost.SendAsync(client, "Which one is dry?");
        var known = Assert.Single(await WatchingPage.SeenAsync(host, all => all.Any(visitor => visitor.TicketId is not null)));
        Assert.Equal((stranger.Id, 1, await host.NewestTicketAsync()), (known.Id, known.CustomerId, known.TicketId!.Value));
        Assert.NotEmpty(known.Name);

        var refused = host.Services.GetRequiredService<VisitorBoard>().Invite(known.Id, 7, "Ana", "Hello");
        Assert.Equal("visitor.talks", refused.Refusal?.Code);
        await host.DoAsync(new ChangeStatus(Actor.Agent(7, "Ana"), 1, TicketStatus.Resolved));
        await WatchingPage.SeenAsync(host, all => all.Any(visitor => visitor is { TicketId: null, CustomerId: 1 }));
    }

    [Fact]
    public async Task Whoever_looks_sees_the_visitors_of_every_node_and_can_invite_them_and_nodes_tell_nothing_while_nobody_looks()
    {
        await using var one = await ChatHost.StartAsync(DatabaseKind.Postgres);
        await using var two = await ChatHost.BesideAsync(one);
        await SwitchAsync(one, new SiteInviting { IsOn = true });
        var page = await WatchingPage.OpenAsync(one);
        await WatchingPage.SeenAsync(one, all => all.Count == 1);
        var board = two.Services.GetRequiredService<VisitorBoard>();
        Assert.Empty(board.All);

        using var screen = new VisitorWatch(board, TimeProvider.System);
        var there = Assert.Single(await WatchingPage.SeenAsync(two, all => all.Count == 1));
        Assert.Equal(("https://shop.example/tents", "Tents", false), (there.Page, there.Title, there.Node is null));
        Assert.True(board.Invite(there, 7, "Ana", "Hello").Succeeded);
        var invitation = await page.InvitationAsync();
        Assert.Equal("Ana", invitation.GetProperty("name").GetString());
        await page.DidAsync(invitation, "shown");
        await WatchingPage.SeenAsync(two, all => all.Any(visitor => visitor.Stage == InviteStage.Shown));
        Assert.Equal("visitor.invited", board.Invite(there, 7, "Ana", "Hello").Refusal?.Code);

        // Letters that are six each as JSON: what would not fit in a signal once ended the process that wanted to tell it.
        await using var wordy = await WatchingPage.ConnectAsync(one);
        var tents = string.Concat(Enumerable.Repeat("\U0001F3D5", 190));
        await wordy.SayAsync(new { hello = 1, visits = 1, lang = "en", page = $"https://shop.example/{tents}", title = tents, referrer = $"https://search.example/{tents}", visible = true });
        await WatchingPage.SeenAsync(two, all => all.Any(visitor => visitor.Title.Length > 0 && visitor.Title != "Tents"));
        await wordy.DisposeAsync();
        await page.DisposeAsync();
        await WatchingPage.SeenAsync(two, all => all.Count == 0);
    }

    [Fact]
    public async Task Whoever_the_chat_is_closed_to_is_not_seen()
    {
        await SwitchAsync(_host, new SiteInviting { IsOn = true });
        var (client, hello) = await _host.GreetAsync();
        await using var wire = client;
        await ChatHost.SendAsync(client, "spam");
        Assert.Null(await _host.Services.GetRequiredService<BanOrders>().DoAsync(new BanVisitor(Actor.Agent(7, "Ana"), 1, "Insults", BanLength.Hour, WithAddress: false), CancellationToken.None));
        await using var page = await WatchingPage.ConnectAsync(_host);
        await page.SayAsync(new { hello = 1, token = hello.GetProperty("token").GetString(), visits = 1, lang = "en", page = "https://shop.example/", title = "", referrer = "", visible = true });
        Assert.Equal("chat.banned", await page.ClosedAsync());
        Assert.Empty(_host.Services.GetRequiredService<VisitorBoard>().All);
    }

    /// <summary>Sees and invites the visitors of the shop.</summary>
    internal static async Task<Site> SwitchAsync(ChatHost host, SiteInviting inviting, string key = ChatHost.Site)
    {
        var catalog = host.Services.GetRequiredService<SiteCatalog>();
        var site = (await catalog.ListAsync(CancellationToken.None)).Single(site => site.Key == key);
        var saved = await catalog.InviteAsync(site, inviting, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Refusal?.ToString());
        return saved.Value;
    }
}
