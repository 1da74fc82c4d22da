using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Tests.Journeys;

/// <summary>An admin says how a team's tickets end and makes a status; the agents have it at once.</summary>
public sealed class LifeSettingsJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task A_teams_rule_and_a_status_of_ones_own_are_in_force_when_they_are_saved()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var team = await server.Get<AgentConsole.People.Identity.Accounts>().AddTeamAsync("Workshop", default);
        await server.AddAgentAsync("Cila", AgentRole.Admin);
        await server.AddAgentAsync("Ana");
        await server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, "Broken", Who: new(IdentityKind.Email, "m@example.test", "Maja")), default);
        var ana = await PersonAsync();
        await server.SignInAsync(ana, "Ana");
        await ana.GotoAsync(server.At("/ticket/1").ToString());
        var cila = await PersonAsync();
        await server.SignInAsync(cila, "Cila");

        await cila.GotoAsync(server.At("/settings/statuses").ToString());
        await cila.GetByText("New status").ClickAsync();
        await cila.Locator("#status-name").FillAsync("At the workshop");
        await cila.Locator("#status-sl").FillAsync("V delavnici");
        await cila.ShouldFitAndBeAccessibleAsync();
        await cila.Locator(".admin-dialog button[type=submit]").ClickAsync();
        await cila.Locator(".admin-grid", new() { HasTextString = "V delavnici" }).WaitForAsync();
        await ana.Locator(".ticket-fields select").First.SelectOptionAsync("OnHold/1");
        await ana.Locator(".talk-event", new() { HasTextString = "At the workshop" }).WaitForAsync();

        await cila.GotoAsync(server.At("/settings/teams").ToString());
        await cila.GetByLabel("How tickets end, Workshop").ClickAsync();
        await cila.Locator("#life-resolve").FillAsync("24");
        await cila.Locator(".admin-dialog button[type=submit]").ClickAsync();
        await cila.Locator(".form-error", new() { HasTextString = "reminder" }).WaitForAsync();
        await cila.Locator("#life-remind").FillAsync("48");
        await cila.Locator("#life-reopen").SelectOptionAsync(nameof(ReopenRule.WithinDays));
        await cila.Locator("#life-days").FillAsync("14");
        await cila.ShouldFitAndBeAccessibleAsync();
        await cila.Locator(".admin-dialog button[type=submit]").ClickAsync();
        await cila.Locator(".admin-dialog").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        Assert.Equal(
            new LifePolicy { TeamId = team.Id, Reopen = ReopenRule.WithinDays, ReopenDays = 14, RemindHours = 48, ResolveHours = 24 },
            server.Get<LifeCatalog>().PolicyOf(team.Id));
    }
}
