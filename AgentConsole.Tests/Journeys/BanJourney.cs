using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>A visitor to whom the chat is closed, from both sides.</summary>
public sealed class BanJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task An_agent_bans_from_the_tickets_menu_the_visitor_is_told_and_left_in_peace_and_writes_on_when_it_is_lifted()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var shop = await Shop.OpenAsync(() => Shop.Page(server.Address, "here"));
        await server.AddSiteAsync(new Site { Key = "here", Name = "Here", AllowedOrigins = shop.Origin });

        var page = await PersonAsync();
        var sockets = 0;
        page.WebSocket += (_, _) => Interlocked.Increment(ref sockets);
        var visitor = new VisitorChat(page);
        await visitor.OpenAsync(shop.Origin);
        await visitor.SayAsync("You are all fools");
        await visitor.WaitForAsync("You are all fools", "sent");
        await visitor.Frame.Locator("#compose").FillAsync("and another thing");

        await server.AddAgentAsync("Ana", AgentRole.Agent);
        var ana = await PersonAsync();
        await server.SignInAsync(ana, "Ana");
        await ana.OpenAsync(server.At("/inbox/1"));
        await ana.Locator("[data-more]").ClickAsync();
        await ana.Locator("[data-ban]").ClickAsync();
        var dialog = ana.Locator("dialog[open]");
        await dialog.Locator("[data-send]").ClickAsync();
        await dialog.Locator(".error", new() { HasTextString = "Say why" }).WaitForAsync();
        await dialog.Locator("#ban-reason").FillAsync("Insults everybody");
        await dialog.Locator("#ban-length").SelectOptionAsync("Hour");
        await ana.ShouldFitAndBeAccessibleAsync();
        await dialog.Locator("[data-send]").ClickAsync();
        await ana.Locator("[data-banned]").WaitForAsync();

        var told = visitor.Frame.Locator(".banned:not([hidden])");
        await Assertions.Expect(told).ToContainTextAsync("Our team has paused this chat for you.");
        await Assertions.Expect(told).ToContainTextAsync("You can write again from");
        await Assertions.Expect(visitor.Frame.Locator("#compose")).ToBeHiddenAsync();
        await Assertions.Expect(visitor.Text("You are all fools")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        // What makes others come back at once makes nobody who is banned knock.
        var before = Volatile.Read(ref sockets);
        await visitor.Frame.Locator("body").EvaluateAsync("() => { dispatchEvent(new Event('online')); document.dispatchEvent(new Event('visibilitychange')); }");

        await ana.OpenAsync(server.At("/settings/bans"));
        await ana.Locator(".ban-reason", new() { HasTextString = "Insults everybody" }).WaitForAsync();
        await ana.ShouldFitAndBeAccessibleAsync();
        await ana.Locator(".admin-actions button").ClickAsync();
        await ana.Locator(".admin-empty").WaitForAsync();
        Assert.Equal(before, Volatile.Read(ref sockets));

        await visitor.OpenAsync(shop.Origin);
        await visitor.WaitForAsync("You are all fools");
        await Assertions.Expect(visitor.Frame.Locator("#compose")).ToHaveValueAsync("and another thing");
        await visitor.Frame.Locator("#compose").PressAsync("Enter");
        await visitor.WaitForAsync("and another thing", "sent");
    }
}
