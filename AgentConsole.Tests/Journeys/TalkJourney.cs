using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Routing;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>A talk with everybody in it: customer, agent, supervisor, each in a browser.</summary>
public sealed class TalkJourney(Browser browser) : Journey(browser)
{
    [Fact]
    public async Task A_chat_rings_is_read_as_it_is_written_watched_whispered_to_joined_answered_by_button_handed_over_and_written_up()
    {
        await using var server = await ConsoleServer.StartAsync(Database);
        await using var shop = await Shop.OpenAsync(() => Shop.Page(server.Address, "talk"));
        var team = await server.Get<Accounts>().AddTeamAsync("Shop", default);
        var ana = await server.AddAgentAsync("Ana", AgentRole.Agent, team.Id);
        var bor = await server.AddAgentAsync("Bor", AgentRole.Agent, team.Id);
        await server.AddAgentAsync("Vera", AgentRole.Supervisor);
        await using (var db = Database.Open())
        {
            db.Add(new Site { Key = "talk", Name = "Tern", AllowedOrigins = shop.Origin, TeamId = team.Id, Look = new SiteLook { ShowsTyping = true } });
            await db.SaveChangesAsync();
        }

        server.Get<SiteDirectory>().Announce();
        var rings = new TeamRouting(team.Id, RoutingWay.RoundRobin, TimeSpan.FromMinutes(20)) { RingsChats = true, WrapUp = TimeSpan.FromMinutes(20) };
        Assert.True((await server.Get<RoutingCatalog>().SaveAsync(0, RoutingRules.Usual with { Teams = [rings] }, default, "Test", default)).Succeeded);
        var (hers, his, watcher, shopper) = (await PersonAsync(), await PersonAsync(), await PersonAsync(), await PersonAsync());
        await server.SignInAsync(hers, "Ana");
        await server.ConnectedAsync(ana.Id);

        // It rings for the one who is there, wherever that is, and she takes it by key.
        await hers.GotoAsync(server.At("/customers").ToString());
        var visitor = new VisitorChat(shopper);
        await visitor.OpenAsync(shop.Origin);
        await visitor.Frame.GetByText("We can read what you write before you send it.").WaitForAsync();
        await visitor.SayAsync("Do you have it in red?");
        await hers.Locator("[data-ring]", new() { HasTextString = "Do you have it in red?" }).WaitForAsync();
        await hers.ShouldBeAccessibleAsync();
        await hers.Keyboard.PressAsync("Alt+0");
        await Assertions.Expect(hers.Locator("[data-accept]")).ToBeFocusedAsync();
        await hers.Keyboard.PressAsync("Enter");
        await hers.ShouldBeAtAsync("**/inbox/1");
        await Assertions.Expect(hers.Locator("[data-ring]")).ToHaveCountAsync(0);

        // What is being written is there before it is sent, and gone with it.
        await visitor.Frame.Locator("#compose").PressSequentiallyAsync("I mean <b>dark red");
        await hers.Locator(".talk-unsent", new() { HasTextString = "I mean <b>dark red" }).WaitForAsync();
        await visitor.Frame.Locator("#compose").PressAsync("Enter");
        await hers.Locator(".msg-text", new() { HasTextString = "I mean <b>dark red" }).WaitForAsync();
        await Assertions.Expect(hers.Locator(".talk-unsent")).ToHaveCountAsync(0);

        // The supervisor finds it among the running chats, whispers, and joins.
        await server.SignInAsync(watcher, "Vera");
        await watcher.GotoAsync(server.At("/chats").ToString());
        await watcher.Locator("[data-watch='1']", new() { HasTextString = "dark red" }).WaitForAsync();
        await watcher.ShouldBeAccessibleAsync();
        await watcher.Locator("[data-watch='1']").ClickAsync();
        await watcher.Locator("[data-bar=watching]", new() { HasTextString = "Ana" }).WaitForAsync();
        await watcher.Locator(".composer input[type=radio]").Nth(1).CheckAsync();
        await Assertions.Expect(watcher.Locator("[data-whisper]:is(input)")).ToBeCheckedAsync();
        await watcher.Locator("[data-composer-text]").FillAsync("Ten percent is fine");
        await watcher.Keyboard.PressAsync("Control+Enter");
        await hers.Locator(".msg[data-whisper]", new() { HasTextString = "Ten percent is fine" }).WaitForAsync();
        // Half of the next one is still a whisper after a reload.
        await watcher.Locator("[data-composer-text]").PressSequentiallyAsync("And free ship");
        await Assertions.Expect(watcher.Locator("[data-composer-text]")).ToHaveValueAsync("And free ship");
        await watcher.ReloadAsync();
        await Assertions.Expect(watcher.Locator("[data-composer-text]")).ToHaveValueAsync("And free ship");
        await Assertions.Expect(watcher.Locator("[data-mode-of=note]")).ToBeCheckedAsync();
        await Assertions.Expect(watcher.Locator("[data-whisper]:is(input)")).ToBeCheckedAsync();
        await watcher.Locator("[data-join]").ClickAsync();
        await visitor.Frame.Locator(".message.system", new() { HasTextString = "Vera has joined the conversation." }).WaitForAsync();

        // Ready answers are buttons, and a press is an answer.
        await hers.Locator("[data-composer-text]").FillAsync("Shall I keep one for you?\n[Yes, please]\n[No]");
        await hers.Keyboard.PressAsync("Control+Enter");
        await visitor.Frame.GetByRole(AriaRole.Button, new() { Name = "Yes, please" }).ClickAsync();
        await hers.Locator(".msg.theirs .msg-text", new() { HasTextString = "Yes, please" }).WaitForAsync();
        await Assertions.Expect(visitor.Frame.GetByRole(AriaRole.Button, new() { Name = "Yes, please" })).ToBeDisabledAsync();
        Assert.Equal(0, await visitor.Frame.GetByText("Ten percent").CountAsync());

        // Another chat of hers stands above the talk: she goes between the two by key, from the editor too.
        var desk = server.Get<AgentConsole.Desk.Desk>();
        Assert.True((await desk.ExecuteAsync(new CustomerWrites(
            new Actor(ActorKind.Customer, 0, "Zoe"), TicketChannel.Chat, "Where is my parcel?", TeamId: team.Id, Who: new(IdentityKind.Visitor, "v9", "Zoe")), default)).Succeeded);
        Assert.True((await desk.ExecuteAsync(new Take(Actor.Agent(ana.Id, "Ana"), 2), default)).Succeeded);
        await hers.Locator("[data-chat='2']", new() { HasTextString = "Zoe" }).WaitForAsync();
        await hers.Locator("[data-composer-text]").FocusAsync();
        await hers.Keyboard.PressAsync("Alt+2");
        await hers.ShouldBeAtAsync("**/inbox/2");
        await hers.Locator("[data-chat='2'][aria-current]").WaitForAsync();
        await hers.Locator(".msg-text", new() { HasTextString = "Where is my parcel?" }).WaitForAsync();
        await hers.Locator(".chat-strip").ClickAsync(new() { Position = new() { X = 2, Y = 2 } });
        await hers.Keyboard.PressAsync("[");
        await hers.ShouldBeAtAsync("**/inbox/1");
        await hers.Locator("[data-chat='1'][aria-current]").WaitForAsync();
        await hers.Keyboard.PressAsync("]");
        await hers.ShouldBeAtAsync("**/inbox/2");
        await hers.Keyboard.PressAsync("Alt+1");
        await hers.ShouldBeAtAsync("**/inbox/1");
        await hers.Locator(".msg-text", new() { HasTextString = "dark red" }).WaitForAsync();

        // She hands it over with a note: it rings for him, he accepts, and the customer reads to whom it went.
        await server.SignInAsync(his, "Bor");
        await server.ConnectedAsync(bor.Id);
        await hers.Locator("[data-assignee]").SelectOptionAsync(new SelectOptionValue { Label = "Bor" });
        await hers.Locator("#handover-note").FillAsync("They want it by <i>Friday");
        await hers.ShouldBeAccessibleAsync();
        await hers.Keyboard.PressAsync("Control+Enter");
        await his.Locator("[data-ring='1'] [data-accept]").ClickAsync();
        await his.ShouldBeAtAsync("**/inbox/1");
        await his.Locator(".msg.note", new() { HasTextString = "They want it by <i>Friday" }).WaitForAsync();
        await visitor.Frame.Locator(".message.system", new() { HasTextString = "Your conversation was passed on to Bor." }).WaitForAsync();
        Assert.Equal(1, await visitor.Frame.GetByText("passed on").CountAsync());
        Assert.Equal(0, await visitor.Frame.GetByText("Friday").CountAsync());
        Assert.Equal(bor.Id, (await server.Get<TicketQueries>().TicketAsync(1, default))!.AssigneeId);

        // Solved: time to write up, until she is done.
        await his.Locator("[data-status] select").SelectOptionAsync(new SelectOptionValue { Label = "Resolved" });
        await his.Locator("[data-wrap-up-done]").ClickAsync();
        await Assertions.Expect(his.Locator("[data-bar=wrap-up]")).ToHaveCountAsync(0);
    }
}
