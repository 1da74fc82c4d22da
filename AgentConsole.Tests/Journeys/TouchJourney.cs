using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>With fingers on a phone: what keys and a hovering pointer do elsewhere.</summary>
public sealed class TouchJourney(Browser browser) : Journey(browser)
{
    private const float Finger = 44;

    [Fact]
    public async Task The_palette_a_new_tickets_file_quoting_and_handing_over_are_in_reach_of_a_finger()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.AddAgentAsync("Ana", AgentRole.Supervisor);
        await server.AddAgentAsync("Bor", AgentRole.Agent);
        for (var i = 0; i < 12; i++)
        {
            await server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
                new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, $"line {i}", Who: new NewCustomer(IdentityKind.Visitor, "v1", "Maja")), CancellationToken.None);
        }

        var page = await PersonAsync(390, 800, touch: true);
        await server.SignInAsync(page, "Ana");
        await page.OpenAsync(server.At("/inbox"));
        await FingerAsync(page.Locator(".list-palette"));
        await page.Locator(".list-palette").TapAsync();
        await page.Locator("#palette[open]").WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        await FingerAsync(page.Locator("[data-close-palette]"));
        await page.Locator("[data-close-palette]").TapAsync();
        await Assertions.Expect(page.Locator("#palette")).Not.ToHaveAttributeAsync("open", "");
        await page.Locator(".account > summary").TapAsync();
        await page.Locator(".account [data-open-palette]").TapAsync();
        await page.Locator("#palette-text").FillAsync("#1");
        await page.Locator("#palette-list > li", new() { HasTextString = "line 0" }).TapAsync();
        await page.ShouldBeAtAsync("**/1**");

        // A tap on a message shows its buttons, another hides them.
        var last = page.Locator(".msg.theirs").Last;
        await last.Locator(".msg-text").TapAsync();
        await FingerAsync(last.Locator(".msg-quote"));
        await FingerAsync(last.Locator(".msg-split"));
        await page.ShouldFitAndBeAccessibleAsync();
        await last.Locator(".msg-quote").TapAsync();
        await Assertions.Expect(page.Locator("[data-composer-text]")).ToHaveValueAsync("> line 11\n\n");
        await last.Locator(".msg-text").TapAsync();
        await Assertions.Expect(last.Locator(".msg-quote")).ToBeHiddenAsync();

        // The note of a handing over leaves the end of the conversation in sight: below it on a phone, beside it on a desk.
        await page.Locator("[data-composer-text]").FillAsync("");
        await HandOverAsync(page);
        await ApartAsync(last, page.Locator(".handover"));
        await page.ShouldFitAndBeAccessibleAsync();
        var desk = await PersonAsync();
        await server.SignInAsync(desk, "Ana");
        await desk.OpenAsync(server.At("/inbox/1"));
        await HandOverAsync(desk);
        await ApartAsync(desk.Locator(".msg.theirs").Last, desk.Locator(".handover"));
        await ApartAsync(desk.Locator("[data-composer-send]"), desk.Locator(".ticket-side"));

        await page.OpenAsync(server.At("/inbox"));
        await page.Locator("[data-new-ticket]").TapAsync();
        await page.Locator(".new-ticket [data-attach]").SetInputFilesAsync(new FilePayload { Name = "order.txt", MimeType = "text/plain", Buffer = "7"u8.ToArray() });
        await page.Locator(".new-ticket .file-chip:not([data-state])", new() { HasTextString = "order.txt" }).WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        await page.Locator(".new-ticket input[type=search]").FillAsync("maj");
        await page.Locator(".new-ticket [data-customer]").TapAsync();
        await page.Locator("#new-subject").FillAsync("By telephone");
        await page.Locator(".new-ticket [data-send]").TapAsync();
        await page.Locator(".msg-files a", new() { HasTextString = "order.txt" }).WaitForAsync();
    }

    private static async Task HandOverAsync(IPage page)
    {
        var assignee = page.Locator(".ticket-fields select").Filter(new() { Has = page.Locator("option", new() { HasTextString = "Bor" }) }).First;
        await assignee.SelectOptionAsync(new SelectOptionValue { Label = "Bor" });
        await page.Locator(".handover textarea").WaitForAsync();
    }

    private static async Task FingerAsync(ILocator target)
    {
        await target.WaitForAsync();
        var box = (await target.BoundingBoxAsync())!;
        Assert.True(box.Width >= Finger && box.Height >= Finger, $"{box.Width} × {box.Height} is less than a finger.");
    }

    private static async Task ApartAsync(ILocator one, ILocator other)
    {
        await one.WaitForAsync();
        var (a, b) = ((await one.BoundingBoxAsync())!, (await other.BoundingBoxAsync())!);
        var isApart = a.X + a.Width <= b.X + 1 || b.X + b.Width <= a.X + 1 || a.Y + a.Height <= b.Y + 1 || b.Y + b.Height <= a.Y + 1;
        Assert.True(isApart, $"({a.X}, {a.Y}, {a.Width} × {a.Height}) and ({b.X}, {b.Y}, {b.Width} × {b.Height}) cover each other.");
    }
}
