using System.Text.Json;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>A device that somebody signs in on, and out of: the page says who it is, by what its server signed.</summary>
public sealed class IdentityJourney(Browser browser) : WidgetOnAPage(browser)
{
    private const string Identify = "proof => new Promise(done => { AgentConsoleChat.on('identified', done); AgentConsoleChat.identify(proof); })";

    /// <summary>On the console's own host, where a browser gives the frames of a person's tabs one storage.</summary>
    protected override string ShopAt => "127.0.0.1";

    [Fact]
    public async Task Who_signs_in_keeps_what_they_wrote_in_every_tab_and_who_comes_after_them_finds_nothing()
    {
        var site = (await Host.Services.GetRequiredService<SiteCatalog>().ListAsync(CancellationToken.None)).Single(site => site.Key == "here");
        var secret = (await Host.Services.GetRequiredService<SiteSecrets>().MakeAsync(site.Id, CancellationToken.None)).Value!;
        var page = await Visitors.PersonAsync();
        var frame = await OpenAsync(page, Shop);
        await SentAsync(frame, "before I signed in");
        var tab = await page.Context.NewPageAsync();
        var beside = await OpenAsync(tab, Shop);
        await beside.Locator(".me .text", new() { HasTextString = "before I signed in" }).WaitForAsync();

        var refused = await page.EvaluateAsync<JsonElement>(Identify, SignedVisitor.Sign("another secret", "42", "Mira")).WaitAsync(DeskHost.Limit);
        Assert.Equal("chat.identity_invalid", refused.GetProperty("code").GetString());
        var known = await page.EvaluateAsync<JsonElement>(Identify, SignedVisitor.Sign(secret, "42", "Mira")).WaitAsync(DeskHost.Limit);
        Assert.True(known.GetProperty("ok").GetBoolean());
        await SentAsync(frame, "and after");
        await beside.Locator(".me .text", new() { HasTextString = "and after" }).WaitForAsync();
        Assert.Equal(1, await Host.Database.ScalarAsync("""SELECT count(*) FROM "Tickets" """));

        var file = await page.RunAndWaitForDownloadAsync(() => frame.GetByRole(AriaRole.Link, new() { Name = "Save the conversation" }).ClickAsync());
        var kept = await File.ReadAllTextAsync(await file.PathAsync());
        Assert.Matches(@"(?s)You\n    before I signed in\n.*You\n    and after\n", kept);

        // Nothing of theirs stays on a screen, also where no server can be asked for what comes instead.
        await frame.Locator("#compose").FillAsync("half a secret");
        await beside.Locator("#compose").FillAsync("the other half");
        await page.Context.SetOfflineAsync(true);
        await page.EvaluateAsync("AgentConsoleChat.identify(null)");
        foreach (var shown in new[] { frame, beside })
        {
            await Assertions.Expect(shown.Locator(".me")).ToHaveCountAsync(0);
            await Assertions.Expect(shown.Locator("#compose")).ToHaveValueAsync("");
        }

        await page.Context.SetOfflineAsync(false);
        await SentAsync(frame, "somebody else");
        await beside.Locator(".me .text", new() { HasTextString = "somebody else" }).WaitForAsync();
        Assert.Equal(1, await frame.Locator(".me").CountAsync());
        Assert.Equal(2, await Host.Database.ScalarAsync("""SELECT count(*) FROM "Customers" """));
    }

    private static async Task<IFrameLocator> OpenAsync(IPage page, ShopPage shop)
    {
        await page.GotoAsync(shop.Origin);
        return await OpenAsync(page);
    }

    private static async Task SentAsync(IFrameLocator frame, string text)
    {
        await WriteAsync(frame, text);
        await frame.Locator(".me[data-state=sent] .text", new() { HasTextString = text }).WaitForAsync();
    }
}
