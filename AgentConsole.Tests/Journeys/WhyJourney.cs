using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>Why a ticket is due when it is, read in a real browser.</summary>
public sealed class WhyJourney(Browser browser) : Journey(browser)
{
    [Theory]
    [InlineData("en", 1440, "First response")]
    [InlineData("ar", 390, "الرد الأول")]
    public async Task A_press_on_a_countdown_tells_why_by_keyboard_too_and_another_puts_it_away(string language, int width, string target)
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.AddAgentAsync("Ana", AgentRole.Admin);
        await server.Get<AgentConsole.People.Identity.Accounts>().ChangeLanguageAsync(server.Get<AgentDirectory>().Agents[0].Id, language, CancellationToken.None);
        var opened = await server.Services.GetRequiredService<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, "Where is it?", Who: new NewCustomer(IdentityKind.Visitor, "v1", "Maja")), CancellationToken.None);
        var page = await PersonAsync(width, 844);
        await server.SignInAsync(page, "Ana");
        await page.GotoAsync(server.At($"/ticket/{opened.Value!.Ticket.Id}").ToString());

        var countdown = page.Locator(".sla-line", new() { HasText = target });
        await countdown.FocusAsync();
        await countdown.PressAsync("Enter");
        var why = page.Locator(".why-panel");
        await why.Locator(".why-sentence", new() { HasText = target }).WaitForAsync();
        Assert.Equal(["start", "now"], (await why.Locator("[data-mark]").EvaluateAllAsync<string[]>("marks => marks.map(mark => mark.dataset.mark)")).Take(2));
        await page.ShouldFitAndBeAccessibleAsync();

        await countdown.PressAsync("Enter");
        await why.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }
}
