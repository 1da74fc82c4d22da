using AgentConsole.People;
using AgentConsole.Tests.Support;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>Who changed what, in a real browser: what is done in a circuit is told of the person who sits before it.</summary>
public sealed class AuditJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task A_team_made_and_a_calendar_retired_are_on_the_page_with_who_did_it()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.AddAgentAsync("Ada", AgentRole.Admin);
        var night = AgentConsole.Sla.SlaDefaults.Calendar() with { Id = 2, Name = "Night shift" };
        await server.Get<AgentConsole.Sla.SlaCatalog>().AddAsync([AgentConsole.Sla.SlaDefaults.Policy()], [night], default);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ada");
        await page.OpenAsync(server.At("/settings/teams"));
        await page.GetByRole(AriaRole.Button, new() { Name = "New team" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").First.FillAsync("Wholesale");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await page.Locator(".admin-said").GetByText("Wholesale").WaitForAsync();

        await page.OpenAsync(server.At("/settings/calendars"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Retire Night shift" }).ClickAsync();
        await page.Locator(".rz-dialog").Last.GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickAsync();
        await page.GetByText("Night shift is retired.").WaitForAsync();
        await page.GetByText("Retired calendars: 1").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring back Night shift" }).WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();

        await page.OpenAsync(server.At("/settings/audit"));
        var first = page.Locator(".audit-line").First;
        await first.GetByText("Night shift").WaitForAsync();
        Assert.Contains("Ada", await first.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Retired", await first.InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByLabel("Setting", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Team" });
        await page.Locator(".audit-line[data-thing=Team]").GetByText("Wholesale").First.WaitForAsync();
        await page.Locator(".audit-line:not([data-thing=Team])").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.ShouldBeAtAsync("**thing=Team**");
        await page.ShouldFitAndBeAccessibleAsync();
    }

    [Fact]
    public async Task The_page_shuts_nobody_out()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.AddAgentAsync("Ada", AgentRole.Admin);
        var page = await PersonAsync(390, 844, true, "ar");
        await page.GotoAsync(server.At("/sign-in").ToString());
        await page.Locator("input[type=email]").FillAsync("ada@example.test");
        await page.Locator("input[type=password]").FillAsync(ConsoleServer.Password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await page.ShouldBeAtAsync("**/inbox**");
        await page.OpenAsync(server.At("/settings/audit"));
        await page.Locator(".audit-line").First.WaitForAsync();
        await page.ShouldFitAndBeAccessibleAsync();
    }
}
