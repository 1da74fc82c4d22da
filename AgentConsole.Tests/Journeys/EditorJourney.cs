using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>An agent writes with marks, looks at them, quotes, and the customer sees them in the widget, safely.</summary>
public sealed class EditorJourney(Browser browser) : Journey(browser)
{
    private const string Site = "tern-shop";

    [Fact]
    public async Task What_an_agent_marks_is_seen_in_the_preview_the_conversation_and_the_widget_and_a_customers_marks_stay_text()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var shop = await Shop.OpenAsync(() => Shop.Page(server.Address, Site));
        await server.AddSiteAsync(new Site { Key = Site, Name = "Tern", AllowedOrigins = shop.Origin, Greeting = "Hello!" });

        await server.AddAgentAsync("Ana");
        var visitor = new VisitorChat(await PersonAsync());
        await visitor.OpenAsync(shop.Origin);
        await visitor.SayAsync("Is **this** bold?");
        await visitor.WaitForAsync("Is **this** bold?", "sent");
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        await page.GotoAsync(server.At("/inbox/1").ToString());
        await page.Locator(".msg.theirs .msg-text", new() { HasTextString = "Is **this** bold?" }).WaitForAsync();

        await page.Locator("[data-composer-text]").WaitForAsync();
        await page.Keyboard.PressAsync("q");
        await Assertions.Expect(page.Locator("[data-composer-text]")).ToHaveValueAsync("> Is **this** bold?\n\n");
        await page.Keyboard.PressAsync("Control+b");
        await page.Keyboard.TypeAsync("Yes");
        await page.Locator("[data-composer-text]").PressAsync("Control+End");
        await page.Keyboard.TypeAsync(" <img src=x onerror=alert(1)> [shop](https://shop.example/a) [x](javascript:alert(1))");
        await page.Locator("[data-preview]").ClickAsync();
        await page.Locator(".composer-preview blockquote strong", new() { HasTextString = "this" }).WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        await page.Locator("[data-preview]").ClickAsync();
        await page.Locator(".emoji > summary").ClickAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        await page.Locator("[data-emoji='👍']").ClickAsync();
        await page.Locator("[data-composer-send]").ClickAsync();

        var shown = page.Locator(".msg.ours .marked");
        await shown.WaitForAsync();
        await ShouldBeSafeAsync(shown);
        var said = visitor.Frame.Locator(".message.agent .marked");
        await said.WaitForAsync();
        await ShouldBeSafeAsync(said);
        Assert.Equal(0, await visitor.Frame.Locator(".message.me .marked, .message.me strong").CountAsync());
    }

    private static async Task ShouldBeSafeAsync(ILocator shown)
    {
        Assert.Equal("Yes", await shown.Locator(":scope > p > strong").InnerTextAsync());
        Assert.Equal("https://shop.example/a", await shown.Locator("a").GetAttributeAsync("href"));
        Assert.Contains("noopener", await shown.Locator("a").GetAttributeAsync("rel"), StringComparison.Ordinal);
        Assert.Equal(0, await shown.Locator("img, script").CountAsync());
        var text = await shown.InnerTextAsync();
        Assert.Contains("<img src=x onerror=alert(1)>", text, StringComparison.Ordinal);
        Assert.Contains("[x](javascript:alert(1))", text, StringComparison.Ordinal);
        Assert.Contains("👍", text, StringComparison.Ordinal);
    }
}
