using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>An agent finds what was said, as it is typed and by keyboard alone.</summary>
public sealed class SearchJourney(Browser browser) : Journey(browser)
{
    private ConsoleServer _server = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await ConsoleServer.StartAsync(Database);
        await WriteAsync("Plačilo ne deluje", "maja@example.test");
        await WriteAsync("Where is my parcel? <b>now</b>", "eva@example.test");
        await _server.AddAgentAsync("Ana", AgentRole.Agent);
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_slash_opens_the_search_words_find_and_the_arrows_open_what_was_found()
    {
        var page = await OpenAsync("/inbox");
        await page.Locator(".trow").First.WaitForAsync();

        await page.Keyboard.PressAsync("/");
        await page.Locator("#q").FocusAsync();
        await page.Locator("#q").PressSequentiallyAsync("placil");
        await page.Locator(".hit mark", new() { HasTextString = "Plačilo" }).First.WaitForAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/search\\?q=placil$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");

        await page.Locator(".msg-text", new() { HasTextString = "Plačilo ne deluje" }).WaitForAsync();
        await page.GoBackAsync();
        await page.Locator(".hit").WaitForAsync();
    }

    [Fact]
    public async Task What_is_written_while_the_page_is_open_is_found_with_the_next_key_and_its_markup_is_text()
    {
        var page = await OpenAsync("/search?q=parcel&status=open");
        await page.Locator(".hit-text", new() { HasTextString = "<b>now</b>" }).WaitForAsync();
        Assert.Equal(0, await page.Locator(".hit b").CountAsync());
        await page.Locator(".search:not([aria-busy])").WaitForAsync();

        await page.Locator("select").First.SelectOptionAsync("false");
        await page.Locator(".search .empty").WaitForAsync();
        await page.Locator("select").First.SelectOptionAsync("");
        await page.Locator(".hit").WaitForAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_search_page_has_no_axe_violation_of_level_A_or_AA(bool dark)
    {
        var page = await OpenAsync("/search?q=parcel", dark);
        await page.Locator(".hit").WaitForAsync();

        await page.ShouldBeAccessibleAsync();
    }

    private async Task WriteAsync(string text, string from) => await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
        new CustomerWrites(new Actor(ActorKind.Customer, 0, from), TicketChannel.Email, text, Who: new(IdentityKind.Email, from, from)), default);

    private async Task<IPage> OpenAsync(string address, bool dark = false)
    {
        var page = await PersonAsync(dark: dark);
        await _server.SignInAsync(page, "Ana");
        await page.GotoAsync(_server.At(address).ToString());
        return page;
    }
}
