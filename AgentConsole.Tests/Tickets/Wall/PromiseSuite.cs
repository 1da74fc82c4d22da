using System.Threading.Channels;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Tickets.Wall;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Tickets.Wall;

/// <summary>
/// The wall's figures of promises over the real Desk, on each database. From Monday 10:00 on, a Normal ticket's first response is due at 14:00.
/// </summary>
public abstract class PromiseSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    private readonly FakeTime _time = new();
    private readonly Channel<bool> _applied = Channel.CreateUnbounded<bool>();
    private DeskHost _host = null!;

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
    public async Task Kept_late_and_never_answered_promises_are_on_the_wall_and_a_restart_changes_nothing()
    {
        await Wall.UpdateAsync(default);
        var (kept, late, never) = ((await _host.OpenAsync(visitor: "v1")).Ticket.Id, (await _host.OpenAsync(visitor: "v2")).Ticket.Id, (await _host.OpenAsync(visitor: "v3")).Ticket.Id);
        await _host.DoAsync(new AgentReplies(Ana, kept, "yes"));
        await FirstResponseAsync(met: 1, missed: 0);

        _time.Advance(TimeSpan.FromHours(5));
        await FirstResponseAsync(met: 1, missed: 2);
        await _host.DoAsync(new AgentReplies(Ana, late, "sorry"));
        await _host.DoAsync(new ChangeStatus(Ana, never, TicketStatus.Resolved));
        await FirstResponseAsync(met: 1, missed: 2);

        await _host.DisposeAsync();
        await StartAsync();
        await FirstResponseAsync(met: 1, missed: 2);
    }

    [Fact]
    public async Task Each_answer_to_a_next_message_is_a_promise_kept_after_a_restart_too()
    {
        var ticket = (await _host.OpenAsync()).Ticket.Id;
        for (var i = 0; i < 3; i++)
        {
            await _host.DoAsync(new AgentReplies(Ana, ticket, $"answer {i}"));
            await _host.OpenAsync($"more {i}");
        }

        await UntilAsync(figures => Line(figures, SlaTarget.NextResponse) is (2, 0));
        await _host.DisposeAsync();
        await StartAsync();
        await UntilAsync(figures => Line(figures, SlaTarget.NextResponse) is (2, 0));
    }

    [Fact]
    public async Task What_is_due_within_the_hour_is_forecast_to_break_while_nobody_is_here_until_it_is_answered()
    {
        await Wall.UpdateAsync(default);
        var ticket = (await _host.OpenAsync()).Ticket.Id;
        await UntilAsync(figures => figures.Forecast is { Expected: 0, Due: 0 });
        _time.Advance(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(30));
        await UntilAsync(figures => figures.Forecast is { Expected: 1, Due: 1, Agents: 0 });
        await _host.DoAsync(new AgentReplies(Ana, ticket, "yes"));
        await UntilAsync(figures => figures.Forecast is { Expected: 0, Due: 0 });
    }

    [Fact]
    public async Task Another_process_compares_the_forecast_of_an_hour_ago_and_forgets_older_ones()
    {
        await _host.OpenAsync();
        // The feeds made here read the inbox as it is: it has the ticket a moment after the desk. The wall isn't opened: it would keep forecasts of its own.
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        while (_host.Inbox.Read(index => index.CountOf(InboxView.AllOpen)) == 0) await _applied.Reader.ReadAsync(limit.Token);
        // Half an hour before it is due nobody is here.
        _time.Advance(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(30));
        var now = _time.GetUtcNow();
        using (var first = Feed())
        {
            await first.FiguresAsync(_host.Inbox, now, keep: false, default);
            Assert.Equal(1, (await first.FiguresAsync(_host.Inbox, now, keep: true, default)).Forecast.Expected);
        }

        _time.Advance(TimeSpan.FromHours(1));
        await FirstResponseAsync(met: 0, missed: 1);
        using var second = Feed();
        Assert.Equal(new ForecastCheck(1, 1), (await second.FiguresAsync(_host.Inbox, now.AddHours(1), keep: false, default)).Forecast.Check);

        await second.FiguresAsync(_host.Inbox, now + ForecastBook.Kept + TimeSpan.FromMinutes(1), keep: true, default);
        Assert.Equal(1, await Database.ScalarAsync("""SELECT count(*) FROM "WallForecasts" """));
    }

    [Fact]
    public async Task When_the_company_keeps_another_clock_its_day_begins_by_that()
    {
        await Wall.UpdateAsync(default);
        var ticket = (await _host.OpenAsync()).Ticket.Id;
        await _host.DoAsync(new AgentReplies(Ana, ticket, "yes"));
        _time.Advance(TimeSpan.FromHours(3));
        await UntilAsync(figures => Line(figures, SlaTarget.FirstResponse) is (1, 0) && figures.Today.Sum(hour => hour.Arrived) == 1);

        // In Auckland the answer came before midnight, and now it is after it.
        Wall.MoveTo(TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland"));

        var figures = (await Wall.UpdateAsync(default)).Figures;
        var line = figures.Compliance.Single(line => line.Target == SlaTarget.FirstResponse);
        Assert.Equal((0, 0, 1), (line.MetToday, line.MissedToday, line.MetWeek));
        Assert.Equal(0, figures.Today.Sum(hour => hour.Arrived));
    }

    [Fact]
    public async Task Chats_run_while_an_agent_has_them_and_half_an_hour_after_the_last_word_and_wait_until_then_by_team()
    {
        var began = _time.GetUtcNow();
        await _host.OpenAsync();
        var ticket = (await _host.DoAsync(new CustomerWrites(
            new Actor(ActorKind.Customer, 0, "Eva"), TicketChannel.Chat, "Hello?", TeamId: 3, Who: new(AgentConsole.People.IdentityKind.Visitor, "v2", "Eva")))).Ticket.Id;
        await _host.DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "Eva"), TicketChannel.Email, "Hello?", TeamId: 3, Who: new(AgentConsole.People.IdentityKind.Email, "e@x.test", "Eva")));
        var none = new WallChats(0, 0, 1, began);
        await UntilAsync(figures => figures.Chats.SequenceEqual([none, new WallChats(3, 0, 1, began)]));
        await _host.DoAsync(new AgentConsole.Tickets.Routing.Take(Ana, ticket));
        await UntilAsync(figures => figures.Chats.SequenceEqual([none, new WallChats(3, 1, 0, null)]));
        await _host.DoAsync(new AgentReplies(Ana, ticket, "Yes?"));
        await UntilAsync(figures => figures.Chats.SequenceEqual([none, new WallChats(3, 1, 0, null)]) && Line(figures, SlaTarget.FirstResponse) is (2, 0) or (1, 0));

        await _host.DisposeAsync();
        await StartAsync();
        await UntilAsync(figures => figures.Chats.SequenceEqual([none, new WallChats(3, 1, 0, null)]));
        _time.Advance(AgentConsole.Tickets.Chats.RunningChats.Lately);
        await UntilAsync(figures => figures.Chats.SequenceEqual([none]));
    }

    private PromiseFeed Feed() => new(new PromiseReader(_host.Contexts), _host.Live, TimeZoneInfo.Utc, () => 0);

    private WallFeed Wall => _host.Services.GetRequiredService<WallFeed>();

    private async Task StartAsync()
    {
        _host = await DeskHost.StartAsync(Database, _time, services => services.AddHostedService<SlaClock>());
        // For good, and after the wall: whoever listens in between two looks misses what is being told just then.
        _ = Wall;
        _host.Inbox.Applied += _ => _applied.Writer.TryWrite(true);
    }

    private Task FirstResponseAsync(int met, int missed) => UntilAsync(figures => Line(figures, SlaTarget.FirstResponse) == (met, missed));

    private static (int Met, int Missed) Line(WallFigures figures, SlaTarget target) =>
        figures.Compliance.FirstOrDefault(line => line.Target == target) is { } line ? (line.MetToday, line.MissedToday) : (0, 0);

    /// <summary>
    /// Asks after each change that the inbox has taken in, and the wall after it. A few seconds go by meanwhile: the clock's feed is paced, and what a leap of time came before
    /// would wait for the next. No more than a few: a machine that is slow to take a change in must not see the promise broken.
    /// </summary>
    private async Task UntilAsync(Func<WallFigures, bool> holds)
    {
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        for (var seconds = 0; !holds((await Wall.UpdateAsync(default)).Figures);)
        {
            var applied = _applied.Reader.WaitToReadAsync(limit.Token).AsTask();
            if (seconds < 5 && await Task.WhenAny(applied, _time.WhenSomebodyWaits(SlaClock.LongestSleep)) != applied)
            {
                seconds++;
                _time.Advance(SlaClock.LongestSleep);
            }
            else if (await applied)
            {
                _applied.Reader.TryRead(out _);
            }
        }
    }
}

public sealed class PromisesOnSqlite() : PromiseSuite(DatabaseKind.Sqlite);

public sealed class PromisesOnPostgres() : PromiseSuite(DatabaseKind.Postgres);
