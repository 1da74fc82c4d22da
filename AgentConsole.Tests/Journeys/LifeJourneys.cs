using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>A ticket's life in a real browser: put away and back, solved and judged, closed without an answer.</summary>
public sealed class LifeJourneys(Browser browser) : Journey(browser)
{
    private const string Site = "tern-shop";

    private readonly ShiftedTime _time = new();
    private ConsoleServer _server = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await ConsoleServer.StartAsync(Database, _time);
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_snoozed_ticket_leaves_both_agents_lists_and_comes_back_by_its_time_and_by_the_customer()
    {
        var opened = await WriteAsync("Where is my parcel?");
        var ana = await SignedInAsync("Ana", "/inbox/1");
        var bor = await SignedInAsync("Bor", "/inbox");
        await bor.Row(1).WaitForAsync();

        await ana.Page.Locator("[data-snooze]").WaitForAsync();
        await ana.Page.Locator(".ticket-subject").ClickAsync();
        await ana.Page.Keyboard.PressAsync("s");
        await ana.Page.Locator("[data-until='Snooze.Tomorrow']").ClickAsync();
        await ana.Page.Locator("[data-life=snoozed]").WaitForAsync();
        await ana.Page.ShouldFitAndBeAccessibleAsync();
        await bor.Row(1).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await bor.Page.Locator("[data-view=snoozed] .view-count", new() { HasTextString = "1" }).WaitForAsync();

        var until = (await TicketAsync(1)).SnoozedUntil!.Value;
        _time.Advance(until - _time.GetUtcNow() + TimeSpan.FromSeconds(1));
        await bor.Row(1).WaitForAsync();
        await ana.Page.Locator("[data-life=snoozed]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal(TicketStatus.New, (await TicketAsync(1)).Status);

        await ana.Page.Locator("[data-snooze]").ClickAsync();
        await ana.Page.Locator("[data-until=reply]").ClickAsync();
        await bor.Row(1).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(new CustomerWrites(Actor.Customer(opened.CustomerId, "Maja"), TicketChannel.Email, "Any news?", TicketId: 1), default);
        await bor.Row(1).WaitForAsync();
    }

    [Fact]
    public async Task A_visitor_says_not_yet_then_agrees_and_rates_and_the_agent_sees_it()
    {
        await using var shop = await Shop.OpenAsync(() => Shop.Page(_server.Address, Site));
        await _server.AddSiteAsync(new Site { Key = Site, Name = "Tern", AllowedOrigins = shop.Origin, Greeting = "Hello!" });

        var person = await PersonAsync();
        var visitor = new VisitorChat(person);
        await visitor.OpenAsync(shop.Origin);
        await visitor.SayAsync("It is broken");
        await visitor.WaitForAsync("It is broken", "sent");
        var ana = await SignedInAsync("Ana", "/inbox/1");
        await ResolveAsync();
        await visitor.Frame.Locator("[data-solved=no]").ClickAsync();
        await ana.Page.Locator(".talk-event", new() { HasTextString = "not solved" }).WaitForAsync();

        await ResolveAsync();
        await visitor.Frame.Locator("[data-solved=yes]").WaitForAsync();
        await visitor.Frame.Locator(".score input[value='4']").CheckAsync();
        await person.ShouldBeAccessibleAsync();
        await visitor.Frame.Locator("[data-solved=yes]").ClickAsync();
        await ana.Page.Locator("[data-ending=Agreed]").WaitForAsync();
        await visitor.Frame.Locator(".rating textarea").FillAsync("Quick, thank you");
        await visitor.Frame.Locator(".rating [type=submit]").ClickAsync();
        await ana.Page.Locator("[data-life=score]", new() { HasTextString = "Quick, thank you" }).WaitForAsync();
        await visitor.Frame.Locator(".rating").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal((TicketStatus.Closed, 4), ((await TicketAsync(1)).Status, (await TicketAsync(1)).Score));

        // What goes on after the end goes on in another ticket, which says where it comes from.
        await visitor.SayAsync("One more thing");
        await visitor.WaitForAsync("One more thing", "sent");
        await ana.OpenAsync(_server, "/inbox/2");
        await ana.Page.Locator("[data-life=follow-up] a", new() { HasTextString = "#1" }).WaitForAsync();
    }

    [Fact]
    public async Task A_ticket_is_closed_without_an_answer_only_with_what_was_tried()
    {
        await WriteAsync("Call me");
        var ana = await SignedInAsync("Ana", "/inbox/1");
        await ana.Page.Locator("[data-more]").ClickAsync();
        await ana.Page.Locator("[data-unanswered]").ClickAsync();
        var dialog = ana.Page.Locator("dialog.unanswered[open]");
        await dialog.Locator("#unanswered-reason").SelectOptionAsync("Other");
        await dialog.Locator("[data-send]").ClickAsync();
        await dialog.Locator(".sheet-foot .error", new() { HasTextString = "why" }).WaitForAsync();
        await dialog.Locator("#unanswered-note").FillAsync("Moved away");
        await dialog.Locator(".attempt-note input").FillAsync("Nobody at home");
        await ana.Page.ShouldFitAndBeAccessibleAsync();
        await dialog.Locator("[data-send]").ClickAsync();
        await ana.Page.Locator("[data-ending=Unanswered]").WaitForAsync();
        await ana.Page.Locator(".life-why summary").ClickAsync();
        await ana.Page.Locator(".life-why li", new() { HasTextString = "Nobody at home" }).WaitForAsync();
        await ana.Page.ShouldFitAndBeAccessibleAsync();
        Assert.Equal(TicketStatus.Closed, (await TicketAsync(1)).Status);
    }

    private async Task<Ticket> WriteAsync(string text)
    {
        var outcome = await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, text, Who: new(IdentityKind.Email, "m@example.test", "Maja")), default);
        return outcome.Value!.Ticket;
    }

    private async Task ResolveAsync() =>
        Assert.True((await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(new ChangeStatus(Actor.Agent(1, "Ana"), 1, TicketStatus.Resolved), default)).Succeeded);

    private async Task<Ticket> TicketAsync(long id) => (await _server.Get<TicketQueries>().TicketAsync(id, default))!;

    private async Task<InboxScreen> SignedInAsync(string name, string address)
    {
        await _server.AddAgentAsync(name);
        var page = await PersonAsync();
        await _server.SignInAsync(page, name);
        await page.GotoAsync(_server.At(address).ToString());
        return new InboxScreen(page);
    }
}
