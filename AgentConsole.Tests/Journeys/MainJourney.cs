using AgentConsole.Channels.Chat;
using AgentConsole.People;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Playwright;

namespace AgentConsole.Tests.Journeys;

/// <summary>The main job, end to end, in a real browser: a customer writes, and every agent sees it in its place with its clock running.</summary>
public sealed class MainJourney(Browser browser) : Journey(browser)
{
    private const string Site = "tern-shop";

    private readonly ShiftedTime _time = new();
    private ConsoleServer _server = null!;
    private Shop _shop = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _server = await ConsoleServer.StartAsync(Database, _time);
        _shop = await Shop.OpenAsync(() => Shop.Page(_server.Address, Site));
        await _server.AddSiteAsync(new Site { Key = Site, Name = "Tern", AllowedOrigins = _shop.Origin, Greeting = "Hello!" });
    }

    public override async Task DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_visitor_of_another_origin_writes_both_inboxes_and_the_wall_show_it_and_the_answer_comes_back()
    {
        var ana = await SignedInAsync("Ana", AgentRole.Agent, "/inbox?view=all-open");
        var bor = await SignedInAsync("Bor", AgentRole.Agent, "/inbox?view=unassigned");
        var wall = await SignedInAsync("Cila", AgentRole.Supervisor, "/wall");
        var visitor = new VisitorChat(await PersonAsync());

        await visitor.OpenAsync(_shop.Origin);
        await visitor.SayAsync("Where is my parcel?");
        await visitor.WaitForAsync("Where is my parcel?", "sent");
        await ana.Row(1).Locator(".countdown").WaitForAsync();
        await bor.Row(1).WaitForAsync();
        Assert.Contains("Where is my parcel?", await bor.Row(1).InnerTextAsync(), StringComparison.Ordinal);
        await wall.Page.Locator("[data-area=waiting] .wall-value", new() { HasTextString = "1" }).WaitForAsync();

        // A more urgent one takes the first place.
        await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, "The shop is down", PriorityId: PriorityLevel.UrgentId, Who: new(IdentityKind.Email, "m@example.test", "Maja")), default);
        await ana.Row(2).WaitForAsync();
        Assert.Equal([2L, 1L], await ana.OrderAsync());

        await ana.Row(1).ClickAsync();
        await ana.Page.Locator(".msg-text", new() { HasTextString = "Where is my parcel?" }).WaitForAsync();
        await visitor.WaitForAsync("Where is my parcel?", "seen");
        await ana.Composer.PressSequentiallyAsync("One mo");
        await visitor.Frame.Locator(".typing:not([hidden])").WaitForAsync();
        await ana.AnswerAsync("One moment, I look it up");
        await visitor.WaitForAsync("One moment, I look it up");
        await ana.Page.Locator(".msg-seen").WaitForAsync();

        await visitor.Frame.Locator("#compose").PressSequentiallyAsync("Than");
        await ana.Page.Locator(".talk-typing:not(:empty)").WaitForAsync();
        await visitor.SayAsync("Thank you");
        await ana.Page.Locator(".msg-text", new() { HasTextString = "Thank you" }).WaitForAsync();
    }

    [Fact]
    public async Task At_risk_and_breach_appear_without_a_reload_as_time_passes()
    {
        await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, "The shop is down", PriorityId: PriorityLevel.UrgentId, Who: new(IdentityKind.Email, "m@example.test", "Maja")), default);
        var ticket = (await _server.Get<TicketQueries>().TicketAsync(1, default))!;
        var ana = await SignedInAsync("Ana", AgentRole.Supervisor, "/inbox?view=all-open");
        var wall = await SignedInAsync("Cila", AgentRole.Supervisor, "/wall");
        await ana.Row(1).WaitForAsync();

        _time.Advance(ticket.Sla.AtRiskAt!.Value - _time.GetUtcNow() + TimeSpan.FromSeconds(1));
        await ana.Row(1).Locator(".countdown[data-state=at-risk]").WaitForAsync();
        await wall.Page.Locator("[data-area=risk] .wall-value", new() { HasTextString = "1" }).WaitForAsync();

        _time.Advance(ticket.DueAt!.Value - _time.GetUtcNow() + TimeSpan.FromSeconds(1));
        await ana.Row(1).Locator(".countdown[data-state=breached]").WaitForAsync();
        await wall.Page.Locator("[data-area=breached] .wall-value", new() { HasTextString = "1" }).WaitForAsync();

        // People are told when the office is open, and today it may not be.
        if ((await _server.Get<TicketQueries>().TicketAsync(1, default))!.Sla.EscalateAt is { } opening) _time.Advance(opening - _time.GetUtcNow() + TimeSpan.FromSeconds(1));
        await ana.Page.Locator(".bell-count").WaitForAsync();
        await ana.Page.Locator(".bell > summary").ClickAsync();
        await ana.Page.Locator(".bell-line[data-kind=breached]", new() { HasTextString = "The shop is down" }).First.WaitForAsync();
        await ana.Page.Locator(".bell-head button").ClickAsync();
        await ana.Page.Locator(".bell-count").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task A_conversation_is_there_again_on_the_next_visit()
    {
        var page = await PersonAsync();
        var visitor = new VisitorChat(page);
        await visitor.OpenAsync(_shop.Origin);
        await visitor.SayAsync("Remember me");
        await visitor.WaitForAsync("Remember me", "sent");

        var again = new VisitorChat(await page.Context.NewPageAsync());
        await again.OpenAsync(_shop.Origin);
        await again.WaitForAsync("Remember me", "sent");
    }

    [Theory]
    [InlineData("/inbox?view=all-open", ".trow")]
    [InlineData("/inbox/1?view=all-open", ".msg-text")]
    [InlineData("/wall", ".wall-value")]
    public async Task A_signed_in_page_has_no_axe_violation_of_level_A_or_AA(string path, string ready)
    {
        await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(
            new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, "The shop is down", Who: new(IdentityKind.Email, "m@example.test", "Maja")), default);
        await _server.AddAgentAsync("Ana", AgentRole.Supervisor);
        foreach (var dark in new[] { false, true })
        {
            var page = await PersonAsync(dark: dark);
            await _server.SignInAsync(page, "Ana");
            await page.GotoAsync(_server.At(path).ToString());
            await page.Locator(ready).First.WaitForAsync();
            await page.ShouldBeAccessibleAsync();
        }
    }

    [Fact]
    public async Task The_sign_in_page_and_the_widget_have_no_axe_violation_of_level_A_or_AA()
    {
        var page = await PersonAsync();
        await page.GotoAsync(_server.At("/sign-in").ToString());
        await page.ShouldBeAccessibleAsync();
        foreach (var dark in new[] { false, true })
        {
            var person = await PersonAsync(dark: dark);
            var visitor = new VisitorChat(person);
            await visitor.OpenAsync(_shop.Origin);
            await visitor.SayAsync("hello");
            await visitor.WaitForAsync("hello", "sent");
            await person.ShouldBeAccessibleAsync();
        }
    }

    private async Task<InboxScreen> SignedInAsync(string name, AgentRole role, string address)
    {
        await _server.AddAgentAsync(name, role);
        var page = await PersonAsync();
        await _server.SignInAsync(page, name);
        await page.GotoAsync(_server.At(address).ToString());
        return new InboxScreen(page);
    }
}
