using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Views;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>A view is built by keyboard, counted while it is built, saved, and opened by another agent from its address.</summary>
public sealed class ViewJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task A_view_with_nested_parts_is_built_by_keyboard_and_its_address_opens_it_for_another_agent()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var order = (await server.Get<FieldCatalog>().SaveAsync(new TicketField { Name = "Order number" }, default)).Value!;
        foreach (var (text, visitor) in new[] { ("My order is late", "v1"), ("The zip broke", "v2"), ("Hello", "v3") }) await OpenAsync(server, text, visitor);
        var ana = await server.AddAgentAsync("Ana", AgentRole.Supervisor);
        await server.AddAgentAsync("Bor");
        var desk = server.Get<AgentConsole.Desk.Desk>();
        await desk.ExecuteAsync(new ChangePriority(Actor.Agent(ana.Id, "Ana"), 2, PriorityLevel.UrgentId), default);
        await desk.ExecuteAsync(new ChangeField(Actor.Agent(ana.Id, "Ana"), 1, order.Id, "A-17"), default);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        await page.GotoAsync(server.At("/inbox").ToString());
        await page.Locator("h1:focus").WaitForAsync();

        // The view: not resolved, and (order number contains A- or priority is Urgent).
        await page.Keyboard.PressAsync("v");
        await page.Locator("dialog.view-sheet[open]").WaitForAsync();
        await Assertions.Expect(page.Locator(".view-matches")).ToHaveTextAsync("3 tickets match now");
        await page.Keyboard.TypeAsync("Orders and urgent");
        await page.Locator(".cond-head").First.GetByRole(AriaRole.Button, new() { Name = "Add a group" }).PressAsync("Enter");
        var group = page.Locator(".cond-group .cond-group");
        await group.GetByRole(AriaRole.Button, new() { Name = "Add a test" }).PressAsync("Enter");
        await group.Locator(".cond-test select").First.SelectOptionAsync($"{order.Id}");
        await group.Locator(".cond-test select").Nth(1).SelectOptionAsync("Contains");
        await group.Locator(".cond-words").FillAsync("a-");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".view-matches")).ToHaveTextAsync("1 ticket matches now");
        await group.GetByRole(AriaRole.Button, new() { Name = "Add a test" }).PressAsync("Enter");
        await group.Locator(".cond-test").Nth(1).Locator("select").First.SelectOptionAsync("Priority");
        await group.Locator(".cond-test").Nth(1).Locator(".cond-values select").SelectOptionAsync($"{PriorityLevel.UrgentId}");
        await Assertions.Expect(page.Locator(".view-matches")).ToHaveTextAsync("2 tickets match now");
        await page.ShouldBeAccessibleAsync();
        await page.Locator("#view-whose").SelectOptionAsync("all");
        await page.Locator("#view-name").FocusAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.ShouldBeAtAsync("**/inbox?view=v1");
        await Assertions.Expect(page.Locator("[data-view=v1] .view-count")).ToHaveTextAsync("2");

        var other = await PersonAsync();
        await server.SignInAsync(other, "Bor");
        await other.GotoAsync(server.At("/inbox?view=v1").ToString());
        await Assertions.Expect(other.Locator("#list-title")).ToHaveTextAsync("Orders and urgent");
        await Assertions.Expect(other.Locator(".trow")).ToHaveCountAsync(2);
        await Assertions.Expect(other.Locator("[data-edit-view]")).ToHaveCountAsync(0);
        await other.ShouldFitAndBeAccessibleAsync();
        // It moves by itself for both.
        await desk.ExecuteAsync(new ChangePriority(Actor.Agent(ana.Id, "Ana"), 3, PriorityLevel.UrgentId), default);
        await Assertions.Expect(other.Locator(".trow")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("[data-view=v1] .view-count")).ToHaveTextAsync("3");

        // A view of one's own says so to whoever follows its address.
        await server.Get<ViewCatalog>().SaveAsync(server.Get<ViewCatalog>().View(1)! with { Id = 0, Scope = ViewScope.Personal, ScopeId = ana.Id }, default);
        await other.GotoAsync(server.At("/inbox?view=v2").ToString());
        await Assertions.Expect(other.Locator("#list-title")).ToHaveTextAsync("This view is somebody's own");
        await Assertions.Expect(other.Locator(".trow")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_admin_makes_a_field_of_choices()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.AddAgentAsync("Ana", AgentRole.Admin);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        await page.OpenAsync(server.At("/settings/fields"));

        await page.Locator(".admin-head .rz-button").ClickAsync();
        await page.Locator("#field-name").FillAsync("Product");
        await page.Locator("#field-kind").SelectOptionAsync("Choice");
        await page.Locator("#field-choices").FillAsync("Bike\nBoat\nbike");
        await page.Locator(".admin-dialog button[type=submit]").ClickAsync();
        await page.Locator(".admin-dialog .form-error", new() { HasTextString = "twice" }).WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.Locator("#field-choices").FillAsync("Bike\nBoat");
        await page.Locator(".admin-dialog button[type=submit]").ClickAsync();
        await page.Locator(".admin-grid", new() { HasTextString = "Bike, Boat" }).WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        Assert.Equal(["Bike", "Boat"], Assert.Single(server.Get<FieldCatalog>().All).Choices.Select(choice => choice.Name));
    }

    private static async Task OpenAsync(ConsoleServer server, string text, string visitor)
    {
        var outcome = await server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, text, Who: new NewCustomer(IdentityKind.Visitor, visitor, "Maja")), default);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }
}
