using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>What an agent does in the inbox with a keyboard, in a real browser.</summary>
public sealed class InboxJourneys(Browser browser) : Journey(browser)
{
    private ConsoleServer _server = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await ConsoleServer.StartAsync(Database);
        await _server.AddAgentAsync("Ana");
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_link_to_a_ticket_far_down_brings_its_row_into_sight_and_the_list_stays_where_it_is_scrolled_then()
    {
        for (var i = 0; i < 60; i++) await OpenAsync($"text {i}", $"v{i}");
        var page = await SignedInAsync("/inbox/50");
        var row = page.Locator(".trow:has(.trow-link[aria-current])");
        await Assertions.Expect(row).ToBeInViewportAsync();
        Assert.Equal("50", await row.GetAttributeAsync("data-id"));

        await page.EvaluateAsync("() => { document.querySelector('.tickets').scrollTop = 0; }");
        await page.Locator(".trow[data-id='1']").WaitForAsync();
        await Assertions.Expect(page.Locator(".trow[data-id='1']")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task With_the_keyboard_alone_a_ticket_is_opened_for_a_new_customer_and_stands_open_in_its_place()
    {
        await OpenAsync("hello", "v1");
        var page = await SignedInAsync("/inbox");
        await page.Locator(".trow").First.WaitForAsync();

        await page.Keyboard.PressAsync("?");
        await page.Locator("#keys[open]").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("c");
        await page.Locator("dialog.new-ticket[open]").WaitForAsync();
        await page.Keyboard.TypeAsync("maja@example.test");
        await page.Locator(".picker-none:not(:empty)").WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#new-name").FillAsync("Maja Čeh");
        await page.Locator("#new-subject").FillAsync("Broken zip");
        await page.Locator("#new-text").FillAsync("The zip of her tent broke");
        await page.ShouldBeAccessibleAsync();
        await page.Keyboard.PressAsync("Control+Enter");

        await page.ShouldBeAtAsync("**/inbox/2");
        await page.Locator(".msg-text", new() { HasTextString = "The zip of her tent broke" }).WaitForAsync();
        Assert.Equal("2", await page.Locator(".trow:has(.trow-link[aria-current])").GetAttributeAsync("data-id"));
        Assert.Equal(0, await page.Locator("dialog.new-ticket").CountAsync());
        // Its letters were letters while they were written: none of them moved anything.
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("u");
        await page.ShouldBeAtAsync("**view=unassigned**");
    }

    private async Task<IPage> SignedInAsync(string address)
    {
        var page = await PersonAsync();
        await _server.SignInAsync(page, "Ana");
        await page.GotoAsync(_server.At(address).ToString());
        // The page is alive once its title has the focus: only then does a press reach the server.
        await page.Locator("h1:focus").WaitForAsync();
        return page;
    }

    private async Task OpenAsync(string text, string visitor)
    {
        var outcome = await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, text, Who: new NewCustomer(IdentityKind.Visitor, visitor, "Maja")), default);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }
}
