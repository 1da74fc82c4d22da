using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>What an agent is told of while it happens: by a card, on the desktop, by a sound that repeats, each only where it is wanted.</summary>
public sealed class NoticeJourney(Browser browser) : Journey(browser)
{
    // What the browser would show and sound is counted: nobody sits in front of it.
    private const string Counting = """
        window.tones = 0; window.shown = [];
        window.AudioContext = class { currentTime = 0; state = 'running'; destination = {};
          createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: to => to }; }
          createOscillator() { return { frequency: {}, connect: to => to, start() { window.tones++; }, stop() {} }; } };
        window.Notification = class { static permission = 'granted'; constructor(title, more) { window.shown.push(`${title} ${more.body}`); } close() {} };
        Document.prototype.hasFocus = () => !window.isAway;
        """;

    private ConsoleServer _server = null!;
    private AgentInfo _ana = null!, _bor = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await ConsoleServer.StartAsync(Database);
        _ana = await _server.AddAgentAsync("Ana");
        _bor = await _server.AddAgentAsync("Bor");
        foreach (var visitor in new[] { "v1", "v2", "v3", "v4" })
        {
            await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
                new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, $"Question of {visitor}", Who: new(IdentityKind.Visitor, visitor, "Maja")), default);
        }
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task What_is_given_to_an_agent_is_shown_and_rings_until_it_is_taken_and_not_in_ways_that_were_switched_off()
    {
        var page = await PersonAsync();
        await page.AddInitScriptAsync(Counting);
        await _server.SignInAsync(page, "Ana");
        await page.Locator(".bell").WaitForAsync();
        await page.Locator("html[data-circuit=here]").WaitForAsync();
        await _server.ConnectedAsync(_ana.Id);
        await page.EvaluateAsync("() => { window.isAway = true; }");

        await GiveAsync(1);
        var card = page.Locator("#toasts .toast");
        await card.WaitForAsync();
        Assert.Contains("#1 Question of v1", await card.InnerTextAsync(), StringComparison.Ordinal);
        await page.ShouldFitAndBeAccessibleAsync();
        Assert.Contains("#1 Question of v1", await page.EvaluateAsync<string>("() => window.shown[0]"), StringComparison.Ordinal);
        // Two tones are one ring: it has rung again.
        await page.WaitForFunctionAsync("() => window.tones >= 4");
        await page.EvaluateAsync("() => { window.isAway = false; }");
        await page.Locator(".toast-link").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldBeAtAsync("**/inbox/1");
        await page.Locator("html:not([data-ringing])").WaitForAsync();
        Assert.Equal(0, await card.CountAsync());
        await page.Locator("[data-composer-text]").WaitForAsync();
        await GiveAsync(4);
        await card.WaitForAsync();
        await page.ShouldLeaveRoomToWriteAsync("#toasts .toast");

        await page.GotoAsync(_server.At("/account").ToString());
        await page.Locator("input[name=Page]").UncheckAsync();
        await page.Locator("input[name=Sound]").UncheckAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        await page.Locator("form:has(input[name=Sound]) button[type=submit]").ClickAsync();
        await page.Locator("[aria-labelledby=alerts-title] .form-done").WaitForAsync();
        Assert.False(await page.Locator("input[name=Page]").IsCheckedAsync());
        Assert.True(await page.Locator("input[name=Desktop]").IsCheckedAsync());
        await page.GotoAsync(_server.At("/inbox").ToString());
        await page.Locator("html[data-circuit=here]").WaitForAsync();
        await page.Locator(".bell-count").WaitForAsync();
        await page.EvaluateAsync("() => { window.isAway = true; }");
        await GiveAsync(2);
        await page.WaitForFunctionAsync("() => window.shown.length === 1");
        Assert.Equal(0, await card.CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("() => window.tones"));
    }

    private async Task GiveAsync(long ticket)
    {
        var given = await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(new Assign(Actor.Agent(_bor.Id, "Bor"), ticket, _ana.Id), default);
        Assert.True(given.Succeeded, given.Refusal?.ToString());
    }
}
