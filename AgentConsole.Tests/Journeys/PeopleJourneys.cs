using AgentConsole.People;
using AgentConsole.People.Setup;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.Journeys;

/// <summary>Setting up, signing in, and what each role may not open, in a real browser.</summary>
public sealed class PeopleJourneys(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task The_printed_link_sets_the_company_up_once_and_leads_to_the_inbox()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var link = server.Get<SetupLink>().Issue();
        var page = await PersonAsync();
        await page.GotoAsync(server.At(link).ToString());
        await page.GetByLabel("Company").FillAsync("Tern & Co");
        await page.GetByLabel("Your name").FillAsync("Ada");
        await page.GetByLabel("E-mail").FillAsync("ada@example.test");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(ConsoleServer.Password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await page.ShouldBeAtAsync("**/inbox**");

        var other = await PersonAsync();
        await other.GotoAsync(server.At(link).ToString());
        Assert.Equal(0, await other.GetByLabel("Company").CountAsync());
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_the_right_one_opens_the_inbox()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.AddAgentAsync("Ana");
        var page = await PersonAsync();
        await page.GotoAsync(server.At("/inbox").ToString());
        await page.ShouldBeAtAsync("**/sign-in**");
        await page.GetByLabel("E-mail").FillAsync("ana@example.test");
        await page.GetByLabel("Password").FillAsync("not this one at all");
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await page.Locator("#sign-in-error").WaitForAsync();
        await page.GetByLabel("Password").FillAsync(ConsoleServer.Password);
        await page.Locator("form button[type=submit]").First.ClickAsync();
        await page.ShouldBeAtAsync("**/inbox**");
    }

    [Theory]
    [InlineData(AgentRole.Agent, "/inbox", true)]
    [InlineData(AgentRole.Agent, "/wall", false)]
    [InlineData(AgentRole.Agent, "/wall/links", false)]
    [InlineData(AgentRole.Supervisor, "/wall", true)]
    [InlineData(AgentRole.Supervisor, "/wall/links", true)]
    [InlineData(AgentRole.Admin, "/wall", true)]
    public async Task Each_role_opens_what_it_may_and_nothing_else(AgentRole role, string path, bool allowed)
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.AddAgentAsync("Ana", role);
        var page = await PersonAsync();
        await server.SignInAsync(page, "Ana");
        var answer = await page.GotoAsync(server.At(path).ToString());
        Assert.Equal(allowed ? 200 : 403, answer!.Status);
    }
}
