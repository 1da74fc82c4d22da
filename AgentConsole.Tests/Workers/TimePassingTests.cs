using AgentConsole.Live;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Workers;

/// <summary>What the worker does as time passes, by each team's policy.</summary>
public abstract class TimePassingTests(DatabaseKind kind) : OnEachDatabase(kind)
{
    private const long Team = 4;
    private static readonly TimeSpan _instant = TimeSpan.FromMilliseconds(1), _hour = TimeSpan.FromHours(1);
    private static readonly Actor _agent = Actor.Agent(7, "Ana");

    private readonly FakeTime _time = new();
    private DeskHost _host = null!;
    private LiveSubscription _heard = null!;

    private LifeCatalog Life => _host.Services.GetRequiredService<LifeCatalog>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await DeskHost.StartAsync(Database, _time, services => services.AddHostedService<Housekeeping>());
        _heard = _host.Live.Subscribe(paced: false);
    }

    public override async Task DisposeAsync()
    {
        _heard.Dispose();
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_snoozed_ticket_comes_back_at_its_instant_and_not_before()
    {
        var (first, second) = ((await _host.OpenAsync(visitor: "v1")).Ticket.Id, (await _host.OpenAsync(visitor: "v2")).Ticket.Id);
        await _host.DoAsync(new Snooze(_agent, second, _time.GetUtcNow() + _hour + _instant));
        await _host.DoAsync(new Snooze(_agent, first, _time.GetUtcNow() + _hour));
        _time.Advance(_hour);

        var woken = await WaitAsync(first, ticket => !ticket.IsSnoozed);
        Assert.Equal((TicketStatus.New, null), (woken.Status, woken.SnoozedUntil));
        Assert.Equal("time", (await EventsAsync<TicketWoken>(first)).Single().Reason);
        Assert.True((await TicketAsync(second)).IsSnoozed);
        _time.Advance(_instant);
        await WaitAsync(second, ticket => !ticket.IsSnoozed);
    }

    [Fact]
    public async Task A_silent_customer_is_reminded_and_then_the_ticket_is_resolved_by_its_teams_policy_alone()
    {
        await SaveAsync(new LifePolicy { TeamId = Team, RemindHours = 24, ResolveHours = 12 });
        var (ours, others) = (await AnsweredAsync("v1", Team), await AnsweredAsync("v2", null));
        _time.Advance(24 * _hour + _instant);
        await WaitAsync(ours, ticket => ticket.IsReminded);
        Assert.Equal("Are you still there? Without an answer we take this as solved in 12 h.", (await _host.Queries.MessagesAsync(ours, 0, 100, true, default))[^1].Text);
        _time.Advance(12 * _hour + _instant);

        var resolved = await WaitAsync(ours, ticket => ticket.Status == TicketStatus.Resolved);
        Assert.Equal(TicketEnding.ResolvedByRule, resolved.Ending);
        Assert.Equal((TicketStatus.Pending, false), ((await TicketAsync(others)).Status, (await TicketAsync(others)).IsReminded));
        Assert.Equal(resolved, TicketHistory.Replay(await _host.Queries.JournalAsync(ours, 1000, default)));
    }

    [Fact]
    public async Task Amounts_in_business_time_pass_while_the_team_is_open_by_the_calendar_as_it_is_now()
    {
        var sla = _host.Services.GetRequiredService<SlaCatalog>();
        var calendar = Sla.Some.Calendar() with { Id = 40, TeamIds = [Team] };
        await sla.AddAsync([], [calendar], default);
        await SaveAsync(new LifePolicy { TeamId = Team, RemindHours = 10, ResolveHours = 6, Reopen = ReopenRule.WithinDays, ReopenDays = 2, InBusinessTime = true });
        // Monday, ten o'clock; the team works from nine to five.
        var ours = await AnsweredAsync("v1", Team);
        _time.Advance(24 * _hour);
        Assert.False((await TicketAsync(ours)).IsReminded);
        _time.Advance(2 * _hour + _instant);
        await WaitAsync(ours, ticket => ticket.IsReminded);
        Assert.Equal("Are you still there? Without an answer we take this as solved in 6 working hours.", (await _host.Queries.MessagesAsync(ours, 0, 100, true, default))[^1].Text);

        // Five hours are left on Tuesday. Wednesday becomes a holiday: the last hour is Thursday's first.
        await sla.AddAsync([], [calendar with { Version = 2, Holidays = [new Holiday(new DateOnly(2026, 3, 4), "Founding day")] }], default);
        _time.Advance(45 * _hour);
        Assert.Equal(TicketStatus.Pending, (await TicketAsync(ours)).Status);
        _time.Advance(_hour + _instant);
        await WaitAsync(ours, ticket => ticket.Status == TicketStatus.Resolved);
        // Resolved on a Thursday: two working days are over at the end of Monday.
        _time.Advance(TimeSpan.FromDays(4));
        Assert.Equal(ours, (await _host.OpenAsync("Still broken")).Ticket.Id);
        await _host.DoAsync(new ChangeStatus(_agent, ours, TicketStatus.Resolved));
        // The desk's window closes it on Friday, four days later by the clock; Monday and Tuesday count.
        _time.Advance(TimeSpan.FromDays(4) + _instant);
        await WaitAsync(ours, ticket => ticket.Status == TicketStatus.Closed);
        _time.Advance(TimeSpan.FromDays(5));
        Assert.Equal(ours, (await _host.OpenAsync("Again")).Ticket.FollowUpOf);
    }

    [Fact]
    public async Task A_policy_that_comes_later_goes_for_those_who_are_silent_already()
    {
        var ticket = await AnsweredAsync("v1", Team);
        _time.Advance(30 * _hour);
        await SaveAsync(new LifePolicy { TeamId = 0, RemindHours = 24, ReminderText = "Hello?" });

        await WaitAsync(ticket, now => now.IsReminded);
        Assert.Equal("Hello?", (await _host.Queries.MessagesAsync(ticket, 0, 100, true, default))[^1].Text);
    }

    [Fact]
    public async Task A_resolved_ticket_is_closed_by_its_teams_policy_after_the_customer_was_told()
    {
        await SaveAsync(new LifePolicy { TeamId = Team, CloseHours = 48, CloseNoticeHours = 24 });
        var ticket = await AnsweredAsync("v1", Team);
        await _host.DoAsync(new ChangeStatus(_agent, ticket, TicketStatus.Resolved));
        _time.Advance(24 * _hour + _instant);
        await WaitAsync(ticket, now => now.IsReminded);
        Assert.Equal("This conversation will be closed in 1 d. Write if anything is left.", (await _host.Queries.MessagesAsync(ticket, 0, 100, true, default))[^1].Text);
        _time.Advance(24 * _hour + _instant);

        Assert.Equal(TicketEnding.ClosedByRule, (await WaitAsync(ticket, now => now.Status == TicketStatus.Closed)).Ending);
    }

    [Fact]
    public async Task A_teams_reopen_rule_decides_whether_a_reply_goes_on_or_begins_a_follow_up_with_the_fields_copied()
    {
        await SaveAsync(new LifePolicy { TeamId = Team, Reopen = ReopenRule.Never });
        var ticket = await AnsweredAsync("v1", Team);
        await _host.DoAsync(new ChangePriority(_agent, ticket, PriorityLevel.HighId));
        await _host.DoAsync(new ChangeStatus(_agent, ticket, TicketStatus.Resolved));
        var next = (await _host.OpenAsync("It broke again")).Ticket;
        Assert.Equal((ticket, PriorityLevel.HighId, Team), (next.FollowUpOf, next.PriorityId, next.TeamId));
        Assert.Equal([next.Id], await _host.Queries.FollowUpsAsync(await TicketAsync(ticket), default));

        await SaveAsync(new LifePolicy { TeamId = Team, Reopen = ReopenRule.Always });
        await _host.DoAsync(new ChangeStatus(_agent, next.Id, TicketStatus.Resolved));
        await _host.DoAsync(new CustomerJudges(Actor.Customer(next.CustomerId, "Maja"), next.Id, true));
        var reopened = (await _host.OpenAsync("Once more")).Ticket;
        Assert.Equal((next.Id, TicketStatus.Open), (reopened.Id, reopened.Status));
    }

    private async Task SaveAsync(LifePolicy policy) => Assert.True((await Life.SaveAsync(policy, default)).Succeeded);

    private async Task<long> AnsweredAsync(string visitor, long? team)
    {
        var ticket = (await _host.OpenAsync(visitor: visitor)).Ticket.Id;
        if (team is not null) await _host.DoAsync(new AssignTeam(_agent, ticket, team));
        await _host.DoAsync(new AgentReplies(_agent, ticket, "Which order?"));
        return ticket;
    }

    private async Task<Ticket> TicketAsync(long id) => (await _host.Queries.TicketAsync(id, default))!;

    private async Task<IEnumerable<T>> EventsAsync<T>(long id) => (await _host.Queries.JournalAsync(id, 1000, default)).Select(entry => entry.Event).OfType<T>();

    private async Task<Ticket> WaitAsync(long id, Func<Ticket, bool> until)
    {
        while (true)
        {
            if (await TicketAsync(id) is var ticket && until(ticket)) return ticket;
            await _heard.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
        }
    }
}

public sealed class TimePassingOnSqlite() : TimePassingTests(DatabaseKind.Sqlite);

public sealed class TimePassingOnPostgres() : TimePassingTests(DatabaseKind.Postgres);
