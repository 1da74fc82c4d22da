using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using AgentConsole.People.Setup;
using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>A screen that stays open while what it stands on changes, and the plain pages as everybody meets them.</summary>
public sealed class SessionJourneys(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task A_disabled_account_is_sent_away_from_its_open_screen_at_once()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var agent = await server.AddAgentAsync("Ana");
        var page = await SignedInAndConnectedAsync(server, agent);

        await server.Get<Accounts>().DisableAsync(agent.Id, CancellationToken.None);

        await page.ShouldBeAtAsync("**/sign-in**");
    }

    [Fact]
    public async Task A_wrong_address_says_so_in_the_consoles_words_and_leads_back()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var page = await SignedInAndConnectedAsync(server, await server.AddAgentAsync("Ana"));
        foreach (var wrong in new[] { "/nope", "/settings/nope", "/ticket/abc", "/inbox/abc/1", "/files/0/none" })
        {
            var answer = (await page.GotoAsync(server.At(wrong).ToString()))!;
            Assert.Equal(404, answer.Status);
            await page.GetByRole(AriaRole.Heading, new() { Name = "There is nothing here" }).WaitForAsync();
        }

        await page.ShouldFitAndBeAccessibleAsync();
        await page.Locator("main a").ClickAsync();
        await page.ShouldBeAtAsync("**/inbox**");
        // A program is told by the status alone.
        var bare = await page.APIRequest.GetAsync(server.At("/nope").ToString(), new() { Headers = [new("Accept", "application/json")] });
        Assert.Equal((404, ""), (bare.Status, await bare.TextAsync()));
    }

    [Fact]
    public async Task An_agent_is_online_while_a_screen_is_connected()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var agent = await server.AddAgentAsync("Ana");
        Assert.Equal(Presence.Offline, server.Get<PresenceBoard>().Of(agent.Id));
        await SignedInAndConnectedAsync(server, agent);
    }

    [Fact]
    public async Task A_wall_screen_without_an_account_ends_when_its_link_is_revoked()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var supervisor = await server.AddAgentAsync("Sara", AgentRole.Supervisor);
        var link = (await server.Get<WallLinks>().CreateAsync("Hall", supervisor.Id, CancellationToken.None)).Value!;
        var screen = await PersonAsync();
        var drawn = new TaskCompletionSource();
        screen.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            // The circuit draws: from here on it, and no request, is what the screen stands on.
            if (frame.Binary is { Length: > 1000 }) drawn.TrySetResult();
        };
        await screen.GotoAsync(server.At(link.Path).ToString());
        Assert.Equal("/wall", new Uri(screen.Url).PathAndQuery);
        await drawn.Task.WaitAsync(DeskHost.Limit);

        await server.Get<WallLinks>().RevokeAsync(link.Link.Id, CancellationToken.None);

        await screen.ShouldBeAtAsync("**/sign-in**");
    }

    [Theory]
    [InlineData("/sign-in", "en", false, 1440)]
    [InlineData("/sign-in", "ar", true, 390)]
    [InlineData("/setup", "en", true, 1440)]
    [InlineData("/setup", "sl", false, 390)]
    public async Task The_plain_pages_shut_nobody_out(string path, string language, bool dark, int width)
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        if (path == "/setup") path = server.Get<SetupLink>().Issue();
        else await server.AddAgentAsync("Ana");
        var page = await PersonAsync(width, 844, dark, language);
        await page.GotoAsync(server.At(path).ToString());
        Assert.Equal(language == "ar" ? "rtl" : "ltr", await page.Locator("html").GetAttributeAsync("dir"));
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "the page is wider than its window");
        await page.ShouldBeAccessibleAsync();
    }

    /// <summary>Waits for the server to count the screen, which is what says that its circuit stands.</summary>
    private async Task<IPage> SignedInAndConnectedAsync(ConsoleServer server, AgentInfo agent)
    {
        var board = server.Get<PresenceBoard>();
        var online = new TaskCompletionSource();
        board.Changed += () =>
        {
            if (board.Of(agent.Id) == Presence.Online) online.TrySetResult();
        };
        var page = await PersonAsync();
        await server.SignInAsync(page, agent.Name);
        await online.Task.WaitAsync(DeskHost.Limit);
        return page;
    }
}
