using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk.Routing;

/// <summary>How tickets come to agents by themselves, and what colleagues tell each other. The SQL of it is in <see cref="TakingSuite"/>; one database is enough here.</summary>
public sealed class RoutingOnSqlite() : OnEachDatabase(DatabaseKind.Sqlite)
{
    private const long Support = 3, Experts = 4;
    private static readonly Actor Ana = Crew.As(7), Bor = Crew.As(8), Cene = Crew.As(9);

    private readonly FakeTime _time = new();
    private readonly Crew _crew = new Crew().Add(7, [Support]).Add(8, [Support]).Add(9, [Support, Experts], Seniority.Senior);
    private DeskHost _host = null!;

    private RoutingCatalog Routing => _host.Services.GetRequiredService<RoutingCatalog>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await StartAsync();
    }

    public override async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task New_tickets_go_round_and_the_journal_says_why()
    {
        await UseAsync(RoutingWay.RoundRobin);

        var opened = new List<Ticket>();
        for (var i = 0; i < 4; i++) opened.Add(await OpenAsync($"v{i}"));

        Assert.Equal([7, 8, 9, 7], opened.Select(ticket => ticket.AssigneeId!.Value));
        var row = Assert.Single(await _host.Queries.JournalAsync(1, 50, default), entry => entry.Event is AssigneeChanged);
        var changed = (AssigneeChanged)row.Event;
        Assert.Equal((RoutingActor.Value, "routed", RoutingWay.RoundRobin, 3), (row.Actor, changed.Reason, changed.Because!.Way, changed.Because.Able));
        Assert.Equal([NoticeKind.Assigned], (await NoticesAsync(Audience.Agent(7))).Select(notice => notice.Kind).Distinct());
        Assert.Equal(opened[0], TicketHistory.Replay(await _host.Queries.JournalAsync(1, 50, default)));
    }

    [Fact]
    public async Task The_round_goes_on_after_a_restart_where_it_was()
    {
        await UseAsync(RoutingWay.RoundRobin);
        Assert.Equal([7, 8], [(await OpenAsync("v1")).AssigneeId, (await OpenAsync("v2")).AssigneeId]);

        await _host.DisposeAsync();
        await StartAsync();

        Assert.Equal([9, 7], [(await OpenAsync("v3")).AssigneeId, (await OpenAsync("v4")).AssigneeId]);
        // Commands of one commit take turns too.
        var together = await Task.WhenAll(Enumerable.Range(5, 6).Select(i => OpenAsync($"v{i}")));
        Assert.Equal([2, 2, 2], together.GroupBy(ticket => ticket.AssigneeId).Select(group => group.Count()));
    }

    [Fact]
    public async Task A_breach_hands_over_to_a_senior_of_the_team_and_where_none_is_there_tells_them_all()
    {
        // Held for as long as they like: what is taken would else be given back on the way to the breach, sometimes before it is judged.
        Assert.True((await Routing.SaveAsync(Routing.Book.Version, RoutingRules.Usual with { HoldFor = TimeSpan.Zero }, _time.GetUtcNow(), "Ana", default)).Succeeded);
        var sla = _host.Services.GetRequiredService<SlaCatalog>();
        var step = new SlaEscalation(1, SlaState.Breached, TimeSpan.Zero, [new EscalationAction(EscalationKind.HandOver) { AtLeast = Seniority.Senior }], AtAnyHour: true);
        var standard = sla.Book.Policies[^1];
        await sla.AddAsync([standard with { Version = standard.Version + 1, Escalations = [step] }], [], default);
        await OpenAsync("v1");
        await _host.DoAsync(new Take(Ana, 1));
        var due = (await _host.Queries.TicketAsync(1, default))!.DueAt!.Value;

        _time.Advance(due - _time.GetUtcNow());
        var given = (await _host.DoAsync(new JudgeSla(1))).Ticket;

        Assert.Equal((9, Support), (given.AssigneeId, given.TeamId));
        var row = (await _host.Queries.JournalAsync(1, 50, default)).Last(entry => entry.Event is AssigneeChanged);
        Assert.Equal((Seniority.Senior, 7), (((AssigneeChanged)row.Event).Because!.AtLeast, ((AssigneeChanged)row.Event).From));
        Assert.Equal(given, TicketHistory.Replay(await _host.Queries.JournalAsync(1, 50, default)));

        _crew.Is(9, Presence.Offline);
        await OpenAsync("v2");
        await _host.DoAsync(new Take(Bor, 2));
        _time.Advance((await _host.Queries.TicketAsync(2, default))!.DueAt!.Value - _time.GetUtcNow());
        var waiting = (await _host.DoAsync(new JudgeSla(2))).Ticket;
        Assert.Null(waiting.AssigneeId);
        Assert.Contains(await NoticesAsync(Audience.Agent(9)), notice => notice is { Kind: NoticeKind.Escalated, TicketId: 2 });
    }

    [Fact]
    public async Task What_nobody_can_take_waits_with_the_reason_and_goes_out_once_somebody_comes()
    {
        await UseAsync(RoutingWay.LeastBusy);
        foreach (var agent in new long[] { 7, 8, 9 }) _crew.Is(agent, Presence.Offline);
        await OpenAsync("v1");
        var waits = Assert.Single((await _host.Queries.JournalAsync(1, 50, default)).Select(entry => entry.Event).OfType<RoutingWaits>());
        Assert.Equal(new RoutingLack(3, 3, 0, 0), waits.Because.Lack);
        Assert.Equal("route.nobody", (await _host.TryAsync(new RouteNext(Support))).Refusal?.Code);

        _crew.Is(8, Presence.Online);
        Assert.Equal(8, (await _host.DoAsync(new RouteNext(Support))).Ticket.AssigneeId);
        Assert.Equal("route.nobody", (await _host.TryAsync(new RouteNext(Support))).Refusal?.Code);
    }

    [Fact]
    public async Task All_are_asked_the_first_has_it_and_where_nobody_answers_it_is_given()
    {
        await UseAsync(RoutingWay.RingAll);
        var asked = await OpenAsync("v1");
        Assert.Equal((null, 3), (asked.AssigneeId, asked.OfferedTo.Count));
        Assert.Equal(NoticeKind.Offered, (await NoticesAsync(Audience.Agent(8)))[0].Kind);
        var accepted = (await _host.DoAsync(new Take(Bor, 1))).Ticket;
        Assert.Equal((8, 0), (accepted.AssigneeId, accepted.OfferedTo.Count));
        Assert.Equal("take.taken", (await _host.TryAsync(new Take(Ana, 1))).Refusal?.Code);

        await OpenAsync("v2");
        using var heard = _host.Live.Subscribe(paced: false);
        _time.Advance(TeamRouting.UsualAccept);
        Ticket given;
        while ((given = (await _host.Queries.TicketAsync(2, default))!).AssigneeId is null) await heard.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
        var journal = await _host.Queries.JournalAsync(2, 50, default);
        Assert.Contains(journal, entry => entry.Event is OfferEnded);
        Assert.Equal(RoutingWay.LeastBusy, journal.Select(entry => entry.Event).OfType<AssigneeChanged>().Single().Because!.Way);
        Assert.Equal(given, TicketHistory.Replay(journal));
    }

    [Fact]
    public async Task An_absent_agent_s_waiting_ticket_goes_on_and_an_answered_one_stays()
    {
        await UseAsync(RoutingWay.RoundRobin);
        await OpenAsync("v1");
        await OpenAsync("v2");
        await _host.DoAsync(new AgentReplies(Bor, 2, "Here", ThenStatus: TicketStatus.Open));
        foreach (var agent in new long[] { 7, 8 }) _crew.Is(agent, Presence.Away);

        var moved = (await _host.DoAsync(new Reroute(1, 7))).Ticket;
        var kept = (await _host.DoAsync(new Reroute(2, 8))).Ticket;

        Assert.Equal((9, 8), (moved.AssigneeId, kept.AssigneeId));
        Assert.Contains(await _host.Queries.JournalAsync(1, 50, default), entry => entry.Event is AssigneeChanged { From: 7, To: null, Reason: "agent_away" });
    }

    [Theory]
    [InlineData(Presence.Online, 7L)]
    [InlineData(Presence.Offline, null)]
    public async Task A_reopened_ticket_goes_to_its_agent_where_they_are_there_and_else_back_to_the_queue(Presence presence, long? agent)
    {
        await OpenAsync("v1");
        await _host.DoAsync(new Take(Ana, 1));
        await _host.DoAsync(new AgentReplies(Ana, 1, "Done", ThenStatus: TicketStatus.Resolved));
        _crew.Is(7, presence);

        Assert.Equal(agent, (await _host.OpenAsync("It broke again", "v1")).Ticket.AssigneeId);
    }

    [Fact]
    public async Task Whom_a_note_names_and_who_follows_is_told_by_name()
    {
        await OpenAsync("v1");
        await _host.DoAsync(new Follow(Bor, 1, On: true));
        var noted = await _host.DoAsync(new AddNote(Ana, 1, "@Agent 9 and @Experts") { Mentions = [new(AudienceKind.Agent, 9, "Agent 9"), new(AudienceKind.Team, Experts, "Experts")] });
        await _host.DoAsync(new AgentReplies(Ana, 1, "On its way"));
        await _host.DoAsync(new Follow(Bor, 1, On: false));
        await _host.OpenAsync("Thanks", "v1");

        Assert.Equal([NoticeKind.Mentioned], (await NoticesAsync(Audience.Agent(9))).Select(notice => notice.Kind));
        Assert.Equal([NoticeKind.Mentioned], (await NoticesAsync(Audience.Team(Experts))).Select(notice => notice.Kind));
        Assert.Equal([NoticeKind.FollowedReply, NoticeKind.FollowedStatus], (await NoticesAsync(Audience.Agent(8))).Select(notice => notice.Kind));
        Assert.Empty(await NoticesAsync(Audience.Agent(7)));
        Assert.Equal(2, noted.Message!.Mentions.Count);
        Assert.Equal(noted.Message.Mentions, (await _host.Queries.MessagesAsync(1, 0, 10, publicOnly: false, default))[1].Mentions);
    }

    [Fact]
    public async Task A_ticket_is_handed_over_with_its_note_in_one_go()
    {
        await OpenAsync("v1");
        await _host.DoAsync(new Take(Ana, 1));

        var given = await _host.DoAsync(new HandOver(Ana, 1, 8, null, "They want the invoice in March", "h-1"));
        var again = await _host.DoAsync(new HandOver(Ana, 1, 8, null, "They want the invoice in March", "h-1"));

        Assert.Equal((8, MessageKind.Note, true), (given.Ticket.AssigneeId, given.Message!.Kind, again.Repeated));
        Assert.Equal("handover.nowhere", (await _host.TryAsync(new HandOver(Ana, 1, 8, null, ""))).Refusal?.Code);
        var team = await _host.DoAsync(new HandOver(Bor, 1, null, Experts, ""));
        Assert.Equal((null, Experts), (team.Ticket.AssigneeId, team.Ticket.TeamId));
        Assert.Equal([NoticeKind.HandedOver], (await NoticesAsync(Audience.Team(Experts))).Select(notice => notice.Kind));
    }

    [Fact]
    public async Task Escalation_follows_the_team_s_path_and_is_refused_without_one()
    {
        await OpenAsync("v1");
        Assert.Equal("escalate.no_path", (await _host.TryAsync(new Escalate(Ana, 1, "too much for me"))).Refusal?.Code);
        await UseAsync(RoutingWay.Manual, new EscalationPath(null, null, Seniority.Senior));
        await _host.DoAsync(new Take(Ana, 1));

        var senior = (await _host.DoAsync(new Escalate(Ana, 1, "too much for me"))).Ticket;
        Assert.Equal((9, Support), (senior.AssigneeId, senior.TeamId));
        Assert.Equal(Seniority.Senior, (await _host.Queries.JournalAsync(1, 50, default)).Select(entry => entry.Event).OfType<AssigneeChanged>().Last().Because!.AtLeast);

        _crew.Is(9, Presence.Offline);
        await OpenAsync("v2");
        var nobody = (await _host.DoAsync(new Escalate(Ana, 2, "and this"))).Ticket;
        Assert.Null(nobody.AssigneeId);
        Assert.Contains(await NoticesAsync(Audience.Agent(9)), notice => notice is { Kind: NoticeKind.Escalated, TicketId: 2 });
    }

    private async Task StartAsync() => _host = await DeskHost.StartAsync(Database, _time, services =>
    {
        _crew.Register(services);
        services.AddHostedService<HoldClock>();
    });

    private async Task<Ticket> OpenAsync(string visitor) => (await _host.DoAsync(new CustomerWrites(
        new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, "My order is late", TeamId: Support, Who: new NewCustomer(IdentityKind.Visitor, visitor, "Maja")))).Ticket;

    private async Task<IReadOnlyList<Notice>> NoticesAsync(Audience who) =>
        [.. (await _host.Services.GetRequiredService<NoticeBoard>().ReadAsync(0, [who], default)).Lines.Select(line => line.Notice).Reverse()];

    private async Task UseAsync(RoutingWay way, EscalationPath? path = null)
    {
        var rules = RoutingRules.Usual with { Teams = [new TeamRouting(Support, way, TeamRouting.UsualAccept) { Path = path }] };
        var saved = await Routing.SaveAsync(Routing.Book.Version, rules, _time.GetUtcNow(), "Ana", default);
        Assert.True(saved.Succeeded, saved.Refusal?.ToString());
    }
}
