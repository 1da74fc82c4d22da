using System.Text.Json;
using AgentConsole.Channels.Chat.Watching;
using AgentConsole.People.Setup;
using AgentConsole.Sites;
using AgentConsole.Sites.Invitations;
using AgentConsole.Sites.Visitors;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>Visitors who are asked to talk: by an agent's hand or by a site's rule, once, and what becomes of it is counted.</summary>
public sealed class Invitations : IAsyncLifetime
{
    private static readonly InviteRule Tents = new()
    {
        Id = 4,
        Name = "Tents",
        Test = PageTest.Contains,
        Page = "/TENTS",
        Seconds = 20,
        IfOnline = false,
        Text = "A tent?",
        Sl = "Šotor?",
    };

    private readonly FakeTime _time = new();

    private ChatHost _host = null!;

    private VisitorBoard Board => _host.Services.GetRequiredService<VisitorBoard>();

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync(time: _time);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task What_an_agent_asks_stands_before_the_visitors_first_words_answers_nothing_and_is_counted_once()
    {
        var site = await VisitorsSeen.SwitchAsync(_host, new SiteInviting { IsOn = true });
        await using var page = await WatchingPage.OpenAsync(_host);
        var visitor = Assert.Single(await WatchingPage.SeenAsync(_host, all => all.Count == 1));
        Assert.Equal("invite.text_empty", Board.Invite(visitor.Id, 7, "Ana", "  ").Refusal?.Code);
        Assert.True(Board.Invite(visitor.Id, 7, "Ana", " Shall I <b>help</b>? ").Succeeded);
        Assert.Equal("visitor.invited", Board.Invite(visitor.Id, 8, "Bor", "Me too").Refusal?.Code);
        var invitation = await page.InvitationAsync();
        Assert.Equal(("Shall I <b>help</b>?", "Ana", "agent"), (invitation.GetProperty("text").GetString(), invitation.GetProperty("name").GetString(), invitation.GetProperty("from").GetString()));
        for (var i = 0; i < 2; i++) await page.DidAsync(invitation, "shown");
        for (var i = 0; i < 2; i++) await page.DidAsync(invitation, "accepted");
        await page.DidAsync(invitation, "declined");
        await WatchingPage.SeenAsync(_host, all => all.Any(one => one.Stage == InviteStage.Accepted));

        var (client, hello) = await _host.GreetAsync();
        await using var wire = client;
        var key = invitation.GetProperty("key").GetString();
        var first = new { clientId = "1", text = "Yes, please", invitation = key };
        var answer = await client.InvokeAsync("Send", first);
        // A message that is sent again, and a second one that brings the invitation along again, bring it once.
        Assert.Equal(answer.GetProperty("seq").GetInt64(), (await client.InvokeAsync("Send", first)).GetProperty("seq").GetInt64());
        await client.InvokeAsync("Send", new { clientId = "2", text = "It is for two", invitation = key });

        var (again, reply) = await _host.GreetAsync(hello.GetProperty("token").GetString());
        await again.DisposeAsync();
        Assert.Equal(
            [("agent", "Shall I <b>help</b>?"), ("me", "Yes, please"), ("me", "It is for two")],
            reply.GetProperty("messages").EnumerateArray().Select(message => (message.GetProperty("from").GetString(), message.GetProperty("text").GetString())));
        await using var db = _host.Database.Open();
        var ticket = await db.Set<Ticket>().SingleAsync();
        Assert.Equal((null, TicketStatus.New, 3), (ticket.FirstResponseAt, ticket.Status, ticket.MessageCount));
        Assert.NotNull(ticket.WaitingSince);
        Assert.Equal(new InviteCount { SiteId = site.Id, RuleId = 0, Day = new DateOnly(2026, 3, 2), Shown = 1, Accepted = 1, Wrote = 1 }, await CountedAsync(site));
    }

