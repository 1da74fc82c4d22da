using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>An agent sees somebody come to a shop of another origin and asks them to talk; the shop has it switched on, and counts what became of it.</summary>
public sealed class InvitationJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task An_agent_sees_who_comes_and_where_they_go_and_whoever_answers_has_a_conversation_with_that_agent()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var shop = await Shop.OpenAsync(() => Shop.Page(server.Address, "tern"));
        await server.AddSiteAsync(new Site { Key = "tern", Name = "Tern", AllowedOrigins = shop.Origin });

        var ana = await server.AddAgentAsync("Ana", AgentRole.Admin);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        await page.GotoAsync(server.At("/settings/invitations").ToString());
        await server.ConnectedAsync(ana.Id);
        await page.GetByLabel("Show agents who is on Tern").CheckAsync();
        await page.GetByText("are shown to agents from now on").WaitForAsync();
        await page.GetByText("Nobody has been invited yet").WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        var figures = await page.Context.NewPageAsync();
        await figures.GotoAsync(server.At("/settings/invitations").ToString());
        await page.GotoAsync(server.At("/visitors").ToString());
        await page.GetByText("Nobody is on your sites").WaitForAsync();

        var visitor = await PersonAsync();
        await visitor.GotoAsync(shop.Origin);
        var row = page.Locator(".visitor");
        await row.GetByText("First visit").WaitForAsync();
        await visitor.EvaluateAsync("() => { document.title = '<b>Tents</b> for two'; history.pushState({}, '', '/?tents=2'); }");
        await row.GetByText("<b>Tents</b> for two").WaitForAsync();
        await row.GetByRole(AriaRole.Link, new() { Name = "/?tents=2" }).WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();

        await row.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await page.GetByLabel("What the visitor reads").FillAsync("Shall I <i>help</i>?");
        await page.ShouldFitAndBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        var asked = visitor.GetByRole(AriaRole.Status).Filter(new() { HasTextString = "Shall I <i>help</i>?" });
        await asked.WaitForAsync();
        await visitor.ShouldFitAndBeAccessibleAsync();
        // The keyboard stays where it was.
        Assert.True(await visitor.EvaluateAsync<bool>("() => document.activeElement === document.body"));
        await row.GetByText("Sees the invitation").WaitForAsync();

        await visitor.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        var chat = visitor.FrameLocator("iframe:not([hidden])");
        await chat.Locator(".message.agent .text", new() { HasTextString = "Shall I <i>help</i>?" }).WaitForAsync();
        await chat.Locator("#compose").FillAsync("Yes, is it dry?");
        await chat.Locator("#compose").PressAsync("Enter");
        await chat.Locator(".me[data-state=sent] .text", new() { HasTextString = "Yes, is it dry?" }).WaitForAsync();
        await Assertions.Expect(chat.Locator(".message.agent:not(.greeting)")).ToHaveCountAsync(1);

        await row.GetByRole(AriaRole.Link, new() { Name = "Open #1" }).ClickAsync();
        await page.Locator(".msg-text", new() { HasTextString = "Shall I <i>help</i>?" }).WaitForAsync();
        Assert.Equal(ana.Id, await Database.ScalarAsync("""SELECT "AssigneeId" FROM "Tickets" """));
        // Shown, accepted, declined, wrote: by push.
        var line = figures.Locator(".invite-grid tbody tr");
        string[] cells = ["Agents, by hand", "1", "1 100%", "0", "1 100%"];
        foreach (var (cell, text) in cells.Index()) await Assertions.Expect(line.Locator("td").Nth(cell)).ToContainTextAsync(text);

        // Somebody else wants none, says so with the keyboard, and is let be on the next page too.
        var other = await PersonAsync(390, 844, dark: true);
        await other.GotoAsync(shop.Origin);
        await page.GotoAsync(server.At("/visitors").ToString());
        await row.GetByRole(AriaRole.Button, new() { Name = "Invite" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitation" }).ClickAsync();
        await other.GetByRole(AriaRole.Status).Filter(new() { HasTextString = "Can I help you find something?" }).WaitForAsync();
        await other.ShouldFitAndBeAccessibleAsync();
        await other.Keyboard.PressAsync("Escape");
        await row.GetByText("Declined", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Button, new() { Name = "Answer" })).ToHaveCountAsync(0);
        await other.ReloadAsync();
        await Assertions.Expect(row.GetByText("Declined", new() { Exact = true })).ToHaveCountAsync(1);
    }
}
