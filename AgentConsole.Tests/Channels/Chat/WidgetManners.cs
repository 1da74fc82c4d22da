using AgentConsole.Sites.Invitations;
using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>How the widget behaves as a guest on a page that is not ours.</summary>
public sealed class WidgetManners(Browser browser) : WidgetOnAPage(browser)
{
    // What pages do to everything, and to frames, before they know us.
    private const string Resets = "* { all: unset !important; } div, button, iframe { display: none !important; z-index: -1 !important; opacity: 0 !important; }";

    [Fact]
    public async Task On_a_strict_page_it_says_nothing_moves_nothing_takes_one_name_and_fetches_what_it_needs_when_it_is_needed()
    {
        var page = await Visitors.PersonAsync();
        await page.GotoAsync($"{Shop.Origin}/plain");
        var before = await NamesAsync(page);
        var (said, fetched) = (new List<string>(), new List<string>());
        page.Console += (_, line) => said.Add(line.Text);
        page.PageError += (_, error) => said.Add(error);
        page.Request += (_, request) => fetched.Add(new Uri(request.Url).AbsolutePath);
        await page.GotoAsync(Shop.Origin);
        await page.Locator(Launcher).WaitForAsync();
        Assert.Equal(["/", "/widget/loader.js", "/widget/site.js"], fetched);
        Assert.Equal(["AgentConsoleChat"], (await NamesAsync(page)).Except(before));

        await page.EvaluateAsync(
            """
            window.heard = []; window.shifts = [];
            new PerformanceObserver(list => shifts.push(...list.getEntries().map(entry => entry.value))).observe({ type: "layout-shift", buffered: true });
            for (const name of ["open", "close", "message", "unread", "ready"]) AgentConsoleChat.on(name, detail => heard.push([name, detail]));
            window.waits = new Promise(done => AgentConsoleChat.on("unread", ({ count }) => count === 1 && done(count)));
            document.adoptedStyleSheets = [new CSSStyleSheet()];
            """);
        await page.EvaluateAsync("css => document.adoptedStyleSheets[0].replaceSync(css)", Resets);
        await page.Locator(Launcher).ClickAsync();
        var frame = page.FrameLocator("iframe");
        await frame.Locator("#compose").FillAsync("A question");
        await frame.Locator("#compose").PressAsync("Enter");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();
        await page.EvaluateAsync("AgentConsoleChat.close()");
        await Host.ReplyAsync("An answer");
        await page.Locator(".badge", new() { HasTextString = "1" }).WaitForAsync();
        Assert.Equal(1, await page.EvaluateAsync<int>("waits").WaitAsync(DeskHost.Limit));
        Assert.Equal(["open", "close"], (await HeardAsync(page)).Where(name => name is "open" or "close"));
        Assert.Equal(2, (await HeardAsync(page)).Count(name => name == "message"));
        Assert.DoesNotContain("An answer", await page.EvaluateAsync<string>("JSON.stringify(heard)"), StringComparison.Ordinal);

        await page.EvaluateAsync("AgentConsoleChat.destroy()");
        Assert.Equal(0, await page.Locator("iframe, button").CountAsync());
        Assert.Equal(before, await NamesAsync(page, "heard", "shifts", "waits"));
        Assert.Empty(await page.EvaluateAsync<double[]>("shifts"));
        Assert.Empty(said);
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [Fact]
    public async Task It_stays_open_with_what_is_written_when_the_page_replaces_its_body_and_is_there_once_when_all_is_replaced()
    {
        var page = await Visitors.PersonAsync();
        await page.GotoAsync(Shop.Origin);
        await page.Locator(Launcher).ClickAsync();
        var frame = page.FrameLocator("iframe");
        await frame.Locator("#compose").FillAsync("half a thought");
        await page.EvaluateAsync(
            """
            () => {
              history.pushState({}, "", "/elsewhere");
              const body = document.createElement("body");
              body.append(Object.assign(document.createElement("h1"), { textContent: "Elsewhere" }));
              document.body.replaceWith(body);
            }
            """);
        await page.GetByText("Elsewhere").WaitForAsync();
        Assert.Equal("half a thought", await frame.Locator("#compose").InputValueAsync());
        Assert.Equal("true", await page.Locator(Launcher).GetAttributeAsync("aria-expanded"));

        // A framework that renders the whole document throws out what it does not know; and the page's scripts run again.
        await page.EvaluateAsync("document.documentElement.replaceChildren(document.head, document.body)");
        await frame.Locator("#compose").WaitForAsync();
        await page.EvaluateAsync(
            """
            address => new Promise(done => {
              const script = Object.assign(document.createElement("script"), { onload: done });
              script.dataset.site = "here";
              script.src = trustedTypes.createPolicy("test", { createScriptURL: text => text }).createScriptURL(address);
              document.head.append(script);
            })
            """,
            new Uri(Host.Address, "/widget/loader.js").ToString());
        Assert.Equal(1, await page.Locator(Launcher).CountAsync());
        Assert.Equal(1, await page.Locator("iframe").CountAsync());
        await Assertions.Expect(frame.Locator("#compose")).ToHaveValueAsync("half a thought");
    }

    [Theory]
    [InlineData(390, 844, "ar")] // a phone, mirrored
    [InlineData(320, 256, "sl")] // a desk's screen at 400 %
    public async Task By_keys_alone_it_is_opened_over_the_whole_small_screen_and_used_and_left_and_the_keyboard_is_where_it_was(int width, int height, string language)
    {
        var page = await Visitors.PersonAsync(width, height, locale: language);
        await page.GotoAsync(Shop.Origin);
        await page.EvaluateAsync("lang => AgentConsoleChat.setLocale(lang)", language);
        await page.Locator($".root[lang={language}]").WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(Launcher)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        var frame = page.FrameLocator("iframe");
        await Assertions.Expect(frame.Locator("#compose")).ToBeFocusedAsync();
        await Assertions.Expect(frame.Locator("html")).ToHaveAttributeAsync("dir", language == "ar" ? "rtl" : "ltr");
        await page.EvaluateAsync("Promise.all(document.querySelector('html > div').shadowRoot.getAnimations().map(animation => animation.finished))");
        var box = (await page.Locator("iframe").BoundingBoxAsync())!;
        Assert.Equal((0, 0, width, height), (box.X, box.Y, box.Width, box.Height));
        Assert.True(await page.EvaluateAsync<bool>("document.body.inert"), "What lies behind the chat can be reached.");

        await page.Keyboard.TypeAsync("A question");
        await page.Keyboard.PressAsync("Enter");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();
        await Assertions.Expect(frame.Locator("#compose")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(frame.Locator(".messages")).ToHaveAttributeAsync("aria-live", "polite");
        await page.ShouldFitAndBeAccessibleAsync();

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(Launcher)).ToBeFocusedAsync();
        Assert.False(await page.EvaluateAsync<bool>("document.body.inert"), "The page stays switched off.");
        await Host.ReplyAsync("An answer");
        await page.Locator("[role=status]").Filter(new() { HasTextString = "1 " }).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.ShouldFitAndBeAccessibleAsync();
    }

    [Fact]
    public async Task A_page_that_comes_out_of_the_back_forward_cache_goes_on_with_what_was_written_meanwhile_and_is_seen_on_the_site_again()
    {
        await VisitorsSeen.SwitchAsync(Host, new SiteInviting { IsOn = true }, "here");
        using var playwright = await Playwright.CreateAsync();
        await using var keeping = await playwright.Chromium.LaunchAsync(Browser.Options(without: "--disable-back-forward-cache"));
        var page = await keeping.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        await page.GotoAsync(Shop.Origin);
        await page.Locator(Launcher).ClickAsync();
        var frame = page.FrameLocator("iframe:not([hidden])");
        await frame.Locator("#compose").FillAsync("Are you there?");
        await frame.Locator("#compose").PressAsync("Enter");
        await frame.Locator(".me[data-state=sent]").WaitForAsync();
        await WatchingPage.SeenAsync(Host, all => all.Count == 1);
        await page.EvaluateAsync("window.heard = new Promise(hear => AgentConsoleChat.on('message', message => hear(message.from))); addEventListener('pageshow', event => window.cached = event.persisted)");

        await page.GotoAsync($"{Shop.Origin}/plain");
        await Host.ReplyAsync("While you were away");
        // It fires no load: it is as it was.
        await page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit });
        Assert.True(await page.EvaluateAsync<bool>("window.cached === true"), "The browser did not keep the page: something in it forbade that.");
        // Playwright loses sight of frames in a page that comes back; the page hears of them.
        Assert.Equal("agent", await page.EvaluateAsync<string>("heard").WaitAsync(DeskHost.Limit));
        await page.EvaluateAsync("history.pushState({}, '', '/?back')");
        await WatchingPage.SeenAsync(Host, all => all is [{ IsAway: false } visitor] && visitor.Page.EndsWith("/?back", StringComparison.Ordinal));
    }

    private static Task<string[]> NamesAsync(IPage page, params string[] without) =>
        page.EvaluateAsync<string[]>("without => Object.getOwnPropertyNames(window).filter(name => !/^\\d+$/.test(name) && !without.includes(name)).sort()", without);

    private static Task<string[]> HeardAsync(IPage page) => page.EvaluateAsync<string[]>("heard.map(([name]) => name)");
}
