using System.Security.Claims;
using AgentConsole.Console;
using AgentConsole.Console.Inbox;
using AgentConsole.Console.Ticket;
using AgentConsole.Console.Views;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Bulk;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Views;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Console.Inbox;

/// <summary>The page on the real core: Desk, journal, Live and index on a database of its own.</summary>
public sealed class InboxPageTests : BunitContext, IAsyncLifetime
{
    private TestDatabase _database = default!;
    private DeskHost _host = default!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _host = await DeskHost.StartAsync(_database);
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(_host.Desk);
        Services.AddSingleton(_host.Inbox);
        Services.AddSingleton(_host.Live);
        Services.AddSingleton(_host.Services.GetRequiredService<TicketCatalog>());
        Services.AddSingleton(_host.Services.GetRequiredService<AgentConsole.Tickets.Life.LifeCatalog>());
        Services.AddSingleton(new AgentDirectory(_host.Contexts, _host.Services.GetRequiredService<LiveSignals>()));
        Services.AddSingleton(_host.Services.GetRequiredService<InboxWeights>());
        Services.AddSingleton(_host.Services.GetRequiredService<BulkBoard>());
        Services.AddSingleton(_host.Services.GetRequiredService<AgentConsole.Tickets.Sending.OpeningBoard>());
        Services.AddSingleton(_host.Queries);
        Services.AddSingleton(_host.Services.GetRequiredService<AgentConsole.Desk.DeskOptions>());
        Services.AddSingleton(_host.Services.GetRequiredService<AgentConsole.Tickets.Chats.AttendanceBoard>());
        Services.AddSingleton<SlaSentences>();
        Services.AddSingleton<ViewerZone>();
        Services.AddScoped<Scripts>();
        Services.AddScoped<PlaceSentences>();
        Services.AddSingleton(_host.Services.GetRequiredService<ViewCatalog>());
        Services.AddSingleton(_host.Services.GetRequiredService<FieldCatalog>());
        Services.AddScoped<RowTelling>();
        Services.AddScoped<TicketTerms>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        ComponentFactories.AddStub<TicketPane>();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeComponentsAsync();
        await _host.DisposeAsync();
        await _database.DisposeAsync();
        await DisposeAsync();
    }

    [Fact]
    public async Task A_ticket_that_comes_in_appears_with_its_count_and_without_being_asked_for()
    {
        var page = Page();
        page.WaitForAssertion(() => Assert.Equal("Nothing is open", page.Find(".tickets .empty h2").TextContent), DeskHost.Limit);

        var opened = await _host.OpenAsync("The parcel is open");

        page.WaitForAssertion(() => Assert.Equal($"{opened.Ticket.Id}", page.Find(".trow").GetAttribute("data-id")), DeskHost.Limit);
        page.WaitForAssertion(() => Assert.Equal("1", page.Find("[data-view=unassigned] .view-count").TextContent), DeskHost.Limit);
        Assert.Equal("The parcel is open", page.Find(".trow-preview").TextContent);
    }

    [Fact]
    public async Task A_more_urgent_ticket_takes_its_place_above()
    {
        var first = await _host.OpenAsync("first", "v1");
        var second = await _host.OpenAsync("second", "v2");
        var page = Page();
        page.WaitForAssertion(() => Assert.Equal([first.Ticket.Id, second.Ticket.Id], Ids(page)), DeskHost.Limit);

        await _host.DoAsync(new ChangePriority(Actor.Agent(1, "Maja"), second.Ticket.Id, PriorityLevel.UrgentId));

        page.WaitForAssertion(() => Assert.Equal([second.Ticket.Id, first.Ticket.Id], Ids(page)), DeskHost.Limit);
    }

    [Fact]
    public async Task Rows_under_the_pointer_hold_still_and_a_badge_says_what_waits()
    {
        var first = await _host.OpenAsync("first", "v1");
        var page = Page();
        page.WaitForElement(".trow", DeskHost.Limit);
        await page.Find(".tickets").TriggerEventAsync("onholdrows", new HoldRowsEventArgs { Held = true });

        var second = await _host.OpenAsync("second", "v2");
        await _host.DoAsync(new ChangePriority(Actor.Agent(1, "Maja"), second.Ticket.Id, PriorityLevel.UrgentId));

        page.WaitForAssertion(() => Assert.Equal("1 change waiting", page.Find(".waiting").TextContent), DeskHost.Limit);
        Assert.Equal([first.Ticket.Id], Ids(page));
        await page.Find(".waiting").ClickAsync(new());
        Assert.Equal([first.Ticket.Id, second.Ticket.Id], Ids(page).Order());

        await page.Find(".tickets").TriggerEventAsync("onholdrows", new HoldRowsEventArgs { Held = false });
        page.WaitForAssertion(() => Assert.Equal([second.Ticket.Id, first.Ticket.Id], Ids(page)), DeskHost.Limit);
        Assert.Empty(page.FindAll(".waiting"));
    }

    [Fact]
    public async Task View_order_and_open_ticket_are_the_urls()
    {
        var opened = await _host.OpenAsync();
        await _host.DoAsync(new Assign(Actor.Agent(1, "Maja"), opened.Ticket.Id, 1));
        var page = Page("/inbox/5?view=unassigned&order=newest", 5);

        Assert.Equal("Unassigned", page.Find("h1").TextContent);
        Assert.Equal("Newest", page.Find(".orders [aria-current]").TextContent);
        Assert.Equal("ticket", page.Find("main").GetAttribute("data-pane"));
        Assert.Equal("/inbox?view=unassigned&order=newest", page.Find(".pane-back").GetAttribute("href"));
        page.WaitForElement(".tickets .empty", DeskHost.Limit);

        // The router would set both when a link is followed.
        page = Page("/inbox");
        page.WaitForAssertion(() => Assert.Equal([opened.Ticket.Id], Ids(page)), DeskHost.Limit);
    }

    [Fact]
    public async Task Rows_of_elsewhere_come_when_the_person_scrolls_there()
    {
        for (var i = 0; i < InboxPage.FirstRows + 20; i++) await _host.OpenAsync($"text {i}", $"v{i}");
        var page = Page();
        page.WaitForAssertion(() => Assert.Equal(InboxPage.FirstRows, Ids(page).Length), DeskHost.Limit);

        await page.Find(".tickets").TriggerEventAsync("onshowrows", new ShowRowsEventArgs { Start = 25, Count = 40 });

        page.WaitForAssertion(() => Assert.Equal("25", page.Find(".tickets").GetAttribute("data-start")), DeskHost.Limit);
        Assert.Equal(InboxPage.FirstRows + 20 - 25, Ids(page).Length);
    }

    [Fact]
    public async Task A_ticket_opened_by_a_direct_link_is_in_the_first_rows_and_marked_however_far_down_it_is()
    {
        List<long> ids = [];
        for (var i = 0; i < InboxPage.FirstRows * 3; i++) ids.Add((await _host.OpenAsync($"text {i}", $"v{i}")).Ticket.Id);
        var (far, place) = (ids[^5], ids.Count - 5);

        var page = Page($"/inbox/{far}", far);

        page.WaitForAssertion(() => Assert.Equal($"{far}", page.Find(".trow:has([aria-current])").GetAttribute("data-id")), DeskHost.Limit);
        Assert.Equal($"{far}:{place}", page.Find(".tickets").GetAttribute("data-goto"));
    }

    [Fact]
    public async Task A_ticket_that_the_view_does_not_hold_moves_nothing()
    {
        for (var i = 0; i < InboxPage.FirstRows * 2; i++) await _host.OpenAsync($"text {i}", $"v{i}");
        var page = Page("/inbox/999", 999);
        page.WaitForAssertion(() => Assert.Equal("0", page.Find(".tickets").GetAttribute("data-start")), DeskHost.Limit);
        Assert.Null(page.Find(".tickets").GetAttribute("data-goto"));
    }

    [Fact]
    public async Task In_the_weighted_order_the_tier_brings_forward_and_each_row_says_so_when_it_is_asked()
    {
        var first = await _host.OpenAsync("first", "v1");
        var gold = await _host.DoAsync(new CustomerWrites(
            new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, "second", Who: new NewCustomer(IdentityKind.Visitor, "v2", "Maja", Tier: CustomerTier.Gold)));
        var page = Page("/inbox?order=weighted");
        page.WaitForAssertion(() => Assert.Equal([gold.Ticket.Id, first.Ticket.Id], Ids(page)), DeskHost.Limit);
        Assert.Equal("second", page.Find(".trow-preview").TextContent);

        await page.Find("[data-why]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains(": Gold \u20681 h\u2069", page.Find(".trow-why").TextContent, StringComparison.Ordinal), DeskHost.Limit);
        await page.Find("[data-why]").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".trow-why")), DeskHost.Limit);
    }

    [Theory]
    [InlineData(-7, 0)]
    [InlineData(5, int.MaxValue)]
    public async Task A_window_that_makes_no_sense_does_no_harm(int start, int count)
    {
        await _host.OpenAsync();
        var page = Page();
        page.WaitForElement(".trow", DeskHost.Limit);
        await page.Find(".tickets").TriggerEventAsync("onshowrows", new ShowRowsEventArgs { Start = start, Count = count });
        page.WaitForAssertion(() => Assert.Equal(Math.Max(0, start).ToString(System.Globalization.CultureInfo.InvariantCulture), page.Find(".tickets").GetAttribute("data-start")), DeskHost.Limit);
    }

    private IRenderedComponent<InboxPage> Page(string url = "/inbox", long? ticketId = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        return Render<InboxPage>(p => p.Add(x => x.TicketId, ticketId).AddCascadingValue(Task.FromResult(new AuthenticationState(new ClaimsPrincipal()))));
    }

    private static long[] Ids(IRenderedComponent<InboxPage> page) =>
        [.. page.FindAll(".trow").Select(row => long.Parse(row.GetAttribute("data-id")!, System.Globalization.CultureInfo.InvariantCulture))];
}
