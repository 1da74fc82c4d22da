using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Workers;

/// <summary>
/// The default policy and calendar, from Monday 10:00 on: a Normal ticket is at risk of its first response at 13:00 and overdue at 14:00.
/// </summary>
public abstract class SlaClockTests(DatabaseKind kind) : OnEachDatabase(kind)
{
    private static readonly TimeSpan UntilAtRisk = TimeSpan.FromHours(3), UntilDue = TimeSpan.FromHours(4);

    private readonly FakeTime _time = new();
    private DeskHost _host = null!;
    private LiveSubscription _heard = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await StartAsync(services => services.AddHostedService<SlaClock>());
    }

    public override async Task DisposeAsync()
    {
        await StopAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task At_risk_and_breach_are_told_once_and_at_their_instants()
    {
        var start = _time.GetUtcNow();
        await _host.OpenAsync();

        _time.Advance(UntilAtRisk);
        await ToldAsync(1, 1);
        _time.Advance(UntilDue - UntilAtRisk);
        await ToldAsync(1, 2);
        // Something later proves that the clock went round, and told nothing twice.
        await _host.OpenAsync(visitor: "v2");
        _time.Advance(UntilAtRisk);
        await ToldAsync(2, 1);

        Assert.Equal(
            [(SlaTarget.FirstResponse, SlaState.AtRisk, start + UntilAtRisk), (SlaTarget.FirstResponse, SlaState.Breached, start + UntilDue)],
            (await TransitionsAsync(1)).Select(t => (t.What.Target, t.What.To, t.At)));
        Assert.Equal(SlaState.Breached, (await _host.Queries.TicketAsync(1, default))!.Sla.State);
    }

    [Fact]
    public async Task An_answer_before_the_instant_leaves_nothing_to_tell()
    {
        await _host.OpenAsync();
        await _host.OpenAsync(visitor: "v2");
        await _host.DoAsync(new AgentReplies(Actor.Agent(7, "Ana"), 1, "Here it is"));

        _time.Advance(UntilAtRisk);
        await ToldAsync(2, 1);

        Assert.Equal([SlaState.Met, SlaState.Paused], (await TransitionsAsync(1)).Select(t => t.What.To));
    }

    [Fact]
    public async Task A_change_that_brings_an_instant_forward_wakes_it()
    {
        await _host.OpenAsync();
        // Urgent is due 15 minutes after its creation, by day and by night.
        _time.Advance(TimeSpan.FromMinutes(5));
        await _host.DoAsync(new ChangePriority(Actor.Agent(7, "Ana"), 1, PriorityLevel.UrgentId));

        _time.Advance(TimeSpan.FromMinutes(10));
        await ToldAsync(1, 1);

        Assert.Contains(SlaState.Breached, (await TransitionsAsync(1)).Select(t => t.What.To));
    }

    [Fact]
    public async Task What_fell_due_while_it_was_down_is_told_when_it_is_up()
    {
        await _host.OpenAsync();
        await StopAsync();
        _time.Advance(TimeSpan.FromDays(1));

        await StartAsync(services => services.AddHostedService<SlaClock>(), waitForBreachOf: 1);

        Assert.Equal([SlaState.Breached], (await TransitionsAsync(1)).Where(t => t.What.Target == SlaTarget.FirstResponse).Select(t => t.What.To));
    }

    [Fact]
    public async Task When_the_machine_has_slept_it_is_told_within_the_second()
    {
        await _host.OpenAsync();

        _time.Jump(UntilDue);
        _time.Advance(SlaClock.LongestSleep);
        await ToldAsync(1, 1);

        Assert.Equal([SlaState.Breached], (await TransitionsAsync(1)).Select(t => t.What.To));
    }

    [Fact]
    public async Task Many_that_are_due_at_one_instant_are_each_told_once()
    {
        const int many = SlaClock.Together + 50;
        await Task.WhenAll(Enumerable.Range(1, many).Select(i => _host.OpenAsync(visitor: $"v{i}")));

        _time.Advance(UntilDue);
        for (var id = 1; id <= many; id++) await ToldAsync(id, 1);

        await using var db = Database.Open();
        var breaches = (await db.Set<JournalRow>().Where(r => r.Kind == "sla.transitioned").ToListAsync()).Select(r => (r.TicketId, Event: (SlaTransitioned)TicketJson.ReadEvent(r.Data)))
            .Where(r => r.Event.To == SlaState.Breached).ToList();
        Assert.Equal(many, breaches.Count);
        Assert.Equal(many, breaches.Select(r => r.TicketId).Distinct().Count());
    }

    [Fact]
    public async Task A_ticket_that_can_not_be_judged_holds_back_no_other()
    {
        await _host.OpenAsync();
        await _host.OpenAsync(visitor: "v2");
        await StopAsync();
        await Database.ExecuteAsync("""UPDATE "Tickets" SET "NextTransitionAt" = 1 WHERE "Id" = 1""");
        await StartAsync(services => services.AddHostedService<SlaClock>());

        _time.Advance(UntilAtRisk);
        await ToldAsync(2, 1);

        Assert.Equal([SlaState.AtRisk], (await TransitionsAsync(2)).Select(t => t.What.To));
    }

    [Fact]
    public async Task When_it_can_not_read_it_backs_off_and_goes_on()
    {
        await StopAsync();
        await StartAsync(_ => { });
        await _host.OpenAsync();
        var flaky = new FlakyContexts(_host.Contexts);
        using var clock = new SlaClock(flaky, Database.Provider, _host.Desk, _host.Live, _time, NullLogger<SlaClock>.Instance);
        var backsOff = _time.WhenTimerIsSet(DueTransitions.BackOff(1));
        await clock.StartAsync(CancellationToken.None);
        await backsOff.WaitAsync(DeskHost.Limit);

        _time.Advance(UntilAtRisk);
        await ToldAsync(1, 1);
        await clock.StopAsync(CancellationToken.None);

        Assert.Equal([SlaState.AtRisk], (await TransitionsAsync(1)).Select(t => t.What.To));
    }

    private async Task StartAsync(Action<IServiceCollection> also, long? waitForBreachOf = null)
    {
        _host = await DeskHost.StartAsync(Database, _time, also);
        _heard = _host.Live.Subscribe(paced: false);
        if (waitForBreachOf is { } id) await ToldAsync(id, 1);
    }

    private async Task StopAsync()
    {
        _heard.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>Waits until the journal holds so many transitions to at risk or breached of a ticket, woken by Live.</summary>
    private async Task ToldAsync(long ticketId, int times)
    {
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        while ((await TransitionsAsync(ticketId)).Count(t => t.What.To is SlaState.AtRisk or SlaState.Breached) < times) await _heard.NextAsync(limit.Token);
    }

    private async Task<IReadOnlyList<(SlaTransitioned What, DateTimeOffset At)>> TransitionsAsync(long ticketId) =>
        [.. (await _host.Queries.JournalAsync(ticketId, 100, default)).Where(e => e.Event is SlaTransitioned).Select(e => ((SlaTransitioned)e.Event, e.At))];

    /// <summary>A database that does not answer the first time.</summary>
    private sealed class FlakyContexts(IDbContextFactory<DeskDb> contexts) : IDbContextFactory<DeskDb>
    {
        private bool _failed;

        public DeskDb CreateDbContext()
        {
            if (_failed) return contexts.CreateDbContext();
            _failed = true;
            throw new IOException("The database is away.");
        }
    }
}

public sealed class SlaClockOnSqlite() : SlaClockTests(DatabaseKind.Sqlite);

public sealed class SlaClockOnPostgres() : SlaClockTests(DatabaseKind.Postgres);
