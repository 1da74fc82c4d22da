using AgentConsole.Desk;
using AgentConsole.Desk.Routing;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.People.Identity;
using AgentConsole.Rules;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Fields;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Workers;

/// <summary>What the loop brings on when something besides the ticket changed: people, room, rules. One database is enough: what it asks is asked of both elsewhere.</summary>
public sealed class RoutingClockTests() : OnEachDatabase(DatabaseKind.Sqlite)
{
    private const long Team = 3;
    private static readonly Actor Ana = Crew.As(7);

    private DeskHost _host = null!;
    private LiveSubscription _heard = null!;

    private PresenceBoard Presence => _host.Services.GetRequiredService<PresenceBoard>();

    private RoutingCatalog Routing => _host.Services.GetRequiredService<RoutingCatalog>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await using (var db = Database.Open())
        {
            db.Add(new Team(Team, "Support"));
            db.AddRange(new[] { 7, 8 }.Select(id => new Account { Id = id, DisplayName = $"Agent {id}", Email = $"a{id}@example.test", NormalizedEmail = $"A{id}@EXAMPLE.TEST", UserName = $"a{id}", NormalizedUserName = $"A{id}", SecurityStamp = "s", Capacity = 1 }));
            await db.SaveChangesAsync();
            db.AddRange(new AgentTeam(7, Team), new AgentTeam(8, Team));
            await db.SaveChangesAsync();
        }

        _host = await DeskHost.StartAsync(Database, also: services =>
        {
            services.AddSingleton<AgentDirectory>();
            services.AddSingleton<PresenceBoard>();
            services.AddSingleton(References);
            services.AddHostedService<RoutingClock>();
        });
        await _host.Services.GetRequiredService<AgentDirectory>().ReloadAsync(default);
        _heard = _host.Live.Subscribe(paced: false);
    }

    public override async Task DisposeAsync()
    {
        _heard.Dispose();
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task What_waits_goes_to_whoever_comes_and_the_next_once_they_have_room()
    {
        await UseAsync(RoutingWay.LeastBusy);
        var (first, second) = (await OpenAsync("v1"), await OpenAsync("v2"));

        Presence.Connected(7, "c");
        await AssignedAsync(first, 7);
        Assert.Null((await TicketAsync(second)).AssigneeId);

        await _host.DoAsync(new AgentReplies(Ana, first, "Done", ThenStatus: TicketStatus.Resolved));
        await AssignedAsync(second, 7);
    }

    [Fact]
    public async Task What_waits_in_the_queue_goes_out_when_the_rules_say_so()
    {
        Presence.Connected(8, "c");
        var waiting = await OpenAsync("v1");
        Assert.Null((await TicketAsync(waiting)).AssigneeId);

        await UseAsync(RoutingWay.RoundRobin);

        await AssignedAsync(waiting, 8);
    }

    [Fact]
    public async Task Who_goes_away_leaves_what_waits_for_an_answer_to_others()
    {
        await UseAsync(RoutingWay.RoundRobin);
        Presence.Connected(7, "a");
        var ticket = await OpenAsync("v1");
        await AssignedAsync(ticket, 7);
        Presence.Connected(8, "b");

        Presence.SetAway(7, true);

        await AssignedAsync(ticket, 8);
        Assert.Contains(await _host.Queries.JournalAsync(ticket, 50, default), entry => entry.Event is AssigneeChanged { From: 7, To: null, Reason: "agent_away" });
    }

    [Fact]
    public async Task A_team_that_takes_by_hand_is_left_alone()
    {
        await UseAsync(RoutingWay.LeastBusy);
        Presence.Connected(7, "a");
        Presence.Connected(8, "b");
        var byHand = (await _host.OpenAsync(visitor: "v1")).Ticket.Id;
        // The routed one goes out after it: the loop has looked.
        await AssignedAsync(await OpenAsync("v2"), 7);
        Presence.SetAway(8, true);
        Presence.SetAway(8, false);
        await AssignedAsync(await OpenAsync("v3"), 8);
        Assert.Null((await TicketAsync(byHand)).AssigneeId);
    }

    private static DeskReferences References(IServiceProvider provider) => DeskReferences.Of(
        provider.GetRequiredService<TicketCatalog>(), provider.GetRequiredService<SlaCatalog>(), provider.GetRequiredService<PriorityRuleCatalog>(), provider.GetRequiredService<FieldCatalog>(),
        id => id < 1000, id => id < 1000) with
    {
        Routing = new RoutingReferences(
            () => provider.GetRequiredService<RoutingCatalog>().Book, () => provider.GetRequiredService<AgentDirectory>().Agents, provider.GetRequiredService<PresenceBoard>().Of,
            () => [.. provider.GetRequiredService<TicketCatalog>().Priorities.Select(level => level.Id)]),
    };

    private async Task<long> OpenAsync(string visitor) => (await _host.DoAsync(new CustomerWrites(
        new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, "My order is late", TeamId: Team, Who: new NewCustomer(IdentityKind.Visitor, visitor, "Maja")))).Ticket.Id;

    private async Task<Ticket> TicketAsync(long id) => (await _host.Queries.TicketAsync(id, default))!;

    private async Task AssignedAsync(long id, long agent)
    {
        while ((await TicketAsync(id)).AssigneeId != agent) await _heard.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
    }

    private async Task UseAsync(RoutingWay way) =>
        Assert.True((await Routing.SaveAsync(Routing.Book.Version, RoutingRules.Usual with { Teams = [new TeamRouting(Team, way, TeamRouting.UsualAccept)] }, TimeProvider.System.GetUtcNow(), "Ana", default)).Succeeded);
}
