using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace AgentConsole.Tests.Journeys;

/// <summary>A company with ten thousand tags: its settings page and the pickers stay light.</summary>
public sealed class TagsJourney(Browser browser, ITestOutputHelper output) : Journey(browser)
{
    [Fact]
    public async Task Ten_thousand_tags_are_looked_through_by_name_for_a_few_kilobytes()
    {
        await using (var db = Database.Open())
        {
            db.AddRange(Enumerable.Range(1, 10_000).Select(id => new Tag(id, id == 7_777 ? "Vračilo denarja" : $"tag {id}", "#1b1f24", "#dbe4ff", false)));
            await db.SaveChangesAsync();
        }

        await using var server = await ConsoleServer.StartAsync(Database);
        await using var wire = new CountingProxy(server.Address);
        await server.AddAgentAsync("Ana", AgentRole.Admin);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        var tags = new Uri(wire.Address, "/settings/tags");
        await page.OpenAsync(tags);
        await page.Locator(".admin-grid tbody tr").First.WaitForAsync();
        wire.Taken();
        await page.OpenAsync(tags);
        await page.Locator("[data-uses='1']:text('0')").WaitForAsync();
        var opening = wire.Taken();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("vracilo");
        await page.Locator(".admin-grid tbody tr:only-child .tag bdi:text('Vračilo denarja')").WaitForAsync();
        var search = wire.Taken();

        output.WriteLine($"opening again {opening} bytes, searching {search} bytes");
        Assert.InRange(opening, 1, 100 * 1024);
        Assert.InRange(search, 1, 40 * 1024);
    }
}
