using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>Somebody is faster than the wire: the page is in sight, its circuit is not there yet.</summary>
public sealed class EarlyJourneys(Browser browser) : Journey(browser)
{
    private readonly TaskCompletionSource _wire = new();
    private ConsoleServer _server = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await ConsoleServer.StartAsync(Database);
        await _server.AddAgentAsync("Ana", AgentRole.Admin);
        await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, "Plačilo ne deluje", Who: new(IdentityKind.Email, "maja@example.test", "Maja")), default);
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_button_that_is_pressed_too_early_does_what_it_says_as_soon_as_it_can()
    {
        var page = await PictureOfAsync("/settings/teams");
        await page.GetByRole(AriaRole.Button, new() { Name = "New team" }).ClickAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Dialog).CountAsync());

        _wire.SetResult();

        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
    }

    [Fact]
    public async Task Words_that_are_typed_too_early_are_searched_for_and_typing_goes_on_in_the_box()
    {
        var page = await PictureOfAsync("/search");
        await page.Locator("#q").FocusAsync();
        await page.Keyboard.TypeAsync("placi");

        _wire.SetResult();
        await page.Locator(".hit mark").First.WaitForAsync();
        await page.Keyboard.TypeAsync("lo");

        await page.ShouldBeAtAsync("**/search?q=placilo");
        await Assertions.Expect(page.Locator("#q")).ToHaveValueAsync("placilo");
    }

    [Fact]
    public async Task Going_to_another_page_never_takes_the_focus_out_of_somebodys_writing()
    {
        var page = await PictureOfAsync("/inbox/1");
        await page.Locator("h1").First.WaitForAsync();
        _wire.SetResult();
        await page.Locator("[data-composer-text]").WaitForAsync();
        await page.Locator("[data-composer-text]").FocusAsync();

        await page.EvaluateAsync("async () => (await import('/js/early.js')).arrive('h1')");
        await page.Keyboard.TypeAsync("r and e are letters");

        await Assertions.Expect(page.Locator("[data-composer-text]")).ToHaveValueAsync("r and e are letters");
    }

    /// <summary>A page that Ana has opened while nothing of it can reach the server.</summary>
    private async Task<IPage> PictureOfAsync(string path)
    {
        var page = await PersonAsync();
        await _server.SignInAsync(page, "Ana");
        await page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await _wire.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(_server.At(path).ToString());
        await page.Locator("html[data-circuit=coming]").WaitForAsync();
        return page;
    }
}
