using AgentConsole.Sites;
using AgentConsole.Tests.Channels.Chat;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Sites;

/// <summary>What an admin changes about a site holds at once: for the next visitor, for those connected, on every node.</summary>
public sealed class ChangedSites
{
    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_closed_site_lets_nobody_in_and_cuts_off_who_is_there_and_opens_again(DatabaseKind kind)
    {
        await using var host = await ChatHost.StartAsync(kind);
        var sites = host.Services.GetRequiredService<SiteCatalog>();
        var site = (await sites.ListAsync(CancellationToken.None)).Single(site => site.Key == ChatHost.Site);
        var (inside, _) = await host.GreetAsync();
        await using var closing = inside;

        var closed = (await sites.CloseAsync(site, CancellationToken.None)).Value!;

        await inside.Closed.WaitAsync(DeskHost.Limit);
        await using var stranger = await host.ConnectAsync();
        Assert.Equal("chat.site_unknown", ChatHost.CodeOf(await ChatHost.HelloAsync(stranger)));
        await sites.OpenAsync(closed, CancellationToken.None);
        Assert.False((await ChatHost.HelloAsync(stranger)).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task An_origin_taken_off_is_turned_away_and_one_put_on_is_let_in()
    {
        await using var host = await ChatHost.StartAsync();
        var sites = host.Services.GetRequiredService<SiteCatalog>();
        var site = (await sites.ListAsync(CancellationToken.None)).Single(site => site.Key == ChatHost.Site);
        var before = await host.ConnectAsync(ChatHost.ShopOrigin);
        await using var closing = before;
        Assert.False((await ChatHost.HelloAsync(before)).TryGetProperty("error", out _));

        var wish = new SiteWish(site.Name, "https://new.example", null, site.Colour, "");
        Assert.True((await sites.ChangeAsync(site, wish, CancellationToken.None)).Succeeded);

        await before.Closed.WaitAsync(DeskHost.Limit);
        await Assert.ThrowsAnyAsync<Exception>(() => host.ConnectAsync(ChatHost.ShopOrigin));
        await using var after = await host.ConnectAsync("https://new.example");
        Assert.False((await ChatHost.HelloAsync(after)).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Another_node_hears_of_it_at_once()
    {
        await using var one = await ChatHost.StartAsync(DatabaseKind.Postgres);
        await using var two = await ChatHost.BesideAsync(one);
        var sites = one.Services.GetRequiredService<SiteCatalog>();
        var site = (await sites.ListAsync(CancellationToken.None)).Single(site => site.Key == ChatHost.Site);
        var (inside, _) = await two.GreetAsync();
        await using var closing = inside;

        await sites.CloseAsync(site, CancellationToken.None);

        await inside.Closed.WaitAsync(DeskHost.Limit);
        await using var stranger = await two.ConnectAsync();
        Assert.Equal("chat.site_unknown", ChatHost.CodeOf(await ChatHost.HelloAsync(stranger)));
    }

    [Fact]
    public async Task New_conversations_go_to_the_team_that_the_site_has_now()
    {
        await using var host = await ChatHost.StartAsync();
        var sites = host.Services.GetRequiredService<SiteCatalog>();
        var team = await host.Services.GetRequiredService<AgentConsole.People.Identity.Accounts>().AddTeamAsync("Orders", CancellationToken.None);
        var site = (await sites.ListAsync(CancellationToken.None)).Single(site => site.Key == ChatHost.Site);
        var (visitor, _) = await host.GreetAsync();
        await using var closing = visitor;

        Assert.True((await sites.ChangeAsync(site, Wish(site) with { TeamId = team.Id }, CancellationToken.None)).Succeeded);

        await ChatHost.SendAsync(visitor, "where is my parcel?");
        Assert.Equal(team.Id, await host.Database.ScalarAsync("""SELECT "TeamId" FROM "Tickets" """));
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        await using var host = await ChatHost.StartAsync();
        var sites = host.Services.GetRequiredService<SiteCatalog>();
        var site = (await sites.ListAsync(CancellationToken.None))[0];
        Assert.True((await sites.ChangeAsync(site, Wish(site) with { Name = "First" }, CancellationToken.None)).Succeeded);
        Assert.Equal("site.changed", (await sites.ChangeAsync(site, Wish(site) with { Name = "Second" }, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("site.changed", (await sites.CloseAsync(site, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("site.unknown", (await sites.CloseAsync(site with { Id = 999 }, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("team.unknown", (await sites.CreateAsync(Wish(site) with { TeamId = 999 }, CancellationToken.None)).Refusal?.Code);
    }

    private static SiteWish Wish(Site site) => new(site.Name, site.AllowedOrigins, site.TeamId, site.Colour, "");
}