    [Fact]
    public async Task A_rule_asks_in_the_visitors_language_after_its_time_on_a_page_like_its_own_and_no_one_twice()
    {
        var site = await VisitorsSeen.SwitchAsync(_host, new SiteInviting { IsOn = true, Rules = [Tents] });
        await using var page = await WatchingPage.OpenAsync(_host, "https://shop.example/lamps", lang: "sl");
        await WatchingPage.SeenAsync(_host, all => all.Count == 1);
        _time.Advance(TimeSpan.FromMinutes(5));
        await page.TurnToAsync("https://shop.example/tents/2");
        await WatchingPage.SeenAsync(_host, all => all.Any(visitor => visitor.Page.EndsWith("/2", StringComparison.Ordinal)));
        Assert.Equal(InviteStage.None, Assert.Single(Board.All).Stage);
        await RoundsAsync(19);
        Assert.Equal(InviteStage.None, Assert.Single(Board.All).Stage);
        await RoundsAsync(3);
        var invitation = await page.InvitationAsync();
        Assert.Equal(("Šotor?", "Lumen & Co", "bot"), (invitation.GetProperty("text").GetString(), invitation.GetProperty("name").GetString(), invitation.GetProperty("from").GetString()));
        await page.DidAsync(invitation, "shown");
        await page.DidAsync(invitation, "declined");
        await WatchingPage.SeenAsync(_host, all => all.Any(visitor => visitor.Stage == InviteStage.Declined));
        Assert.Equal("visitor.declined", Board.Invite(Board.All[0].Id, 7, "Ana", "Please").Refusal?.Code);
        Assert.Equal(new InviteCount { SiteId = site.Id, RuleId = 4, Day = new DateOnly(2026, 3, 2), Shown = 1, Declined = 1 }, await CountedAsync(site));

        // Another tab of theirs, and another day, are asked nothing: the device says when it was.
        await using var later = await WatchingPage.OpenAsync(_host, invited: (long)TimeSpan.FromDays(8).TotalMilliseconds, declined: (long)TimeSpan.FromDays(8).TotalMilliseconds);
        await using var other = await WatchingPage.OpenAsync(_host, invited: (long)TimeSpan.FromDays(8).TotalMilliseconds);
        await WatchingPage.SeenAsync(_host, all => all.Count == 3);
        await RoundsAsync(22);
        await other.InvitationAsync();
        Assert.Equal(2, Board.All.Count(visitor => visitor.Stage != InviteStage.None));
    }

    [Fact]
    public async Task A_rule_for_business_hours_waits_for_the_office_and_one_for_agents_who_are_there_for_somebody_to_come()
    {
        await VisitorsSeen.SwitchAsync(_host, new SiteInviting { IsOn = true, Rules = [Tents with { IfOnline = true, Text = "Somebody is there" }, Tents with { Id = 5, InHours = true, Text = "We are open" }] });
        var clock = _host.Services.GetServices<IHostedService>().OfType<InviteClock>().Single();
        // Monday evening.
        _time.Advance(TimeSpan.FromHours(9));
        await using var page = await WatchingPage.OpenAsync(_host);
        await WatchingPage.SeenAsync(_host, all => all.Count == 1);
        _time.Advance(TimeSpan.FromMinutes(1));
        clock.Look();
        Assert.Equal(InviteStage.None, Assert.Single(Board.All).Stage);
        // Tuesday, and still there.
        _time.Advance(TimeSpan.FromHours(15));
        clock.Look();
        Assert.Equal("We are open", (await page.InvitationAsync()).GetProperty("text").GetString());
    }

