using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Routing;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>Two agents at once, in a browser each.</summary>
public sealed class TogetherJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task Two_agents_share_the_work_by_key_and_tell_each_other_of_it_and_a_draft_follows_its_writer()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        var team = await server.Get<Accounts>().AddTeamAsync("Billing", default);
        var ana = await server.AddAgentAsync("Ana", AgentRole.Agent, team.Id);
        var bor = await server.AddAgentAsync("Bor", AgentRole.Agent, team.Id);
        for (var i = 1; i <= 3; i++) await OpenAsync(server, $"Question {i}", $"v{i}", team.Id);
        await server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(new ChangePriority(Actor.System, 2, PriorityLevel.UrgentId), default);
        var rules = RoutingRules.Usual with { Teams = [TeamRouting.Manual(team.Id) with { Path = new EscalationPath(null, bor.Id, null, "Please decide: ") }] };
        Assert.True((await server.Get<RoutingCatalog>().SaveAsync(0, rules, default, "Test", default)).Succeeded);
        var (hers, his) = (await PersonAsync(), await PersonAsync());
        await server.SignInAsync(hers, "Ana");
        await server.SignInAsync(his, "Bor");
        await hers.Locator(".trow").Nth(2).WaitForAsync();
        await his.Locator(".trow").Nth(2).WaitForAsync();

        // Each presses the key; nobody gets what the other has.
        var taken = await Task.WhenAll(TakeNextAsync(hers), TakeNextAsync(his));
        Assert.Equal(["/inbox/1", "/inbox/2"], taken.Order());
        var (mine, other) = taken[0] == "/inbox/2" ? (2, 1) : (1, 2);

        // A note names a colleague: the picker writes the name, the bell tells of it.
        await hers.Locator(".composer input[type=radio]").Nth(1).CheckAsync();
        var text = hers.Locator("[data-composer-text]");
        await text.PressSequentiallyAsync("Do you know this one, @Bo");
        await hers.Locator("[data-macros] .macro", new() { HasTextString = "Bor" }).WaitForAsync();
        await hers.ShouldBeAccessibleAsync();
        await hers.Keyboard.PressAsync("Enter");
        await Assertions.Expect(text).ToHaveValueAsync("Do you know this one, @Bor ");
        await hers.Keyboard.PressAsync("Control+Enter");
        await hers.Locator(".msg-mentions", new() { HasTextString = "@Bor" }).WaitForAsync();
        await his.Locator(".bell-count", new() { HasTextString = "1" }).WaitForAsync();
        await his.Locator(".bell summary").ClickAsync();
        await his.Locator(".bell-line", new() { HasTextString = "You were named in a note" }).ClickAsync();
        await his.ShouldBeAtAsync($"**/inbox/{mine}");

        // He follows it, and hears of her answer.
        await his.Locator("[data-more]").ClickAsync();
        await his.Locator("[data-follow]").ClickAsync();
        await his.Locator("[data-follow][aria-pressed=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await hers.Locator(".composer input[type=radio]").First.CheckAsync();
        await text.FillAsync("On its way");
        await hers.Keyboard.PressAsync("Control+Enter");
        await his.Locator(".msg-text", new() { HasTextString = "On its way" }).WaitForAsync();
        await his.Locator(".bell summary").ClickAsync();
        await his.Locator(".bell-line", new() { HasTextString = "New message on a ticket you follow" }).WaitForAsync();

        // She escalates with a note beside the conversation; the team's path names him.
        await hers.Locator("[data-more]").ClickAsync();
        await hers.Locator("[data-escalate]").ClickAsync();
        var note = hers.Locator("#handover-note");
        await Assertions.Expect(note).ToHaveValueAsync("Please decide: ");
        await note.PressSequentiallyAsync("refund or not?");
        await hers.ShouldBeAccessibleAsync();
        await hers.Keyboard.PressAsync("Control+Enter");
        await his.Locator(".msg.note", new() { HasTextString = "refund or not?" }).WaitForAsync();
        Assert.Equal(bor.Id, (await server.Get<TicketQueries>().TicketAsync(mine, default))!.AssigneeId);

        // What she was writing is there on another device of hers.
        await text.FillAsync("Half a sentence");
        await hers.Locator($"[data-draft=ticket-{mine}]").WaitForAsync();
        var phone = await PersonAsync();
        await server.SignInAsync(phone, "Ana");
        await phone.GotoAsync(server.At($"/inbox/{mine}").ToString());
        await Assertions.Expect(phone.Locator("[data-composer-text]")).ToHaveValueAsync("Half a sentence");
        Assert.NotEqual(mine, other);
        Assert.NotEqual(ana.Id, bor.Id);
    }

    [Theory]
    [InlineData("en", false, 1440)]
    [InlineData("ar", true, 390)]
    public async Task The_routing_page_is_accessible(string language, bool dark, int width)
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await server.Get<Accounts>().AddTeamAsync("Billing", default);
        var admin = await server.AddAgentAsync("Root", AgentRole.Admin);
        var page = await PersonAsync();
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        await server.Get<Accounts>().ChangeLanguageAsync(admin.Id, language, default);
        await server.SignInAsync(page, "Root");
        await page.OpenAsync(server.At("/settings/routing"));
        await page.ShouldBeAccessibleAsync();

        await page.Locator(".rule .btn").First.ClickAsync();
        await page.Locator(".admin-dialog #way").SelectOptionAsync("RingAll");
        await page.Locator(".admin-dialog #accept").WaitForAsync();
        await page.ShouldBeAccessibleAsync();
        await page.Locator(".admin-dialog button[type=submit]").ClickAsync();
        await page.Locator(".admin-dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal(RoutingWay.RingAll, server.Get<RoutingCatalog>().Book.Automatic.Single().Way);
    }

    private static async Task<string> TakeNextAsync(IPage page)
    {
        await page.Keyboard.PressAsync("n");
        var address = await page.ShouldBeAtAsync("**/inbox/*");
        await page.Locator("[data-composer-text]").WaitForAsync();
        return address.AbsolutePath;
    }

    private static async Task OpenAsync(ConsoleServer server, string text, string visitor, long team) => Assert.True((await server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
        new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, text, TeamId: team, Who: new(IdentityKind.Email, $"{visitor}@example.test", "Maja")), default)).Succeeded);
}
