using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Journeys;

/// <summary>What follows from promises on the screens that show them, in a real browser.</summary>
public sealed class WallJourneys(Browser browser) : Journey(browser)
{
    private static readonly Actor Ana = Actor.Agent(1, "Ana");

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
    public async Task The_forecast_and_the_share_of_kept_promises_move_as_tickets_come_and_are_answered()
    {
        await _server.AddAgentAsync("Cila", AgentRole.Supervisor);
        var wall = await PersonAsync(1920, 1080);
        await _server.SignInAsync(wall, "Cila");
        await wall.GotoAsync(_server.At("/wall").ToString());
        await wall.Locator("[data-area=promises] .wall-none").WaitForAsync();

        // An urgent ticket is due within the hour, by day and by night; the supervisor alone is here, and could do it.
        await OpenAsync("v1", PriorityLevel.UrgentId);
        await wall.Locator("[data-area=forecast] .wall-note", new() { HasTextString = "of 1 due" }).WaitForAsync();
        await DoAsync(new AgentReplies(Ana, 1, "It is on its way"));
        await wall.Locator("[data-target=FirstResponse] td", new() { HasTextString = "100% 1/1" }).First.WaitForAsync();

        await OpenAsync("v2", PriorityLevel.UrgentId);
        _time.Advance((await _server.Get<TicketQueries>().TicketAsync(2, default))!.DueAt!.Value - _time.GetUtcNow() + TimeSpan.FromSeconds(1));
        await wall.Locator("[data-target=FirstResponse] td", new() { HasTextString = "50% 1/2" }).First.WaitForAsync();
        await wall.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task An_inbox_in_the_weighted_order_re_orders_as_priorities_change_and_says_why()
    {
        await OpenAsync("v1", PriorityLevel.NormalId);
        await OpenAsync("v2", PriorityLevel.NormalId);
        await _server.AddAgentAsync("Ana");
        var page = await PersonAsync();
        await _server.SignInAsync(page, "Ana");
        await page.GotoAsync(_server.At("/inbox?order=weighted").ToString());
        await page.Locator("h1:focus").WaitForAsync();
        var inbox = new InboxScreen(page);
        Assert.Equal([1L, 2L], await inbox.OrderAsync());

        await DoAsync(new ChangePriority(Ana, 2, PriorityLevel.HighId));
        await page.Locator(".trow:first-child[data-id='2']").WaitForAsync();
        await page.Keyboard.PressAsync("w");
        await page.Locator(".trow[data-id='2'] .trow-why", new() { HasTextString = "High" }).WaitForAsync();
        await page.ShouldBeAccessibleAsync();
    }

    private Task OpenAsync(string visitor, int priority) => DoAsync(new CustomerWrites(
        new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Email, "The shop is down", PriorityId: priority, Who: new NewCustomer(IdentityKind.Visitor, visitor, "Maja")));

    private async Task DoAsync(TicketCommand command)
    {
        var outcome = await _server.Get<AgentConsole.Desk.Desk>().ExecuteAsync(command, default);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }
}
