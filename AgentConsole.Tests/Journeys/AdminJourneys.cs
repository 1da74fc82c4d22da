using AgentConsole.People;
using AgentConsole.People.Setup;
using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>The settings in a real browser: what an admin does there, and that nobody is shut out of it.</summary>
public sealed class AdminJourneys(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task After_set_up_a_real_shop_is_connected_on_the_sites_page_and_its_visitor_is_heard()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var page = await SetUpAsync(server);
        await page.OpenAsync(server.At("/settings/sites"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the line" }).ClickAsync();
        var line = await page.Locator("#site-line").InputValueAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        // The shop takes the line as it was copied; its origin is not allowed yet.
        await using var shop = await Shop.OpenAsync(() => $"<!doctype html><html lang=\"en\"><title>Shop</title><h1>Shop</h1>{line}</html>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.GetByLabel("Allowed addresses").FillAsync(shop.Origin + "/cart");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("is the address of a page").WaitForAsync();
        await page.GetByLabel("Allowed addresses").FillAsync(shop.Origin);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("is saved and holds at once").WaitForAsync();

        var visitor = new VisitorChat(await PersonAsync());
        await visitor.OpenAsync(shop.Origin);
        await visitor.SayAsync("Do you ship to Ljubljana?");
        await visitor.WaitForAsync("Do you ship to Ljubljana?", "sent");
        await page.GotoAsync(server.At("/inbox?view=all-open").ToString());
        await new InboxScreen(page).Row(1).WaitForAsync();
        Assert.Contains("Do you ship to Ljubljana?", await new InboxScreen(page).Row(1).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inbox_carries_nothing_of_the_component_library_and_the_settings_fetch_it_when_reached_from_there()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.AddAgentAsync("Ana", AgentRole.Admin);
        var page = await PersonAsync();
        var fetched = new List<string>();
        page.Request += (_, request) => fetched.Add(request.Url);
        await server.SignInAsync(page, "Ana");
        // Before the circuit stands a click is a page load.
        await server.ConnectedAsync(server.Get<AgentDirectory>().Agents[0].Id);
        Assert.DoesNotContain(fetched, url => url.Contains("Radzen", StringComparison.Ordinal) || url.Contains("admin.css", StringComparison.Ordinal));

        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sites" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New site" }).ClickAsync();

        await page.GetByLabel("Allowed addresses").WaitForAsync();
        Assert.Contains(fetched, url => url.Contains("Radzen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dialog_takes_the_focus_once_as_it_opens_and_gives_it_back_so_that_no_word_lands_in_another_field()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var ana = await server.AddAgentAsync("Ana", AgentRole.Admin);
        var page = await PersonAsync();
        await page.Clock.InstallAsync();
        await server.SignInAsync(page, "Ana");
        await page.GotoAsync(server.At("/settings/sites").ToString());
        await server.ConnectedAsync(ana.Id);
        var opener = page.GetByRole(AriaRole.Button, new() { Name = "New site" });
        await opener.ClickAsync();
        await Assertions.Expect(page.Locator("#site-name")).ToBeFocusedAsync();

        var origins = page.GetByLabel("Allowed addresses");
        await origins.FocusAsync();
        // Whatever the page meant to do a little later.
        await page.Clock.FastForwardAsync(5_000);
        await Assertions.Expect(origins).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(opener).ToBeFocusedAsync();

        // Nor does the page's own arrival, which may come after the first press.
        Assert.False(await page.EvaluateAsync<bool>("import('/js/early.js').then(early => early.arrive('h1'))"));
        await Assertions.Expect(opener).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Somebody_is_invited_comes_in_by_the_link_and_loses_their_screen_when_they_are_deactivated()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var page = await SetUpAsync(server);
        await page.OpenAsync(server.At("/settings/accounts"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Bor");
        await page.GetByLabel("E-mail address").FillAsync("ada@example.test");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account and its link" }).ClickAsync();
        await page.GetByText("There is an account with ada@example.test already.").WaitForAsync();
        await page.GetByLabel("E-mail address").FillAsync("bor@example.test");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account and its link" }).ClickAsync();
        await page.Locator("#account-link").WaitForAsync();
        var link = await page.Locator("#account-link").InputValueAsync();
        await page.Locator(".admin-dialog").GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();

        var bor = await PersonAsync();
        await bor.GotoAsync(link);
        await bor.ShouldFitAndBeAccessibleAsync();
        await bor.GetByLabel("New password").FillAsync("a mountain in spring");
        await bor.Locator("form button[type=submit]").First.ClickAsync();
        await bor.ShouldBeAtAsync("**/inbox**");
        await server.ConnectedAsync(server.Get<AgentDirectory>().Agents.Single(agent => agent.Name == "Bor").Id);

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Bor" }).ClickAsync();
        await page.Locator(".account-access").GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();
        await page.Locator(".admin-confirm").GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();

        await bor.ShouldBeAtAsync("**/sign-in**");
    }

    [Theory]
    [InlineData("/settings", "en", false, 1440)]
    [InlineData("/settings/sites", "en", false, 1440)]
    [InlineData("/settings/sites", "ar", true, 390)]
    [InlineData("/settings/accounts", "en", true, 1440)]
    [InlineData("/settings/accounts", "sl", false, 390)]
    [InlineData("/settings/teams", "ar", false, 1440)]
    [InlineData("/settings/tokens", "ar", false, 390)]
    [InlineData("/settings/calendars", "en", true, 1440)]
    [InlineData("/settings/calendars/new", "sl", true, 390)]
    [InlineData("/settings/calendars/1", "ar", false, 1440)]
    [InlineData("/settings/statuses", "ar", true, 390)]
    [InlineData("/settings/macros", "en", false, 1440)]
    [InlineData("/settings/macros", "ar", true, 390)]
    [InlineData("/account", "en", true, 390)]
    public async Task The_settings_shut_nobody_out(string path, string language, bool dark, int width)
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var page = await SetUpAsync(server, language, dark, width);
        await page.OpenAsync(server.At(path));
        await page.Locator("#main h1").WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
        if (await page.Locator(".admin-head .rz-button").CountAsync() == 0) return;
        await page.Locator(".admin-head .rz-button").First.ClickAsync();
        await page.Locator(".admin-dialog form").WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
    }

    /// <summary>A company set up by the printed link; its admin's inbox is open.</summary>
    private async Task<IPage> SetUpAsync(ConsoleServer server, string language = "en", bool dark = false, int width = 1440)
    {
        var page = await PersonAsync(width, 844, dark, language);
        await page.GotoAsync(server.At(server.Get<SetupLink>().Issue()).ToString());
        await page.Locator("#Company").FillAsync("Tern & Co");
        await page.Locator("#Name").FillAsync("Ada");
        await page.Locator("#Email").FillAsync("ada@example.test");
        await page.Locator("#Password").FillAsync(ConsoleServer.Password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await page.ShouldBeAtAsync("**/inbox**");
        return page;
    }
}
