using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Macros;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>A ready reply, from a slash to the customer, by keyboard alone.</summary>
public sealed class MacroJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task A_slash_a_few_letters_and_enter_write_the_reply_and_sending_it_does_what_it_says()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja Novak"), TicketChannel.Email, "I want my money back", Who: new(IdentityKind.Email, "m@example.test", "Maja Novak")), default);
        var tag = await server.Get<TicketCatalog>().AddTagAsync("refund");
        await server.Get<MacroCatalog>().SaveAsync(new Macro { Name = "Ask for the order", Text = "Which order is it?" }, default);
        await server.Get<MacroCatalog>().SaveAsync(
            new Macro { Name = "Refund sent", Text = "Dear {{customer.first_name}}, it is on its way.", AddTagIds = [tag.Id], Status = TicketStatus.Resolved }, default);
        await server.AddAgentAsync("Ana", AgentRole.Agent);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        await page.GotoAsync(server.At("/inbox/1").ToString());
        await page.Locator(".msg-text").First.WaitForAsync();

        var text = page.Locator("[data-composer-text]");
        await text.PressSequentiallyAsync("/");
        await page.Locator(".macro").Nth(1).WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator(".macro[aria-selected=true]")).ToContainTextAsync("Refund sent");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(text).ToHaveValueAsync("Dear Maja, it is on its way.");
        await Assertions.Expect(page.Locator(".composer-macro")).ToContainTextAsync("refund");
        await page.Keyboard.PressAsync("Control+Enter");

        await page.Locator(".msg-text", new() { HasTextString = "Dear Maja, it is on its way." }).WaitForAsync();
        await page.Locator(".tag", new() { HasTextString = "refund" }).First.WaitForAsync();
        await Assertions.Expect(page.Locator(".composer-macro")).ToHaveCountAsync(0);
        Assert.Equal(TicketStatus.Resolved, (await server.Get<TicketQueries>().TicketAsync(1, default))!.Status);
    }

    [Fact]
    public async Task An_agent_makes_a_reply_of_their_own_and_is_told_what_is_wrong_with_it()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.AddAgentAsync("Ana", AgentRole.Agent);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        await page.OpenAsync(server.At("/settings/macros"));

        await page.Locator(".admin-head .rz-button").ClickAsync();
        await page.Locator("#macro-name").FillAsync("Thanks");
        Assert.Equal(["me"], await page.Locator("#macro-scope option").EvaluateAllAsync<string[]>("options => options.map(option => option.value)"));
        await page.Locator("#macro-text").FillAsync("Thank you, {{custmer.name}}");
        await page.Locator(".admin-dialog button[type=submit]").ClickAsync();
        await page.Locator(".admin-dialog .form-error", new() { HasTextString = "custmer.name" }).WaitForAsync();
        await page.Locator("#macro-text").FillAsync("Thank you, {{customer.name}}");
        await page.Locator(".admin-dialog button[type=submit]").ClickAsync();

        await page.Locator(".admin-grid", new() { HasTextString = "Thanks" }).WaitForAsync();
        Assert.Equal(MacroScope.Personal, Assert.Single(server.Get<MacroCatalog>().All).Scope);
    }
}
