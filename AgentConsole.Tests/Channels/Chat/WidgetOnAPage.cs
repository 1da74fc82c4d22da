using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>The widget in a real browser, on a shop's page of another origin; everybody's windows are closed when a test ends.</summary>
[Collection(Browser.Collection)]
public abstract class WidgetOnAPage(Browser browser) : IAsyncLifetime
{
    protected const string Launcher = "button[aria-expanded]";

    protected Browser Visitors => browser;

    protected ShopPage Shop { get; private set; } = null!;

    protected ChatHost Host { get; private set; } = null!;

    /// <summary>Where the shop's page is.</summary>
    protected virtual string ShopAt => "localhost";

    public async Task InitializeAsync()
    {
        Shop = await ShopPage.StartAsync(ShopAt);
        Host = await ChatHost.StartAsync(Shop.Origin);
        Shop.Console = Host.Address;
    }

    public async Task DisposeAsync()
    {
        await browser.EverybodyLeavesAsync();
        await Host.DisposeAsync();
        await Shop.DisposeAsync();
    }

    /// <summary>Opens the chat of a page that is there.</summary>
    protected static async Task<IFrameLocator> OpenAsync(IPage page)
    {
        await page.Locator(Launcher).ClickAsync();
        var frame = page.FrameLocator("iframe");
        await frame.Locator("#compose").WaitForAsync();
        return frame;
    }

    protected static async Task WriteAsync(IFrameLocator frame, string text)
    {
        await frame.Locator("#compose").FillAsync(text);
        await frame.Locator("#compose").PressAsync("Enter");
    }
}