    [Fact]
    public async Task One_that_no_page_has_shown_goes_with_the_visitor_to_the_next_and_one_that_was_shown_does_not()
    {
        await VisitorsSeen.SwitchAsync(_host, new SiteInviting { IsOn = true });
        var page = await WatchingPage.OpenAsync(_host);
        var visitor = Assert.Single(await WatchingPage.SeenAsync(_host, all => all.Count == 1));
        Assert.True(Board.Invite(visitor.Id, 7, "Ana", "Hello").Succeeded);
        var lost = await page.InvitationAsync();
        await page.DisposeAsync();
        await using var next = await WatchingPage.OpenAsync(_host, id: page.Id);
        var invitation = await next.InvitationAsync();
        Assert.Equal(lost.GetProperty("id").GetString(), invitation.GetProperty("id").GetString());
        await next.DidAsync(invitation, "shown");
        await WatchingPage.SeenAsync(_host, all => all.Any(one => one.Stage == InviteStage.Shown));
        await next.DisposeAsync();
        await using var third = await WatchingPage.OpenAsync(_host, id: page.Id);
        // What comes next is the answer to what the page says next, and no invitation.
        await third.SayAsync(new { hello = 1, id = page.Id, visits = 1, lang = "en", page = "https://shop.example/", title = "", referrer = "", visible = true });
        Assert.Equal(page.Id, (await third.NextAsync()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_key_that_is_none_or_another_sites_or_too_old_is_as_good_as_none()
    {
        await VisitorsSeen.SwitchAsync(_host, new SiteInviting { IsOn = true }, ChatHost.OtherSite);
        await using var page = await WatchingPage.OpenAsync(_host, site: ChatHost.OtherSite);
        var visitor = Assert.Single(await WatchingPage.SeenAsync(_host, all => all.Count == 1));
        Assert.True(Board.Invite(visitor.Id, 7, "Ana", "Hello").Succeeded);
        var key = (await page.InvitationAsync()).GetProperty("key").GetString();
        var (client, _) = await _host.GreetAsync();
        await using var wire = client;
        foreach (var wrong in (string?[])["forged", key, ""])
            Assert.True((await client.InvokeAsync("Send", new { clientId = Guid.NewGuid().ToString(), text = "hello", invitation = wrong })).TryGetProperty("seq", out _));
        var there = await _host.ConnectAsync();
        await using var closing = there;
        await ChatHost.HelloAsync(there, site: ChatHost.OtherSite);
        _time.Advance(TimeSpan.FromHours(25));
        await there.InvokeAsync("Send", new { clientId = "late", text = "hello", invitation = key });
        Assert.Equal(0, await _host.Database.ScalarAsync("""SELECT count(*) FROM "Messages" WHERE "Text" = 'Hello'"""));
    }

    [Fact]
    public async Task A_site_that_no_longer_wants_it_lets_go_of_its_pages()
    {
        await VisitorsSeen.SwitchAsync(_host, new SiteInviting { IsOn = true });
        await using var page = await WatchingPage.OpenAsync(_host);
        await WatchingPage.SeenAsync(_host, all => all.Count == 1);
        await VisitorsSeen.SwitchAsync(_host, new SiteInviting());
        await Assert.ThrowsAnyAsync<System.Net.WebSockets.WebSocketException>(page.NextAsync);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Counts_of_a_day_add_up_in_one_row_a_rule(DatabaseKind kind)
    {
        await using var host = await ChatHost.StartAsync(kind);
        var counts = host.Services.GetRequiredService<InviteCounts>();
        for (var i = 0; i < 3; i++)
        {
            counts.Add(1, 2, InviteFate.Shown);
            counts.Add(1, 0, InviteFate.Wrote);
            await counts.Settled;
        }

        Assert.Equal([(0, 0, 3), (2, 3, 0)], (await counts.ReadAsync(1, DateOnly.MinValue, CancellationToken.None)).OrderBy(count => count.RuleId).Select(count => (count.RuleId, count.Shown, count.Wrote)));
    }

    [Fact]
    public async Task A_day_begins_at_the_companys_midnight()
    {
        await using (var db = _host.Database.Open())
        {
            db.Add(new Setting(Setting.TimeZone, "Asia/Tokyo"));
            await db.SaveChangesAsync();
        }

        await _host.Services.GetRequiredService<CompanyZone>().ReadAsync(CancellationToken.None);
        var counts = _host.Services.GetRequiredService<InviteCounts>();
        // Seven in the evening there, and eight hours later.
        counts.Add(1, 2, InviteFate.Shown);
        _time.Advance(TimeSpan.FromHours(8));
        counts.Add(1, 2, InviteFate.Accepted);
        await counts.Settled;
        Assert.Equal(new DateOnly(2026, 3, 3), counts.Today);
        Assert.Equal([(2, 1, 0), (3, 0, 1)], (await counts.ReadAsync(1, DateOnly.MinValue, CancellationToken.None)).Select(count => (count.Day.Day, count.Shown, count.Accepted)));
    }

    private async Task<InviteCount> CountedAsync(Site site)
    {
        var counts = _host.Services.GetRequiredService<InviteCounts>();
        await counts.Settled;
        return Assert.Single(await counts.ReadAsync(site.Id, DateOnly.MinValue, CancellationToken.None));
    }

    /// <summary>So many rounds of the clock, each worked off before the next.</summary>
    private async Task RoundsAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Run(() => Board.Look(_ => true, isAnybodyThere: true));
        }
    }
}
