using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Workers;

public abstract class HousekeepingTests(DatabaseKind kind) : OnEachDatabase(kind)
{
    private static readonly TimeSpan _window = Lifecycle.DefaultReopenWindow, _instant = TimeSpan.FromMilliseconds(1);
    private static readonly Actor _agent = Actor.Agent(7, "Ana");

    private readonly FakeTime _time = new();
    private DeskHost _host = null!;
    private LiveSubscription _heard = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await StartAsync();
    }

    public override async Task DisposeAsync()
    {
        await StopAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_resolved_ticket_is_closed_when_its_reopen_window_is_over()
    {
        var resolved = await ResolvedAsync("v1");
        _time.Advance(_window + _instant);

        await ClosedAsync(resolved);
        var closing = (await _host.Queries.JournalAsync(resolved, 100, default)).Single(entry => entry.Event is StatusChanged { To: TicketStatus.Closed });
        Assert.Equal(("window_over", ActorKind.System), (((StatusChanged)closing.Event).Reason, closing.Actor.Kind));
        Assert.Equal(_time.GetUtcNow(), closing.At);
    }

    [Fact]
    public async Task At_the_window_s_last_instant_a_ticket_is_still_resolved()
    {
        var first = await ResolvedAsync("v1");
        _time.Advance(TimeSpan.FromHours(2));
        var second = await ResolvedAsync("v2");
        _time.Advance(_window - TimeSpan.FromHours(2) + _instant);
        await ClosedAsync(first);
        _time.Advance(TimeSpan.FromHours(2) - _instant);

        Assert.Equal(TicketStatus.Resolved, (await _host.Queries.TicketAsync(second, default))!.Status);
        _time.Advance(_instant);
        await ClosedAsync(second);
    }

    [Fact]
    public async Task A_reopened_ticket_stays_open()
    {
        var reopened = await ResolvedAsync("v1");
        var other = await ResolvedAsync("v2");
        await _host.OpenAsync("It broke again", "v1");
        _time.Advance(_window + _instant);

        await ClosedAsync(other);
        Assert.Equal(TicketStatus.Open, (await _host.Queries.TicketAsync(reopened, default))!.Status);
    }

    [Fact]
    public async Task Windows_that_ended_while_it_was_down_are_closed_when_it_is_up()
    {
        var tickets = new List<long>();
        for (var i = 0; i < 5; i++) tickets.Add(await ResolvedAsync($"v{i}"));
        await StopAsync();
        _time.Advance(_window * 2);

        await StartAsync(tickets[0]);
        foreach (var ticket in tickets) await ClosedAsync(ticket);
    }

    private async Task StartAsync(long? waitFor = null)
    {
        _host = await DeskHost.StartAsync(Database, _time, services => services.AddHostedService<Housekeeping>());
        _heard = _host.Live.Subscribe(paced: false);
        if (waitFor is { } ticket) await ClosedAsync(ticket);
    }

    private async Task StopAsync()
    {
        _heard.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<long> ResolvedAsync(string visitor)
    {
        var ticket = (await _host.OpenAsync(visitor: visitor)).Ticket.Id;
        // It must hear of the resolving before time goes on: then it sleeps until the window's end, or the longest sleep where another one comes first.
        await _host.DoAsync(new ChangeStatus(_agent, ticket, TicketStatus.Resolved));
        return ticket;
    }

    private async Task ClosedAsync(long ticket)
    {
        while ((await _host.Queries.TicketAsync(ticket, default))!.Status != TicketStatus.Closed)
            await _heard.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
    }
}

public sealed class HousekeepingOnSqlite() : HousekeepingTests(DatabaseKind.Sqlite);

public sealed class HousekeepingOnPostgres() : HousekeepingTests(DatabaseKind.Postgres);
