using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>Two tickets become one and two again, and many are changed at once, with two agents looking.</summary>
public sealed class MergeJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task One_agent_merges_and_takes_it_back_and_the_other_sees_both_at_once()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await WriteAsync(server, TicketChannel.Email, "The first parcel is broken");
        await WriteAsync(server, TicketChannel.Web, "The same parcel, by the form");
        var (ana, bor) = (await SignedInAsync(server, "Ana"), await SignedInAsync(server, "Bor"));
        await ana.GotoAsync(server.At("/inbox/2").ToString());
        await bor.GotoAsync(server.At("/inbox/1").ToString());
        await ana.Locator(".msg-text").First.WaitForAsync();
        await bor.Locator(".msg-text", new() { HasTextString = "The first parcel" }).WaitForAsync();

        await ana.Locator("[data-merge]").ClickAsync();
        await ana.Locator(".link-row[data-target='1']").WaitForAsync();
        await ana.ShouldBeAccessibleAsync();
        await ana.Locator(".link-row[data-target='1']").ClickAsync();
        await ana.Locator(".link-dialog [data-send]").ClickAsync();

        await bor.Locator(".msg-text", new() { HasTextString = "by the form" }).WaitForAsync();
        await bor.Locator(".msg-from", new() { HasTextString = "#2" }).WaitForAsync();
        await ana.Locator(".ticket-merged a", new() { HasTextString = "#1" }).WaitForAsync();
        await Assertions.Expect(ana.Locator(".trow")).ToHaveCountAsync(1);
        await ana.ShouldBeAccessibleAsync();

        await ana.Locator("[data-undo-merge]").ClickAsync();
        await Assertions.Expect(bor.Locator(".msg-text", new() { HasTextString = "by the form" })).ToHaveCountAsync(0);
        await Assertions.Expect(ana.Locator(".trow")).ToHaveCountAsync(2);
        await ana.Locator("[data-composer-text]").WaitForAsync();
    }

    [Fact]
    public async Task A_whole_view_is_changed_in_the_background_and_taken_back_after_the_page_was_left()
    {
        await using var server = await ConsoleServer.StartAsync(Database, null, 0, "--Desk:UndoSend=00:30:00");
        Assert.True((await server.Get<AgentConsole.Tickets.Macros.MacroCatalog>().SaveAsync(new() { Name = "Sorry", Text = "We are late, {{customer.first_name}}" }, default)).Succeeded);
        for (var i = 0; i < 30; i++) await WriteAsync(server, TicketChannel.Email, $"Ticket {i}", $"m{i}@example.test");
        var page = await SignedInAsync(server, "Ana");
        await page.GotoAsync(server.At("/inbox?view=open").ToString());
        await page.Locator(".trow").First.WaitForAsync();
        await page.Locator(".trow-link").First.FocusAsync();

        await page.Keyboard.PressAsync("x");
        await page.Locator(".trow[data-selected]").WaitForAsync();
        await page.Locator(".trow-link").Nth(2).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Assertions.Expect(page.Locator(".bulk-count")).ToContainTextAsync("3");
        await page.Locator("[data-bulk-all]").ClickAsync();
        await Assertions.Expect(page.Locator(".bulk-count")).ToContainTextAsync("30");
        await page.ShouldBeAccessibleAsync();
        await page.Locator("[data-bulk]").ClickAsync();
        await page.GetByLabel("Priority").SelectOptionAsync("4");
        await page.Locator(".bulk-does li", new() { HasTextString = "Urgent" }).WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.Locator(".bulk-dialog [data-send]").ClickAsync();

        await page.GotoAsync(server.At("/search").ToString());
        await page.Locator(".bulk-job[data-state=done]").WaitForAsync();
        Assert.Equal(PriorityLevel.UrgentId, (await server.Get<TicketQueries>().TicketAsync(30, default))!.PriorityId);
        await page.Locator("[data-bulk-undo]").ClickAsync();
        await Assertions.Expect(page.Locator(".bulk-job[data-state=done]")).ToHaveCountAsync(2);
        Assert.Equal(PriorityLevel.NormalId, (await server.Get<TicketQueries>().TicketAsync(30, default))!.PriorityId);

        // A reply to all of them waits, and is had back as one from wherever its writer is.
        await page.GotoAsync(server.At("/inbox?view=open").ToString());
        await page.Locator("html:not([data-circuit=coming])").WaitForAsync();
        await page.Locator("[data-select]").ClickAsync();
        await page.Locator("[data-bulk-all]").ClickAsync();
        await Assertions.Expect(page.Locator(".bulk-count")).ToContainTextAsync("30");
        await page.Locator("[data-bulk]").ClickAsync();
        await page.GetByLabel("Macro").SelectOptionAsync(new SelectOptionValue { Label = "Sorry" });
        await page.Locator(".bulk-final", new() { HasTextString = "1800 s" }).WaitForAsync();
        await page.Locator(".bulk-dialog [data-send]").ClickAsync();
        await page.Locator(".bulk-job[data-state=waiting] .bulk-says", new() { HasTextString = "30" }).WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        await page.GotoAsync(server.At("/search").ToString());
        await page.Locator("html:not([data-circuit=coming])").WaitForAsync();
        await page.Locator("[data-bulk-take-back]").ClickAsync();
        await page.Locator(".bulk-job[data-state=takenback] .bulk-says", new() { HasTextString = "nothing was sent and nothing changed. Tickets: 30" }).WaitForAsync();
        Assert.Single(await server.Get<TicketQueries>().MessagesAsync(30, 0, 10, true, default));
    }

    private async Task<IPage> SignedInAsync(ConsoleServer server, string name)
    {
        await server.AddAgentAsync(name, AgentRole.Agent);
        var page = await PersonAsync();
        await server.SignInAsync(page, name);
        return page;
    }

    private static async Task WriteAsync(ConsoleServer server, TicketChannel channel, string text, string mail = "m@example.test")
    {
        var written = await server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja Novak"), channel, text, Who: new(IdentityKind.Email, mail, "Maja Novak")), default);
        Assert.True(written.Succeeded, written.Refusal?.ToString());
    }
}
