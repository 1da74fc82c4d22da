using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Routing;
using AgentConsole.Tickets.Together;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk.Routing;

/// <summary>A chat rings for one agent after the other.</summary>
public abstract class RingingSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private const long Support = 3, Experts = 4;
    private static readonly Actor Ana = Crew.As(7), Bor = Crew.As(8);

    private readonly FakeTime _time = new();
    private readonly Crew _crew = new Crew().Add(7, [Support]).Add(8, [Support], chats: 1).Add(9, [Experts]);
    private DeskHost _host = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await DeskHost.StartAsync(Database, _time, services =>
        {
            _crew.Register(services);
            services.AddHostedService<HoldClock>();
        });
        await UseAsync();
    }

    public override async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task It_rings_for_one_who_accepts_it()
    {
        var ringing = await OpenAsync("v1");
        Assert.Equal((null, 7L, _time.GetUtcNow() + TeamRouting.UsualAccept), (ringing.AssigneeId, Assert.Single(ringing.OfferedTo), ringing.HeldUntil));
        Assert.Equal(NoticeKind.Offered, Assert.Single(await NoticesAsync(7)).Kind);
        Assert.Empty(await NoticesAsync(8));
        Assert.Equal(7, (await _host.DoAsync(new Take(Ana, 1))).Ticket.AssigneeId);
        await ReplaysAsync(1);
        // An e-mail rings for nobody.
        var mail = await _host.DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "Eva"), TicketChannel.Email, "Hello", null, TeamId: Support, Who: new NewCustomer(IdentityKind.Email, "e@x.test", "Eva")));
        Assert.NotNull(mail.Ticket.AssigneeId);
    }

    [Fact]
    public async Task Declined_it_rings_for_the_next_and_declined_by_all_it_waits_until_the_customer_writes_again()
    {
        await OpenAsync("v1");
        var next = (await _host.DoAsync(new Decline(Ana, 1))).Ticket;
        Assert.Equal(8, Assert.Single(next.OfferedTo));
        // Who is not asked any more declines nothing.
        Assert.Equal(next, (await _host.DoAsync(new Decline(Ana, 1))).Ticket);
        // The customer goes on writing: nobody is asked twice.
        var writing = (await _host.OpenAsync("hello?", "v1")).Ticket;
        Assert.Equal((8, 7), (Assert.Single(writing.OfferedTo), Assert.Single(writing.PassedBy)));

        var queue = (await _host.DoAsync(new Decline(Bor, 1))).Ticket;
        Assert.Equal((null, 0, (DateTimeOffset?)null), (queue.AssigneeId, queue.OfferedTo.Count, queue.HeldUntil));
        Assert.Equal([7, 8], queue.PassedBy);
        var journal = await _host.Queries.JournalAsync(1, 50, default);
        Assert.Equal(2, journal.Count(entry => entry.Event is OfferDeclined));
        Assert.Equal(2, journal.Select(entry => entry.Event).OfType<RoutingWaits>().Single().Because.Passed);
        Assert.Equal("route.nobody", (await _host.TryAsync(new RouteNext(Support))).Refusal?.Code);

        await _host.OpenAsync("anybody?", "v1");
        Assert.Single((await _host.DoAsync(new RouteNext(Support))).Ticket.OfferedTo);
        await ReplaysAsync(1);
    }

    [Fact]
    public async Task Missed_it_goes_on_and_who_misses_two_in_a_row_is_set_away_and_told()
    {
        await OpenAsync("v1");
        await PassAsync(1, 8);
        Assert.Equal(Presence.Online, PresenceOf(7));
        Assert.Equal(7, (await _host.Queries.JournalAsync(1, 50, default)).Select(entry => entry.Event).OfType<OfferEnded>().Single().MissedBy);
        await _host.DoAsync(new Take(Bor, 1));

        // Bor has the one chat he can have: it is Ana's turn again, and she misses this one too.
        await OpenAsync("v2");
        await PassAsync(2, null);
        Assert.Equal(Presence.Away, PresenceOf(7));
        Assert.Contains(await NoticesAsync(7), notice => notice.Kind == NoticeKind.SetAway);
        await ReplaysAsync(2);
    }

    [Fact]
    public async Task Who_answers_in_between_begins_anew_and_never_is_never()
    {
        await OpenAsync("v1");
        await PassAsync(1, 8);
        await _host.DoAsync(new Take(Bor, 1));
        await OpenAsync("v2");
        await _host.DoAsync(new Take(Ana, 2));
        await OpenAsync("v3");
        await PassAsync(3, null);
        Assert.Equal(Presence.Online, PresenceOf(7));

        await UseAsync(awayAfter: 0);
        for (var i = 4; i < 8; i++)
        {
            await OpenAsync($"v{i}");
            await PassAsync(i, null);
        }

        Assert.Equal(Presence.Online, PresenceOf(7));
    }

    [Fact]
    public async Task Nobody_has_or_is_asked_for_more_chats_than_they_can_have_and_other_tickets_are_another_matter()
    {
        await OpenAsync("v1");
        await _host.DoAsync(new Decline(Ana, 1));
        // It rings for Bor, who can have one: the next ring for Ana, whosever turn it is.
        foreach (var next in (string[])["v2", "v3"]) await AnaTakesAsync(next);
        await _host.DoAsync(new Take(Bor, 1));
        await _host.DoAsync(new AgentReplies(Bor, 1, "Hello"));
        await AnaTakesAsync("v4");
        // What he has answered keeps him for a while, and then no more.
        _time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(8, Assert.Single((await OpenAsync("v5")).OfferedTo));

        async Task AnaTakesAsync(string visitor)
        {
            var ringing = await OpenAsync(visitor);
            Assert.Equal(7, Assert.Single(ringing.OfferedTo));
            await _host.DoAsync(new Take(Ana, ringing.Id));
        }
    }

    [Fact]
    public async Task Who_has_resolved_a_chat_writes_up_in_peace_until_the_time_is_over_or_they_are_done()
    {
        await UseAsync(wrapUp: TimeSpan.FromMinutes(2));
        _crew.Is(8, Presence.Offline);
        await OpenAsync("v1");
        await _host.DoAsync(new Take(Ana, 1));
        await _host.DoAsync(new AgentReplies(Ana, 1, "Done", ThenStatus: TicketStatus.Resolved));
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(2), (await _host.Queries.JournalAsync(1, 50, default)).Select(entry => entry.Event).OfType<WrapUpBegan>().Single().Until);
        Assert.Empty((await OpenAsync("v2")).OfferedTo);
        Assert.Equal("route.nobody", (await _host.TryAsync(new RouteNext(Support))).Refusal?.Code);

        await _host.DoAsync(new EndWrapUp(Ana, 1));
        Assert.Equal(7, Assert.Single((await _host.DoAsync(new RouteNext(Support))).Ticket.OfferedTo));
        // Done twice is done once.
        await _host.DoAsync(new EndWrapUp(Ana, 1));
        Assert.Single((await _host.Queries.JournalAsync(1, 50, default)).Select(entry => entry.Event).OfType<WrapUpEnded>());
        await ReplaysAsync(1);

        await _host.DoAsync(new Take(Ana, 2));
        await _host.DoAsync(new ChangeStatus(Ana, 2, TicketStatus.Resolved));
        Assert.Empty((await OpenAsync("v3")).OfferedTo);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(7, Assert.Single((await _host.DoAsync(new RouteNext(Support))).Ticket.OfferedTo));
    }

    [Fact]
    public async Task A_whisper_tells_the_tickets_agent_alone_and_a_line_to_the_customer_answers_nothing()
    {
        await OpenAsync("v1");
        var taken = (await _host.DoAsync(new Take(Ana, 1))).Ticket;
        var whispered = await _host.DoAsync(new AddNote(Bor, 1, "Offer 10 %") { IsWhisper = true, Mentions = [new(AudienceKind.Agent, 9, "Agent 9")] });
        Assert.Equal(MessageKind.Note, whispered.Message!.Kind);
        Assert.Contains(await NoticesAsync(7), notice => notice.Kind == NoticeKind.Whispered);
        Assert.Empty(await NoticesAsync(9));

        var told = await _host.DoAsync(new Announce(Bor, 1, "Agent 8 has joined the conversation.", "a-1"));
        Assert.Equal((MessageKind.System, whispered.Ticket), (told.Message!.Kind, told.Ticket));
        Assert.Equal((taken.WaitingSince, taken.Status), (told.Ticket.WaitingSince, told.Ticket.Status));
        Assert.True((await _host.DoAsync(new Announce(Bor, 1, "Agent 8 has joined the conversation.", "a-1"))).Repeated);
        await ReplaysAsync(1);
    }

    [Fact]
    public async Task The_running_chats_are_those_that_need_an_answer_or_were_answered_lately_with_what_nobody_has_seen()
    {
        var running = _host.Services.GetRequiredService<RunningChats>();
        for (var i = 1; i <= 3; i++)
        {
            await OpenAsync($"v{i}");
            await _host.DoAsync(new Take(Ana, i));
        }

        await _host.DoAsync(new AgentReplies(Ana, 1, "Hello"));
        await _host.DoAsync(new ChangeStatus(Ana, 2, TicketStatus.Resolved));
        await _host.OpenAsync("and another thing", "v3");
        await OpenAsync("v4");
        Assert.Equal([(1, 0), (3, 2)], (await running.ListAsync(7, default)).Select(chat => ((int)chat.TicketId, chat.Unread)));
        Assert.Equal([1L, 3, 4], (await running.ListAsync(null, default)).Select(chat => chat.TicketId));
        Assert.Equal(("Maja", "and another thing", null), ((await running.ListAsync(7, default))[1] is var last ? last.Customer : "", last.LastLine, (await running.ListAsync(null, default))[2].AssigneeId));
        _time.Advance(RunningChats.Lately);
        Assert.Equal([3L], (await running.ListAsync(7, default)).Select(chat => chat.TicketId));
    }

    [Fact]
    public async Task Handed_over_while_the_customer_waits_it_rings_for_the_receiver_who_accepts_or_lets_it_go_on()
    {
        await OpenAsync("v1");
        await _host.DoAsync(new Take(Ana, 1));
        var given = (await _host.DoAsync(new HandOver(Ana, 1, 8, null, "They want it in red", "h-1"))).Ticket;
        Assert.Equal((null, 8L, _time.GetUtcNow() + TeamRouting.UsualAccept), (given.AssigneeId, Assert.Single(given.OfferedTo), given.HeldUntil));
        Assert.Equal(NoticeKind.Offered, Assert.Single(await NoticesAsync(8)).Kind);
        // Once more is not twice.
        Assert.True((await _host.DoAsync(new HandOver(Ana, 1, 8, null, "They want it in red", "h-1"))).Repeated);
        Assert.Equal("handover.nowhere", (await _host.TryAsync(new HandOver(Ana, 1, 8, null, ""))).Refusal?.Code);
        // Who gave it is one of those for whom it may ring next.
        Assert.Equal(7, Assert.Single((await _host.DoAsync(new Decline(Bor, 1))).Ticket.OfferedTo));
        await _host.DoAsync(new Take(Ana, 1));
        await _host.DoAsync(new HandOver(Ana, 1, 8, null, ""));
        Assert.Equal(8, (await _host.DoAsync(new Take(Bor, 1))).Ticket.AssigneeId);

        // Nobody waits, or nobody is there to hear it: it is given.
        await _host.DoAsync(new AgentReplies(Bor, 1, "Ana will help you"));
        Assert.Equal(7, (await _host.DoAsync(new HandOver(Bor, 1, 7, null, ""))).Ticket.AssigneeId);
        await _host.OpenAsync("hello?", "v1");
        _crew.Is(8, Presence.Offline);
        Assert.Equal(8, (await _host.DoAsync(new HandOver(Ana, 1, 8, null, ""))).Ticket.AssigneeId);
        await ReplaysAsync(1);
    }

    private Presence PresenceOf(long id) => _crew.PresenceOf(id);

    /// <summary>Nobody answers in time; ends when it rings for somebody else, or waits.</summary>
    private async Task PassAsync(long ticketId, long? next)
    {
        using var heard = _host.Live.Subscribe(paced: false);
        var before = (await _host.Queries.TicketAsync(ticketId, default))!.PassedBy.Count;
        _time.Advance(TeamRouting.UsualAccept);
        do await heard.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
        while (await _host.Queries.TicketAsync(ticketId, default) is { } now && now.PassedBy.Count == before);
        Assert.Equal(next is { } one ? [one] : [], (await _host.Queries.TicketAsync(ticketId, default))!.OfferedTo);
    }

    private async Task ReplaysAsync(long ticketId) =>
        Assert.Equal(await _host.Queries.TicketAsync(ticketId, default), TicketHistory.Replay(await _host.Queries.JournalAsync(ticketId, 200, default)));

    private async Task<Ticket> OpenAsync(string visitor) => (await _host.DoAsync(new CustomerWrites(
        new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, "My order is late", TeamId: Support, Who: new NewCustomer(IdentityKind.Visitor, visitor, "Maja")))).Ticket;

    private async Task<IReadOnlyList<Notice>> NoticesAsync(long agent) =>
        [.. (await _host.Services.GetRequiredService<NoticeBoard>().ReadAsync(0, [Audience.Agent(agent)], default)).Lines.Select(line => line.Notice)];

    private async Task UseAsync(TimeSpan wrapUp = default, int awayAfter = 2)
    {
        var routing = _host.Services.GetRequiredService<RoutingCatalog>();
        var rules = RoutingRules.Usual with
        {
            AwayAfterMissed = awayAfter,
            HoldFor = TimeSpan.Zero,
            Teams = [new TeamRouting(Support, RoutingWay.RoundRobin, TeamRouting.UsualAccept) { RingsChats = true, WrapUp = wrapUp }],
        };
        Assert.True((await routing.SaveAsync(routing.Book.Version, rules, _time.GetUtcNow(), "Ana", default)).Succeeded);
    }
}

public sealed class RingingOnSqlite() : RingingSuite(DatabaseKind.Sqlite);

public sealed class RingingOnPostgres() : RingingSuite(DatabaseKind.Postgres);
