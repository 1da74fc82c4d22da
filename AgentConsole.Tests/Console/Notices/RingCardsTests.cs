using System.Security.Claims;
using AgentConsole.Console.Notices;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Alerts;
using AgentConsole.People.Identity;
using AgentConsole.Tests.Console.Ticket;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Routing;
using AgentConsole.Workers;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Console.Notices;

/// <summary>What rings for an agent, wherever they are, over the real Desk and its clock.</summary>
public sealed class RingCardsTests : ScreenContext, IAsyncLifetime
{
    private const long Support = 3;

    private readonly Crew _crew = new Crew().Add(7, [Support]).Add(8, [Support]);
    private TestDatabase _database = default!;
    private DeskHost _host = default!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var db = _database.Open())
        {
            foreach (var (id, name) in ((long, string)[])[(7, "Ana"), (8, "Bor")])
                db.Add(new Account { Id = id, DisplayName = name, UserName = name, Email = $"{name}@example.test", NormalizedEmail = $"{name}@EXAMPLE.TEST", NormalizedUserName = name, Role = AgentRole.Agent, Language = "en", SecurityStamp = name });
            await db.SaveChangesAsync();
        }

        _host = await DeskHost.StartAsync(_database, Time, services =>
        {
            _crew.Register(services);
            services.AddHostedService<HoldClock>();
            services.AddSingleton<AgentDirectory>();
        });
        var directory = _host.Services.GetRequiredService<AgentDirectory>();
        await directory.ReloadAsync(default);
        await UseAsync(RoutingWay.RoundRobin);
        Services.AddSingleton(_host.Desk);
        Services.AddSingleton(_host.Live);
        Services.AddSingleton(directory);
        Services.AddSingleton(_host.Contexts);
        Services.AddSingleton(_host.Services.GetRequiredService<NoticeBoard>());
        Services.AddSingleton<RingingTickets>();
        Services.AddSingleton<AlertChoices>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("/js/notices.js");
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_rings_is_accepted_from_any_page_and_opened()
    {
        var mine = Cards(7);
        Assert.Empty(mine.FindAll(".ring"));
        var ticket = await RingAsync();
        await UntilAsync(mine, () => Assert.Contains("Do you have it in red?", mine.Find(".ring-said").TextContent, StringComparison.Ordinal));
        Assert.Equal(Unix(ticket.HeldUntil!.Value), mine.Find(".ring-left time").GetAttribute("data-until"));
        Assert.Contains("Maja", mine.Find("[data-ring-said]").TextContent, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, ticket.HeldUntil.Value - Noon - TeamRouting.UsualAccept);

        await mine.Find("[data-accept]").ClickAsync();
        Assert.Equal(7, (await _host.Queries.TicketAsync(ticket.Id, default))!.AssigneeId);
        Assert.EndsWith($"/inbox/{ticket.Id}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Empty(mine.FindAll(".ring"));
    }

    [Fact]
    public async Task Declined_its_card_goes_and_the_next_agent_has_one()
    {
        var ticket = await RingAsync();
        var (mine, his) = (Cards(7), Cards(8));
        await UntilAsync(mine, () => mine.Find("[data-pass]"));
        await mine.Find("[data-pass]").ClickAsync();
        Assert.Empty(mine.FindAll(".ring"));
        await UntilAsync(his, () => his.Find($"[data-ring='{ticket.Id}'] [data-accept]"));
    }

    [Fact]
    public async Task Taken_by_somebody_else_it_says_by_whom_and_goes()
    {
        await UseAsync(RoutingWay.RingAll);
        var ticket = await RingAsync();
        var mine = Cards(7);
        await UntilAsync(mine, () => mine.Find("[data-accept]"));
        await _host.DoAsync(new Take(Bor, ticket.Id));
        await UntilAsync(mine, () => Assert.Equal("Taken by \u2068Bor\u2069", mine.Find(".ring-over").TextContent));
        Assert.Equal("Taken by \u2068Bor\u2069", mine.Find("[data-ring-said]").TextContent);
        Assert.Empty(mine.FindAll("[data-accept]"));
        await GoesAsync(mine);
    }

    [Fact]
    public async Task Not_answered_in_time_it_says_that_it_goes_on_and_goes()
    {
        await RingAsync();
        var mine = Cards(7);
        await UntilAsync(mine, () => mine.Find("[data-accept]"));
        Time.Advance(TeamRouting.UsualAccept);
        await UntilAsync(mine, () => Assert.Equal("The time ran out: it goes on to somebody else", mine.Find(".ring-over").TextContent));
        await GoesAsync(mine);
    }

    [Fact]
    public async Task The_ticket_that_is_open_says_itself_that_it_rings_and_whoever_wants_no_cards_has_none()
    {
        var ticket = await RingAsync();
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo($"/inbox/{ticket.Id}?view=mine");
        var mine = Cards(7);
        navigation.NavigateTo("/customers");
        await UntilAsync(mine, () => mine.Find(".ring"));
        navigation.NavigateTo($"/ticket/{ticket.Id}");
        await UntilAsync(mine, () => Assert.Empty(mine.FindAll(".ring")));

        await Services.GetRequiredService<AlertChoices>().SaveAsync(8, AlertWays.Sound, default);
        await _host.DoAsync(new Decline(Ana, ticket.Id));
        var his = Cards(8);
        navigation.NavigateTo("/customers");
        his.Render();
        Assert.Empty(his.FindAll(".ring"));
    }

    private async Task GoesAsync(IRenderedComponent<RingCards> cards)
    {
        Time.Advance(RingCards.Told);
        await UntilAsync(cards, () => Assert.Empty(cards.FindAll(".ring")));
    }

    private static Task UntilAsync(IRenderedComponent<RingCards> cards, Action holds) => cards.WaitForAssertionAsync(holds, DeskHost.Limit);

    private IRenderedComponent<RingCards> Cards(long agent)
    {
        var who = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{agent}"), new Claim(ClaimTypes.Role, nameof(AgentRole.Agent))], PersonClaims.AccountIdentity));
        return Render<RingCards>(p => p.AddCascadingValue(Task.FromResult(new AuthenticationState(who))));
    }

    private async Task UseAsync(RoutingWay way)
    {
        var catalog = _host.Services.GetRequiredService<RoutingCatalog>();
        var rules = RoutingRules.Usual with { Teams = [new TeamRouting(Support, way, TeamRouting.UsualAccept) { RingsChats = true }] };
        Assert.True((await catalog.SaveAsync(catalog.Book.Version, rules, Noon, "Test", default)).Succeeded);
    }

    private async Task<AgentConsole.Tickets.Ticket> RingAsync() => (await _host.DoAsync(new CustomerWrites(
        new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, "Do you have it in red?", TeamId: Support, Who: new NewCustomer(IdentityKind.Visitor, "v1", "Maja")))).Ticket;
}
