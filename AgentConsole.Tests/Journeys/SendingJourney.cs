using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>What becomes of a reply between the press and the customer's eyes, and what the screen says of it.</summary>
public sealed class SendingJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task A_reply_that_meets_a_cut_wire_stands_in_the_conversation_until_it_is_stored_once()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var wire = new CuttingProxy(server.Address, 1, () => { });
        await server.AddAgentAsync("Ana");
        await OpenTicketAsync(server, TicketChannel.Chat);
        var page = await PersonAsync();
        await SignInAsync(page, wire.Address);
        await page.OpenAsync(new Uri(wire.Address, "/ticket/1"));
        var composer = page.Locator("[data-composer-text]");
        await composer.WaitForAsync();
        var queued = page.Locator(".msg.out[data-state=queued]");

        await wire.PullAsync();
        await page.Locator("html:not([data-connection=live])").WaitForAsync();
        await composer.FillAsync("It left today");
        await composer.PressAsync("Control+Enter");
        await queued.Locator(".out-later").WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        wire.PlugIn();
        await Sent(page, "It left today").WaitForAsync();
        await Assertions.Expect(page.Locator(".msg.out")).ToHaveCountAsync(0);
        await Assertions.Expect(composer).ToHaveValueAsync("");

        // The server has it, and its answer is lost with the wire.
        using var heard = server.Get<AgentConsole.Live.LiveFeed>().Subscribe(paced: false);
        wire.Deaf = true;
        await composer.FillAsync("And the number is 7");
        await composer.PressAsync("Control+Enter");
        await queued.WaitForAsync();
        await StoredAsync(server, heard, "And the number is 7");
        Assert.Equal(1, await queued.CountAsync());
        await wire.PullAsync();
        wire.PlugIn();
        await Sent(page, "And the number is 7").WaitForAsync();
        await Assertions.Expect(page.Locator(".msg.out")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".msg.ours")).ToHaveCountAsync(2);
        await Assertions.Expect(composer).ToHaveValueAsync("");
        Assert.Equal(["hello", "It left today", "And the number is 7"], (await server.Get<TicketQueries>().MessagesAsync(1, 0, 100, true, default)).Select(message => message.Text));
        await page.ShouldFitAndBeAccessibleAsync();
    }

    private static ILocator Sent(IPage page, string text) => page.Locator(".msg.ours:not(.out):has(.msg-sent)", new() { HasTextString = text });

    private static async Task StoredAsync(ConsoleServer server, AgentConsole.Live.LiveSubscription heard, string text)
    {
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        while ((await server.Get<TicketQueries>().MessagesAsync(1, 0, 100, true, limit.Token)).All(message => message.Text != text)) await heard.NextAsync(limit.Token);
    }

    private static async Task OpenTicketAsync(ConsoleServer server, TicketChannel channel)
    {
        var opened = await server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), channel, "hello", Who: new NewCustomer(AgentConsole.People.IdentityKind.Email, "maja@example.test", "Maja")), CancellationToken.None);
        Assert.True(opened.Succeeded, opened.Refusal?.ToString());
    }

    private static async Task SignInAsync(IPage page, Uri address)
    {
        await page.GotoAsync(new Uri(address, "/sign-in").ToString());
        await page.GetByLabel("E-mail").FillAsync("ana@example.test");
        await page.GetByLabel("Password").FillAsync(ConsoleServer.Password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await page.WaitForURLAsync("**/inbox**");
    }
}
