using System.Net;
using System.Net.Sockets;
using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>The widget as visitors meet it: in a real browser, on a page of another origin.</summary>
public sealed class WidgetJourneys(Browser browser) : WidgetOnAPage(browser)
{
    [Fact]
    public async Task A_visitor_writes_and_is_answered_and_finds_it_all_again_after_a_reload()
    {
        var page = await Visitors.PersonAsync();
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(new Uri(request.Url).AbsolutePath);
        await page.GotoAsync(Shop.Origin);
        await page.Locator(Launcher).WaitForAsync();
        Assert.DoesNotContain("/widget/frame", requests);

        var frame = await OpenAsync(page);
        await WriteAsync(frame, "Do you ship to Maribor? <img src=x onerror=alert(1)>");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();
        Assert.Equal(0, await frame.Locator(".message img").CountAsync());
        await Host.ReplyAsync("<b>We do.</b>");
        await frame.Locator(".agent .text", new() { HasTextString = "<b>We do.</b>" }).WaitForAsync();
        await frame.Locator(".me[data-state=seen]").WaitForAsync();

        await page.ReloadAsync();
        frame = await OpenAsync(page);
        await frame.Locator(".me .text", new() { HasTextString = "Do you ship to Maribor?" }).WaitForAsync();
        await frame.Locator(".agent .text", new() { HasTextString = "<b>We do.</b>" }).WaitForAsync();
        Assert.Equal(1, await Host.Database.ScalarAsync("""SELECT count(*) FROM "Tickets" """));
    }

    [Fact]
    public async Task A_closed_widget_says_how_many_answers_wait_on_this_visit_and_the_next()
    {
        var page = await Visitors.PersonAsync();
        await page.GotoAsync(Shop.Origin);
        var frame = await OpenAsync(page);
        await WriteAsync(frame, "Hello?");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();
        await frame.Locator("button.close:visible").ClickAsync();
        await Host.ReplyAsync("one");
        await page.Locator(".badge", new() { HasTextString = "1" }).WaitForAsync();

        await page.ReloadAsync();
        await Host.ReplyAsync("two");
        await page.Locator(".badge", new() { HasTextString = "2" }).WaitForAsync();
        await OpenAsync(page);
        await page.Locator(".badge").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task What_is_written_while_the_server_is_away_is_shown_as_waiting_and_arrives_once_in_order()
    {
        var port = FreePort();
        await using var first = await ChatHost.BesideAsync(Host, $"--Urls=http://127.0.0.1:{port}");
        Shop.Console = first.Address;
        var page = await Visitors.PersonAsync();
        await page.GotoAsync(Shop.Origin);
        var frame = await OpenAsync(page);
        await WriteAsync(frame, "m0");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();

        await first.StopAsync();
        await first.DisposeAsync();
        for (var i = 1; i <= 5; i++) await WriteAsync(frame, $"m{i}");
        await frame.Locator(".trouble").WaitForAsync();
        Assert.Equal(5, await frame.Locator(".me[data-state=queued]").CountAsync());

        await using var again = await ChatHost.BesideAsync(Host, $"--Urls=http://127.0.0.1:{port}");
        // It may have come back by itself while the server was starting; then the button is gone, and pressing it must do no harm.
        await frame.Locator(".trouble button").DispatchEventAsync("click");
        await frame.Locator(".me[data-state=sent] >> nth=5").WaitForAsync();
        await frame.Locator(".trouble").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal(["m0", "m1", "m2", "m3", "m4", "m5"], await frame.Locator(".me .text").AllTextContentsAsync());
        Assert.Equal(6, await Host.Database.ScalarAsync("""SELECT count(*) FROM "Messages" """));
    }

    [Fact]
    public async Task Two_tabs_show_the_same_and_are_one_visitor()
    {
        await using var shop = await ShopPage.StartAsync("127.0.0.1");
        await using var host = await ChatHost.StartAsync(shop.Origin);
        shop.Console = host.Address;
        var one = await Visitors.PersonAsync();
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
        var page = await Visitors.PersonAsync();
        await page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });");
        await page.GotoAsync(Shop.Origin);
        var frame = await OpenAsync(page);
        await WriteAsync(frame, "no storage here");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();
    }

    [Fact]
    public async Task A_page_that_the_site_does_not_name_shows_no_frame()
    {
        await using var stranger = await ShopPage.StartAsync();
        stranger.Console = Host.Address;
        var page = await Visitors.PersonAsync();
        await page.GotoAsync(stranger.Origin);
        await page.Locator(Launcher).ClickAsync();
        var frame = page.FrameLocator("iframe");
        // Chromium puts its own error page there.
        Assert.Equal(0, await frame.Locator("#compose").CountAsync());
        Assert.Equal(0, await Host.RowsAsync());
    }

    [Theory]
    [InlineData("en", false)]
    [InlineData("en", true)]
    [InlineData("ar", false)]
    [InlineData("sl", true)]
    public async Task The_frame_has_no_barrier_of_level_A_or_AA(string language, bool dark)
    {
        var page = await Visitors.PersonAsync(390, 844, dark, language);
        await page.GotoAsync(new Uri(Host.Address, $"/widget/frame?site=here&lang={language}").ToString());
        await page.Locator("#compose").FillAsync("A question");
        await page.Locator("#compose").PressAsync("Enter");
        await page.Locator(".me[data-state=sent]").WaitForAsync();
        await Host.ReplyAsync("An answer");
        await page.Locator(".agent .text", new() { HasTextString = "An answer" }).WaitForAsync();
        await page.ShouldBeAccessibleAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
