using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>One person behind two addresses, in a real browser.</summary>
public sealed class CustomerJourney(Browser browser) : Journey(browser)
{
    private ConsoleServer _server = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await ConsoleServer.StartAsync(Database);
        var desk = _server.Get<AgentConsole.Desk.Desk>();
        await desk.ExecuteAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja Čeh"), TicketChannel.Email, "Where is my parcel?", Who: new(IdentityKind.Email, "maja@example.test", "Maja Čeh", "maja@example.test")), default);
        await desk.ExecuteAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "maja ceh"), TicketChannel.Chat, "Hello?", Who: new(IdentityKind.Visitor, "v2", "maja ceh")), default);
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_profile_is_found_edited_merged_taken_apart_and_erased()
    {
        await _server.AddAgentAsync("Ana", AgentRole.Admin);
        var page = await PersonAsync();
        await _server.SignInAsync(page, "Ana");
        await page.OpenAsync(_server.At("/customers"));
        await page.Locator(".customer-line").First.WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("maja@ex");
        await Assertions.Expect(page.Locator(".customer-line")).ToHaveCountAsync(1);
        await page.Locator(".customer-line").ClickAsync();
        await page.Locator(".profile h1", new() { HasTextString = "Maja Čeh" }).WaitForAsync();
        await page.Locator("#main:not([aria-busy])").WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.Locator("#c-company").FillAsync("Tern");
        await page.Locator("#c-notes").FillAsync("Prefers mornings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a detail" }).ClickAsync();
        await page.GetByLabel("What", new() { Exact = true }).FillAsync("Size");
        await page.GetByLabel("Value").FillAsync("42");
        await page.ShouldFitAndBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.Locator(".facts", new() { HasTextString = "Tern" }).WaitForAsync();
        await page.Locator(".profile-record", new() { HasTextString = " changed: " }).WaitForAsync();

        await page.Locator("[data-suggestions]").GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator(".profile-sure .btn-primary").ClickAsync();
        await Assertions.Expect(page.Locator(".profile-line li")).ToHaveCountAsync(2);
        await page.ShouldFitAndBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take apart: maja ceh" }).ClickAsync();
        await page.Locator(".profile-sure .btn-primary").ClickAsync();
        await Assertions.Expect(page.Locator(".profile-line li")).ToHaveCountAsync(1);

        await page.GotoAsync(_server.At("/ticket/1").ToString());
        await page.Locator(".customer-notes", new() { HasTextString = "Prefers mornings" }).WaitForAsync();
        await page.Locator(".customer-name a").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase …" }).ClickAsync();
        await page.Locator(".profile-sure .btn-danger").ClickAsync();
        await page.Locator(".profile-erased").WaitForAsync();
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("Maja");
        await page.GotoAsync(_server.At("/ticket/1").ToString());
        await page.Locator(".msg-erased").WaitForAsync();
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("Maja");
    }
}
