using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>Service levels and priorities in a real browser: edited, tried, put in force, and what agents see of it.</summary>
public sealed class PolicyJourneys(Browser browser) : Journey(browser)
{
    private ConsoleServer _server = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await ConsoleServer.StartAsync(Database);
        await _server.AddAgentAsync("Ada", AgentRole.Admin);
        await _server.AddAgentAsync("Ana");
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_policy_is_made_tried_and_put_in_force_and_an_open_inbox_reorders()
    {
        await WriteAsync("plain", CustomerTier.Standard, "Where is my parcel?");
        await WriteAsync("gold", CustomerTier.Gold, "Where is mine?");
        var inbox = new InboxScreen(await SignedInAsync("Ana"));
        await inbox.OpenAsync(_server, "/inbox?view=all-open");
        await inbox.Row(2).WaitForAsync();
        Assert.Equal([1L, 2L], await inbox.OrderAsync());

        var page = await SignedInAsync("Ada");
        await OpenAsync(page, "/settings/policies");
        await page.GetByRole(AriaRole.Link, new() { Name = "New policy" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Gold");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a test" }).ClickAsync();
        await page.GetByLabel("Field").SelectOptionAsync("Tier");
        await page.GetByLabel("Add …").SelectOptionAsync("Gold");
        await page.GetByLabel("First response, Normal: within").FillAsync("half an hour");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what would change" }).ClickAsync();
        await page.GetByText("can't be read as an amount of time").WaitForAsync();
        await page.GetByLabel("First response, Normal: within").FillAsync("30m");
        await page.GetByLabel("First response, Normal: warn before").FillAsync("5m");
        await page.GetByLabel("First response, Normal: counts").SelectOptionAsync("calendar");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what would change" }).ClickAsync();

        // Tried on both tickets: one due instant moves, and nothing is stored by that.
        await page.GetByText("Tried on 2 tickets: 2 open").WaitForAsync();
        // It comes below a form longer than the screen, and is in sight all the same.
        await Assertions.Expect(page.Locator(".impact-figures")).ToBeInViewportAsync();
        Assert.Equal(("1", "1", "0"), (await FigureAsync(page, "moves"), await FigureAsync(page, "tickets"), await FigureAsync(page, "appear")));
        Assert.Contains("Where is mine?", await page.Locator(".impact .admin-grid").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal([1L, 2L], await inbox.OrderAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Put in force" }).ClickAsync();
        await page.GetByText("Gold is in force as version 1").WaitForAsync();
        await inbox.Page.Locator(".trow[data-id='2'] ~ .trow[data-id='1']").WaitForAsync();
        Assert.Equal([2L, 1L], await inbox.OrderAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "All policies" }).ClickAsync();
        await page.GetByText("customer tier is Gold").WaitForAsync();
    }

    [Fact]
    public async Task Policies_are_moved_by_the_keyboard_and_hold_when_put_in_force()
    {
        await _server.Get<SlaCatalog>().AddAsync([Policy(2, 0, "First", "1"), Policy(3, 1, "Second", "2")], [], default);
        var page = await SignedInAsync("Ada");
        await OpenAsync(page, "/settings/policies");
        var up = page.Locator("#up-3");
        await up.FocusAsync();
        await up.PressAsync("Enter");
        await page.GetByText("The order has changed").WaitForAsync();
        Assert.Equal([2, 3, 1], _server.Get<SlaCatalog>().Book.Policies.Select(policy => policy.Id));

        await page.GetByRole(AriaRole.Button, new() { Name = "Put in force" }).ClickAsync();

        await page.GetByText("The new order is in force").WaitForAsync();
        Assert.Equal([3, 2, 1], _server.Get<SlaCatalog>().Book.Policies.Select(policy => policy.Id));

        // Retired and brought back, it is asked after the others.
        await page.Locator("[data-policy='3']").GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickAsync();
        await page.Locator(".rz-dialog").Last.GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickAsync();
        await page.GetByText("Retired policies: 1").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring back Second" }).ClickAsync();
        await page.GetByText("Second is back").WaitForAsync();
        Assert.Equal([2, 3, 1], _server.Get<SlaCatalog>().Book.Policies.Select(policy => policy.Id));
    }

    [Fact]
    public async Task A_level_and_a_rule_are_made_and_the_next_ticket_has_it_and_says_why()
    {
        var page = await SignedInAsync("Ada");
        await OpenAsync(page, "/settings/priorities");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a level" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).First.FillAsync("Outage");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save levels" }).ClickAsync();
        await page.GetByText("The levels are saved").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New rule" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("Outages");
        await dialog.GetByLabel("Value").FillAsync("outage, down");
        await dialog.GetByLabel("Gives").SelectOptionAsync(new SelectOptionValue { Label = "Outage" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("hold from the next message on").WaitForAsync();

        var ticket = (await WriteAsync("maja", CustomerTier.Standard, "hello", "Total OUTAGE since noon")).Ticket;

        Assert.NotNull(ticket.DueAt);
        var inbox = await SignedInAsync("Ana");
        await inbox.GotoAsync(_server.At($"/ticket/{ticket.Id}").ToString());
        await inbox.Locator("[data-live=live]").First.WaitForAsync();
        await HistoryAsync(inbox, "keyword");
        Assert.Contains("in subject", await inbox.Locator(".side-panel").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Outage", await inbox.Locator(".ticket-fields select").Nth(1).EvaluateAsync<string>("select => select.selectedOptions[0].text"));
    }

    [Theory]
    [InlineData("/settings/policies", "en", false, 1440)]
    [InlineData("/settings/policies", "ar", true, 390)]
    [InlineData("/settings/policies/2", "en", true, 1440)]
    [InlineData("/settings/policies/2", "ar", false, 390)]
    [InlineData("/settings/priorities", "sl", false, 1440)]
    [InlineData("/settings/priorities", "ar", true, 390)]
    public async Task The_pages_shut_nobody_out(string path, string language, bool dark, int width)
    {
        await WriteAsync("gold", CustomerTier.Gold, "Where is mine?");
        await _server.Get<SlaCatalog>().AddAsync([Policy(2, 0, "Wholesale", "1"), Policy(3, 1, "Gold", "2")], [], default);
        var page = await SignedInAsync("Ada", width, dark, language);
        await OpenAsync(page, path);
        if (path.EndsWith('2'))
        {
            await page.Locator("[data-target=FirstResponse] tr[data-level='2'] input").First.FillAsync("10m");
            await page.Locator("[data-target=FirstResponse] tr[data-level='2'] input").Nth(1).FillAsync("");
            await page.Locator(".policy-buttons button").ClickAsync();
            await page.Locator(".impact .impact-figures, .impact .impact-none").WaitForAsync();
        }

        await page.ShouldFitAndBeAccessibleAsync();
        if (!path.EndsWith("priorities", StringComparison.Ordinal)) return;
        await page.Locator(".rules-head button").ClickAsync();
        await page.Locator(".admin-dialog form").WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
    }

    private static SlaPolicy Policy(int id, int order, string name, string tag) => SlaDefaults.Policy() with
    {
        Id = id,
        Order = order,
        Name = name,
        IsDefault = false,
        When = new AllOf([new FieldTest(ConditionField.Tags, ConditionOperator.AnyOf, [tag]), new AnyOf([new FieldTest(ConditionField.Subject, ConditionOperator.Contains, ["wholesale"])])]),
    };

    /// <summary>Opens a page and waits until it lives: what is clicked before that does nothing.</summary>
    private async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(_server.At(path).ToString());
        await page.Locator(".admin[data-interactive] .admin-main h1").WaitForAsync();
    }

    /// <summary>Opens the ticket's history; again where the page did not live yet.</summary>
    private static async Task HistoryAsync(IPage page, string shows)
    {
        var tab = page.GetByRole(AriaRole.Tab, new() { Name = "History" }).First;
        var line = page.Locator(".side-panel").First.GetByText(shows).First;
        for (var tries = 0; ; tries++)
        {
            await tab.ClickAsync();
            try
            {
                await line.WaitForAsync(new() { Timeout = 3000 });
                return;
            }
            catch (TimeoutException) when (tries < 9)
            {
                // The click came before the page lived.
            }
        }
    }

    private static Task<string> FigureAsync(IPage page, string figure) => page.Locator($"[data-figure={figure}]").InnerTextAsync();

    private async Task<CommandResult> WriteAsync(string handle, CustomerTier tier, string text, string? subject = null)
    {
        var outcome = await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, handle), TicketChannel.Email, text, Subject: subject, Who: new(IdentityKind.Email, $"{handle}@example.test", handle, Tier: tier)), default);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    private async Task<IPage> SignedInAsync(string name, int width = 1440, bool dark = false, string language = "en")
    {
        var page = await PersonAsync(width, 900, dark, language);
        await page.GotoAsync(_server.At("/sign-in").ToString());
        await page.Locator("input[type=email]").FillAsync($"{name.ToLowerInvariant()}@example.test");
        await page.Locator("input[type=password]").FillAsync(ConsoleServer.Password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await page.ShouldBeAtAsync("**/inbox**");
        return page;
    }
}
