using System.Text.Json;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>A device that somebody signs in on, and out of: the page says who it is, by what its server signed.</summary>
[Collection(Browser.Collection)]
public sealed class IdentityJourney(Browser browser)
{
    private const string Identify = "proof => new Promise(done => { AgentConsoleChat.on('identified', done); AgentConsoleChat.identify(proof); })";

    [Fact]
    public async Task Who_signs_in_keeps_what_they_wrote_in_every_tab_and_who_comes_after_them_finds_nothing()
    {
        await using var shop = await ShopPage.StartAsync("127.0.0.1");
        await using var host = await ChatHost.StartAsync(shop.Origin);
        shop.Console = host.Address;
        try
        {
            var site = (await host.Services.GetRequiredService<SiteCatalog>().ListAsync(CancellationToken.None)).Single(site => site.Key == "here");
            var secret = (await host.Services.GetRequiredService<SiteSecrets>().MakeAsync(site.Id, CancellationToken.None)).Value!;
            var page = await browser.PersonAsync();
            var frame = await OpenAsync(page, shop);
            await WriteAsync(frame, "before I signed in");
            var tab = await page.Context.NewPageAsync();
            var beside = await OpenAsync(tab, shop);
            await beside.Locator(".me .text", new() { HasTextString = "before I signed in" }).WaitForAsync();

            var refused = await page.EvaluateAsync<JsonElement>(Identify, SignedVisitor.Sign("another secret", "42", "Mira")).WaitAsync(DeskHost.Limit);
            Assert.Equal("chat.identity_invalid", refused.GetProperty("code").GetString());
            var known = await page.EvaluateAsync<JsonElement>(Identify, SignedVisitor.Sign(secret, "42", "Mira")).WaitAsync(DeskHost.Limit);
            Assert.True(known.GetProperty("ok").GetBoolean());
            await WriteAsync(frame, "and after");
            await beside.Locator(".me .text", new() { HasTextString = "and after" }).WaitForAsync();
            Assert.Equal(1, await host.Database.ScalarAsync("""SELECT count(*) FROM "Tickets" """));

            var file = await page.RunAndWaitForDownloadAsync(() => frame.GetByRole(AriaRole.Link, new() { Name = "Save the conversation" }).ClickAsync());
            var kept = await File.ReadAllTextAsync(await file.PathAsync());
            Assert.Matches(@"(?s)You\n    before I signed in\n.*You\n    and after\n", kept);

            await frame.Locator("#compose").FillAsync("half a secret");
            await page.EvaluateAsync("AgentConsoleChat.identify(null)");
            await Assertions.Expect(frame.Locator(".me")).ToHaveCountAsync(0);
            await Assertions.Expect(beside.Locator(".me")).ToHaveCountAsync(0);
            await Assertions.Expect(frame.Locator("#compose")).ToHaveValueAsync("");
            await WriteAsync(frame, "somebody else");
            await beside.Locator(".me .text", new() { HasTextString = "somebody else" }).WaitForAsync();
            Assert.Equal(1, await frame.Locator(".me").CountAsync());
            Assert.Equal(2, await host.Database.ScalarAsync("""SELECT count(*) FROM "Customers" """));
        }
        finally
        {
            await browser.EverybodyLeavesAsync();
        }
    }

    private static async Task<IFrameLocator> OpenAsync(IPage page, ShopPage shop)
    {
        await page.GotoAsync(shop.Origin);
        await page.Locator("button[aria-expanded]").ClickAsync();
        var frame = page.FrameLocator("iframe");
        await frame.Locator("#compose").WaitForAsync();
        return frame;
    }

    private static async Task WriteAsync(IFrameLocator frame, string text)
    {
        await frame.Locator("#compose").FillAsync(text);
        await frame.Locator("#compose").PressAsync("Enter");
        await frame.Locator(".me[data-state=sent] .text", new() { HasTextString = text }).WaitForAsync();
    }
}
