using System.Net;
using System.Net.Sockets;
using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>The widget as visitors meet it: in a real browser, on a page of another origin.</summary>
[Collection(Browser.Collection)]
public sealed class WidgetJourneys(Browser browser) : IAsyncLifetime
{
    private const string Launcher = "button[aria-expanded]";

    private ShopPage _shop = null!;
    private ChatHost _host = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopPage.StartAsync();
        _host = await ChatHost.StartAsync(_shop.Origin);
        _shop.Console = _host.Address;
    }

    public async Task DisposeAsync()
    {
        await browser.EverybodyLeavesAsync();
        await _host.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task A_visitor_writes_and_is_answered_and_finds_it_all_again_after_a_reload()
    {
        var page = await browser.PersonAsync();
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(new Uri(request.Url).AbsolutePath);
        await page.GotoAsync(_shop.Origin);
        await page.Locator(Launcher).WaitForAsync();
        Assert.DoesNotContain("/widget/frame", requests);

        var frame = await OpenAsync(page);
        await WriteAsync(frame, "Do you ship to Maribor? <img src=x onerror=alert(1)>");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();
        Assert.Equal(0, await frame.Locator(".message img").CountAsync());
        await _host.ReplyAsync("<b>We do.</b>");
        await frame.Locator(".agent .text", new() { HasTextString = "<b>We do.</b>" }).WaitForAsync();
        await frame.Locator(".me[data-state=seen]").WaitForAsync();

        await page.ReloadAsync();
        frame = await OpenAsync(page);
        await frame.Locator(".me .text", new() { HasTextString = "Do you ship to Maribor?" }).WaitForAsync();
        await frame.Locator(".agent .text", new() { HasTextString = "<b>We do.</b>" }).WaitForAsync();
        Assert.Equal(1, await _host.Database.ScalarAsync("""SELECT count(*) FROM "Tickets" """));
    }

    [Fact]
    public async Task A_closed_widget_says_how_many_answers_wait_on_this_visit_and_the_next()
    {
        var page = await browser.PersonAsync();
        await page.GotoAsync(_shop.Origin);
        var frame = await OpenAsync(page);
        await WriteAsync(frame, "Hello?");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();
        await frame.Locator("button.close").ClickAsync();
        await _host.ReplyAsync("one");
        await page.Locator(".badge", new() { HasTextString = "1" }).WaitForAsync();

        await page.ReloadAsync();
        await _host.ReplyAsync("two");
        await page.Locator(".badge", new() { HasTextString = "2" }).WaitForAsync();
        await OpenAsync(page);
        await page.Locator(".badge").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task What_is_written_while_the_server_is_away_is_shown_as_waiting_and_arrives_once_in_order()
    {
        var port = FreePort();
        await using var first = await ChatHost.BesideAsync(_host, $"--Urls=http://127.0.0.1:{port}");
        _shop.Console = first.Address;
        var page = await browser.PersonAsync();
        await page.GotoAsync(_shop.Origin);
        var frame = await OpenAsync(page);
        await WriteAsync(frame, "m0");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();

        await first.StopAsync();
        await first.DisposeAsync();
        for (var i = 1; i <= 5; i++) await WriteAsync(frame, $"m{i}");
        await frame.Locator(".trouble").WaitForAsync();
        Assert.Equal(5, await frame.Locator(".me[data-state=queued]").CountAsync());

        await using var again = await ChatHost.BesideAsync(_host, $"--Urls=http://127.0.0.1:{port}");
        // It may have come back by itself while the server was starting; then the button is gone, and pressing it must do no harm.
        await frame.Locator(".trouble button").DispatchEventAsync("click");
        await frame.Locator(".me[data-state=sent] >> nth=5").WaitForAsync();
        await frame.Locator(".trouble").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal(["m0", "m1", "m2", "m3", "m4", "m5"], await frame.Locator(".me .text").AllTextContentsAsync());
        Assert.Equal(6, await _host.Database.ScalarAsync("""SELECT count(*) FROM "Messages" """));
    }

    [Fact]
    public async Task Two_tabs_show_the_same_and_are_one_visitor()
    {
        await using var shop = await ShopPage.StartAsync("127.0.0.1");
        await using var host = await ChatHost.StartAsync(shop.Origin);
        shop.Console = host.Address;
        var one = await browser.PersonAsync();
        var two = await one.Context.NewPageAsync();
        await Task.WhenAll(one.GotoAsync(shop.Origin), two.GotoAsync(shop.Origin));
        var frames = await Task.WhenAll(OpenAsync(one), OpenAsync(two));
        await WriteAsync(frames[0], "from one");
        await frames[1].Locator(".me[data-state=sent] .text", new() { HasTextString = "from one" }).WaitForAsync();
        await WriteAsync(frames[1], "from two");
        await frames[0].Locator(".me[data-state=sent] .text", new() { HasTextString = "from two" }).WaitForAsync();
        Assert.Equal(1, await host.Database.ScalarAsync("""SELECT count(*) FROM "Customers" """));
    }

    [Fact]
    public async Task A_browser_that_forbids_storage_can_chat_all_the_same()
    {
        var page = await browser.PersonAsync();
        await page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });");
        await page.GotoAsync(_shop.Origin);
        var frame = await OpenAsync(page);
        await WriteAsync(frame, "no storage here");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();
    }

    [Fact]
    public async Task A_page_that_the_site_does_not_name_shows_no_frame()
    {
        await using var stranger = await ShopPage.StartAsync();
        stranger.Console = _host.Address;
        var page = await browser.PersonAsync();
        await page.GotoAsync(stranger.Origin);
        await page.Locator(Launcher).ClickAsync();
        var frame = page.FrameLocator("iframe");
        // Chromium puts its own error page there.
        Assert.Equal(0, await frame.Locator("#compose").CountAsync());
        Assert.Equal(0, await _host.RowsAsync());
    }

    [Theory]
    [InlineData("en", false)]
    [InlineData("en", true)]
    [InlineData("ar", false)]
    [InlineData("sl", true)]
    public async Task The_frame_has_no_barrier_of_level_A_or_AA(string language, bool dark)
    {
        var page = await browser.PersonAsync(390, 844, dark, language);
        await page.GotoAsync(new Uri(_host.Address, $"/widget/frame?site=here&lang={language}").ToString());
        await page.Locator("#compose").FillAsync("A question");
        await page.Locator("#compose").PressAsync("Enter");
        await page.Locator(".me[data-state=sent]").WaitForAsync();
        await _host.ReplyAsync("An answer");
        await page.Locator(".agent .text", new() { HasTextString = "An answer" }).WaitForAsync();
        await page.ShouldBeAccessibleAsync();
    }

    private static async Task<IFrameLocator> OpenAsync(IPage page)
    {
        await page.Locator(Launcher).ClickAsync();
        var frame = page.FrameLocator("iframe");
        await frame.Locator("#compose").WaitForAsync();
        return frame;
    }

    private static async Task WriteAsync(IFrameLocator frame, string text)
    {
        await frame.Locator("#compose").FillAsync(text);
        await frame.Locator("#compose").PressAsync("Enter");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
