using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Notices;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Tickets.Notices;

/// <summary>Who is told of what, on each database. The default policy, from Monday 10:00 on: a Normal ticket is at risk at 13:00 and overdue at 14:00.</summary>
public abstract class NoticeSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private const long Ana = 7, Bor = 8, Support = 3, Seniors = 4;
    private static readonly Actor AsBor = Actor.Agent(Bor, "Bor");
    private static readonly TimeSpan UntilAtRisk = TimeSpan.FromHours(3), UntilDue = TimeSpan.FromHours(4);

    private readonly FakeTime _time = new();
    private readonly System.Threading.Channels.Channel<IReadOnlySet<Audience>?> _arrived = System.Threading.Channels.Channel.CreateUnbounded<IReadOnlySet<Audience>?>();
    private DeskHost _host = null!;

    private NoticeBoard Board => _host.Services.GetRequiredService<NoticeBoard>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await DeskHost.StartAsync(Database, _time, services => services.AddHostedService<SlaClock>());
        Board.Arrived += audiences => _arrived.Writer.TryWrite(audiences);
    }

    public override async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Who_is_given_a_ticket_by_another_is_told_and_who_takes_one_is_not()
    {
        await _host.OpenAsync("Where is my parcel?");
        await _host.DoAsync(new Assign(AsBor, 1, Ana));
        await ArrivedAsync(Audience.Agent(Ana));
        await _host.DoAsync(new Assign(AsBor, 1, Bor));

        var line = Assert.Single((await ReadAsync(Ana)).Lines);
        Assert.Equal((1, NoticeKind.Assigned, "Where is my parcel?"), (line.Notice.TicketId, line.Notice.Kind, line.Subject));
        Assert.Empty((await ReadAsync(Bor)).Lines);
    }

    [Fact]
    public async Task A_warning_goes_to_the_agent_and_a_breach_to_the_supervisors_too()
    {
        await _host.OpenAsync();
        await _host.DoAsync(new Assign(Actor.Agent(Ana, "Ana"), 1, Ana));
        _time.Advance(UntilAtRisk);
        await ArrivedAsync(Audience.Agent(Ana));
        Assert.Equal([NoticeKind.SlaAtRisk], (await ReadAsync(Ana)).Lines.Select(line => line.Notice.Kind));
        Assert.Empty((await ReadAsync(Bor, supervisor: true)).Lines);

        _time.Advance(UntilDue - UntilAtRisk);
        await ArrivedAsync(Audience.Supervisors);

        var told = (await ReadAsync(Ana)).Lines;
        Assert.Equal([NoticeKind.SlaBreached, NoticeKind.SlaAtRisk], told.Select(line => line.Notice.Kind));
        Assert.Equal((SlaTarget.FirstResponse, _time.GetUtcNow()), (told[0].Notice.Target, told[0].Notice.DueAt));
        Assert.Equal([NoticeKind.SlaBreached], (await ReadAsync(Bor, supervisor: true)).Lines.Select(line => line.Notice.Kind));
    }

    [Fact]
    public async Task A_ticket_without_an_agent_is_its_team_s_matter_and_one_without_a_team_the_supervisors()
    {
        await _host.OpenAsync(visitor: "v1");
        await _host.OpenAsync(visitor: "v2");
        await _host.DoAsync(new AssignTeam(AsBor, 1, Support));
        _time.Advance(UntilAtRisk);
        await ArrivedAsync(Audience.Team(Support), Audience.Supervisors);

        Assert.Equal([1], (await ReadAsync(Ana, [Support])).Lines.Select(line => line.Notice.TicketId));
        Assert.Equal([2], (await ReadAsync(Bor, supervisor: true)).Lines.Select(line => line.Notice.TicketId));
        Assert.Empty((await ReadAsync(Ana)).Lines);
    }

    [Fact]
    public async Task A_step_raises_the_priority_and_hands_over_and_the_journal_says_why()
    {
        await UsePolicyAsync(new SlaEscalation(5, SlaState.AtRisk, TimeSpan.Zero, [new(EscalationKind.RaisePriority), new(EscalationKind.HandOver, Seniors)]));
        await _host.OpenAsync();
        await _host.DoAsync(new Assign(Actor.Agent(Ana, "Ana"), 1, Ana));
        _time.Advance(UntilAtRisk);
        await ArrivedAsync(Audience.Team(Seniors));

        var ticket = (await _host.Queries.TicketAsync(1, default))!;
        Assert.Equal((PriorityLevel.HighId, Seniors, (long?)null), (ticket.PriorityId, ticket.TeamId, ticket.AssigneeId));
        // High is to be answered within an hour, and that hour is over: the same pass judged by the new priority.
        Assert.Equal(SlaState.Breached, ticket.SlaState);
        var journal = await _host.Queries.JournalAsync(1, 100, default);
        Assert.Equal(ticket, TicketHistory.Replay(journal));
        Assert.Single(journal, entry => entry.Event is SlaEscalated { Step: 5, Target: SlaTarget.FirstResponse });
        var raised = Assert.Single(journal, entry => entry.Event is PriorityChanged);
        Assert.Equal((ActorKind.Rule, "Standard", "escalated"), (raised.Actor.Kind, raised.Actor.Name, ((PriorityChanged)raised.Event).Reason));
        Assert.Equal([NoticeKind.HandedOver], (await ReadAsync(Bor, [Seniors])).Lines.Select(line => line.Notice.Kind));
    }

    [Fact]
    public async Task What_was_read_stays_read_and_what_comes_later_is_new()
    {
        await _host.OpenAsync();
        await _host.DoAsync(new Assign(AsBor, 1, Ana));
        await ArrivedAsync(Audience.Agent(Ana));
        var first = await ReadAsync(Ana);
        Assert.Equal(1, first.Unread);

        await Board.MarkReadAsync(Ana, first.Lines[0].Notice.Seq, default);
        await Board.MarkReadAsync(Ana, 0, default);
        Assert.Equal(0, (await ReadAsync(Ana)).Unread);
        await _host.DoAsync(new Assign(AsBor, 1, null));
        await _host.DoAsync(new Assign(AsBor, 1, Ana));
        await ArrivedAsync(Audience.Agent(Ana));

        var later = await ReadAsync(Ana);
        Assert.Equal((2, 1), (later.Lines.Count, later.Unread));
    }

    [Fact]
    public async Task A_screen_hears_when_another_screen_of_the_same_person_has_read()
    {
        var heard = new TaskCompletionSource();
        using var listening = _host.Services.GetRequiredService<AgentConsole.Live.LiveSignals>().Subscribe(NoticeBoard.Topic(Ana), _ => heard.TrySetResult());

        await Board.MarkReadAsync(Ana, 1, default);

        await heard.Task.WaitAsync(DeskHost.Limit);
    }

    private Task<NoticeList> ReadAsync(long agent, long[]? teams = null, bool supervisor = false) =>
        Board.ReadAsync(agent, Audience.Of(agent, teams ?? [], supervisor), default);

    private async Task UsePolicyAsync(params SlaEscalation[] steps) => await _host.Services.GetRequiredService<SlaCatalog>().AddAsync(
        [SlaDefaults.Policy() with { Escalations = steps }], [SlaDefaults.Calendar()], default);

    private async Task ArrivedAsync(params Audience[] audiences)
    {
        var missing = audiences.ToHashSet();
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        while (missing.Count > 0)
        {
            if (await _arrived.Reader.ReadAsync(limit.Token) is { } told) missing.ExceptWith(told);
            else missing.Clear();
        }
    }
}

public sealed class NoticesOnSqlite() : NoticeSuite(DatabaseKind.Sqlite);

public sealed class NoticesOnPostgres() : NoticeSuite(DatabaseKind.Postgres);
