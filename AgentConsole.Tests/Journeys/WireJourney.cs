using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace AgentConsole.Tests.Journeys;

/// <summary>What the inbox costs a thin wire, counted in bytes between the server and a real browser.</summary>
public sealed class WireJourney(Browser browser, ITestOutputHelper output) : Journey(browser)
{
    private const int Rows = 40, Changes = 10;

    [Fact]
    public async Task Opening_the_inbox_again_sends_less_than_60_KB_and_a_changed_row_less_than_2_KB()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var wire = new CountingProxy(server.Address);
        await server.AddAgentAsync("Ana");
        for (var i = 1; i <= Rows; i++) await WriteAsync(server, $"Where is parcel {i}? It was to come on Monday, and the page says nothing.", i, null);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        // Cookies are the host's, whichever its port: the same person comes over the wire that counts.
        await OpenAsync(page, wire);
        wire.Taken();
        await OpenAsync(page, wire);
        var opening = wire.Taken();

        var row = page.Locator(".trow[data-id='1']");
        await row.WaitForAsync();
        for (var i = 1; i <= Changes; i++)
        {
            await WriteAsync(server, $"And now {i}?", 1, 1);
            await row.Locator($":text('And now {i}?')").WaitForAsync();
        }

        var changes = wire.Taken();
        output.WriteLine($"opening again {opening} bytes; {Changes} changed rows {changes} bytes, {changes / Changes} each");
        Assert.InRange(opening, 1, (60 * 1024) - 1);
        Assert.InRange(changes / Changes, 1, (2 * 1024) - 1);
    }

    private static async Task OpenAsync(IPage page, CountingProxy wire)
    {
        await page.GotoAsync(new Uri(wire.Address, "/inbox?view=all-open").ToString());
        await page.Locator("html[data-circuit=here]").WaitForAsync();
        await page.Locator(".list-pane[data-live=live] .trow").First.WaitForAsync();
    }

    private static async Task WriteAsync(ConsoleServer server, string text, int visitor, long? ticket)
    {
        var outcome = await server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, text, TicketId: ticket, Who: new NewCustomer(IdentityKind.Visitor, $"v{visitor}", "Maja")), default);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }
}
