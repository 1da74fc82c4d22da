using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;
using AgentConsole.Tickets.Routing;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk.Routing;

/// <summary>Taking a ticket, holding it, taking the next, on each database.</summary>
public abstract class TakingSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private const long Support = 3, Other = 4;
    private static readonly Actor Ana = Crew.As(7), Bor = Crew.As(8);

    private readonly FakeTime _time = new();
    private readonly Crew _crew = new Crew().Add(7, [Support]).Add(8, [Support, Other]).Add(9, role: AgentRole.Supervisor);
    private DeskHost _host = null!;

    private RoutingCatalog Routing => _host.Services.GetRequiredService<RoutingCatalog>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await DeskHost.StartAsync(Database, _time, services =>
        {
            _crew.Register(services);
            services.AddHostedService<HoldClock>();
        });
    }

    public override async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Of_two_who_take_a_ticket_at_once_one_wins_and_the_other_is_told_who()
    {
        await _host.OpenAsync();

        var outcomes = await Task.WhenAll(_host.TryAsync(new Take(Ana, 1)), _host.TryAsync(new Take(Bor, 1)));

        var winner = Assert.Single(outcomes, outcome => outcome.Succeeded).Value!.Ticket.AssigneeId;
        var refusal = Assert.Single(outcomes, outcome => !outcome.Succeeded).Refusal!;
        Assert.Equal(("take.taken", winner), (refusal.Code, refusal.Arguments[0]));
        Assert.Single(await _host.Queries.JournalAsync(1, 50, default), entry => entry.Event is AssigneeChanged);
        // Taking one's own again is nothing new, and taking it over from whom one saw is allowed.
        Assert.Equal(winner, (await _host.DoAsync(new Take(Crew.As(winner!.Value), 1))).Ticket.AssigneeId);
        Assert.Equal(9, (await _host.DoAsync(new Take(Crew.As(9), 1, From: winner))).Ticket.AssigneeId);
    }

    [Fact]
    public async Task A_ticket_that_was_taken_and_left_goes_back_with_the_reason()
    {
        await _host.OpenAsync();
        var taken = (await _host.DoAsync(new Take(Ana, 1))).Ticket;
        Assert.Equal(_time.GetUtcNow() + RoutingRules.Usual.HoldFor, taken.HeldUntil);
        using var heard = _host.Live.Subscribe(paced: false);

        _time.Advance(RoutingRules.Usual.HoldFor);
        Ticket ticket;
        while ((ticket = (await _host.Queries.TicketAsync(1, default))!).AssigneeId is not null) await heard.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);

        Assert.Null(ticket.HeldUntil);
        var journal = await _host.Queries.JournalAsync(1, 50, default);
        Assert.Contains(journal, entry => entry.Event is AssigneeChanged { From: 7, To: null, Reason: "hold_over" });
        Assert.Equal(ticket, TicketHistory.Replay(journal));
    }

    [Fact]
    public async Task Looking_at_a_ticket_holds_it_longer_and_work_on_it_keeps_it_for_good()
    {
        await _host.OpenAsync(visitor: "v1");
        await _host.OpenAsync(visitor: "v2");
        await _host.DoAsync(new Take(Ana, 1));
        await _host.DoAsync(new Take(Ana, 2));

        _time.Advance(RoutingRules.Usual.HoldFor * 0.6);
        var seen = (await _host.DoAsync(new ExtendHold(Ana, 1))).Ticket;
        var others = (await _host.DoAsync(new ExtendHold(Bor, 2))).Ticket;
        var worked = (await _host.DoAsync(new AddNote(Ana, 2, "calling them"))).Ticket;

        Assert.Equal(_time.GetUtcNow() + RoutingRules.Usual.HoldFor, seen.HeldUntil);
        Assert.True(others.HeldUntil < seen.HeldUntil);
        Assert.Equal((7, null), (worked.AssigneeId, worked.HeldUntil));
        Assert.Equal(seen, TicketHistory.Replay(await _host.Queries.JournalAsync(1, 50, default)));
    }

    [Fact]
    public async Task The_next_is_the_most_urgent_of_one_s_teams_and_of_none_by_what_is_due()
    {
        for (var i = 1; i <= 4; i++) await _host.OpenAsync(visitor: $"v{i}");
        await _host.DoAsync(new AssignTeam(Bor, 2, Other));
        await _host.DoAsync(new ChangePriority(Bor, 2, PriorityLevel.UrgentId));
        await _host.DoAsync(new AssignTeam(Bor, 4, Support));
        await _host.DoAsync(new ChangePriority(Bor, 4, PriorityLevel.HighId));

        List<long> anas = [];
        while ((await _host.TryAsync(new TakeNext(Ana))).Value is { } taken) anas.Add(taken.Ticket.Id);

        Assert.Equal([4, 1, 3], anas);
        Assert.Equal("next.none", (await _host.TryAsync(new TakeNext(Ana))).Refusal?.Code);
        Assert.Equal(2, (await _host.DoAsync(new TakeNext(Bor))).Ticket.Id);
        var because = (await _host.Queries.JournalAsync(4, 50, default)).Select(entry => entry.Event).OfType<AssigneeChanged>().Single();
        Assert.Equal(("next", RoutingWay.Next), (because.Reason, because.Because?.Way));
    }

    [Fact]
    public async Task Who_has_no_room_or_lacks_a_skill_is_not_given_the_ticket()
    {
        await SaveAsync(RoutingRules.Usual with { Skills = [new Skill(0, "Refunds", new FieldTest(ConditionField.Subject, ConditionOperator.Contains, ["refund"]))] });
        _crew.Add(7, [Support], capacity: 1).Add(8, [Support], skills: [1]);
        await _host.OpenAsync("a refund please", "v1");
        await _host.OpenAsync("hello", "v2");
        await _host.OpenAsync("hello again", "v3");

        Assert.Equal(2, (await _host.DoAsync(new TakeNext(Ana))).Ticket.Id);
        Assert.Equal("next.full", (await _host.TryAsync(new TakeNext(Ana))).Refusal?.Code);
        await _host.DoAsync(new AgentReplies(Ana, 2, "Hello"));
        Assert.Equal(3, (await _host.DoAsync(new TakeNext(Ana))).Ticket.Id);
        Assert.Equal(1, (await _host.DoAsync(new TakeNext(Bor))).Ticket.Id);
    }

    [Fact]
    public async Task Where_picking_is_forbidden_agents_take_the_next_and_supervisors_choose()
    {
        await SaveAsync(RoutingRules.Usual with { MayPick = false });
        await _host.OpenAsync(visitor: "v1");
        await _host.OpenAsync(visitor: "v2");

        Assert.Equal("take.forbidden", (await _host.TryAsync(new Take(Ana, 2))).Refusal?.Code);
        Assert.Equal("take.forbidden", (await _host.TryAsync(new Assign(Ana, 2, 7))).Refusal?.Code);
        Assert.Equal("take.forbidden", (await _host.TryAsync(new AgentReplies(Ana, 2, "mine"))).Refusal?.Code);
        Assert.Equal(1, (await _host.DoAsync(new TakeNext(Ana))).Ticket.Id);
        Assert.Equal(9, (await _host.DoAsync(new Take(Crew.As(9), 2))).Ticket.AssigneeId);
    }

    /// <summary>The law of issue 4: fifty agents, a thousand tickets, all at once.</summary>
    [Fact]
    public async Task Fifty_agents_empty_a_queue_of_a_thousand_without_taking_one_twice_and_each_taking_has_its_reason()
    {
        const int agents = 50, tickets = 1000;
        for (var id = 100L; id < 100 + agents; id++) _crew.Add(id, [Support]);
        for (var done = 0; done < tickets; done += 250) await Task.WhenAll(Enumerable.Range(done, 250).Select(i => _host.OpenAsync(visitor: $"v{i}")));

        var taken = await Task.WhenAll(Enumerable.Range(100, agents).Select(async id =>
        {
            List<long> mine = [];
            while ((await _host.TryAsync(new TakeNext(Crew.As(id)))) is { Succeeded: true, Value: var result }) mine.Add(result.Ticket.Id);
            return mine;
        }));

        Assert.Equal(Enumerable.Range(1, tickets).Select(i => (long)i), taken.SelectMany(mine => mine).Order());
        for (var id = 1L; id <= tickets; id += 37)
        {
            var changed = Assert.Single((await _host.Queries.JournalAsync(id, 50, default)).Select(entry => entry.Event).OfType<AssigneeChanged>());
            Assert.Equal(("next", RoutingWay.Next), (changed.Reason, changed.Because!.Way));
        }
    }

    private async Task SaveAsync(RoutingRules rules)
    {
        var saved = await Routing.SaveAsync(Routing.Book.Version, rules, _time.GetUtcNow(), "Ana", default);
        Assert.True(saved.Succeeded, saved.Refusal?.ToString());
    }
}

public sealed class TakingOnSqlite() : TakingSuite(DatabaseKind.Sqlite);

public sealed class TakingOnPostgres() : TakingSuite(DatabaseKind.Postgres);
