using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Bulk;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk;

/// <summary>One reply to many tickets, which may be taken back for a moment as one, on each database.</summary>
public abstract class HeldBulkSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private const int Tickets = 70;

    private static readonly TimeSpan _undo = TimeSpan.FromSeconds(10), _instant = TimeSpan.FromMilliseconds(1);
    private static readonly Actor Ana = Actor.Agent(7, "Ana"), Bor = Actor.Agent(8, "Bor");
    private static readonly BulkChange Reply = new() { Text = "It is repaired", Status = TicketStatus.Resolved, PriorityId = PriorityLevel.HighId };

    private readonly FakeTime _time = new();
    private DeskHost _host = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await StartAsync();
        await Task.WhenAll(Enumerable.Range(1, Tickets).Select(i => _host.OpenAsync(visitor: $"v{i}")));
    }

    public override async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Taken_back_before_its_instant_nothing_was_sent_and_nothing_changed_and_later_it_is_too_late()
    {
        var before = await TicketsAsync();
        var held = await HoldAsync();
        Assert.Equal((true, Tickets), (held.IsHeld, held.Total));
        _time.Advance(_undo - _instant);
        Assert.Equal("bulk.began", (await Board.TakeBackAsync(Bor.Id, held.Id, default))?.Code);
        Assert.Null(await Board.TakeBackAsync(Ana.Id, held.Id, default));
        Assert.Equal("bulk.began", (await Board.TakeBackAsync(Ana.Id, held.Id, default))?.Code);
        _time.Advance(_undo);

        // What is asked for after it is done after it: had it gone out, it would have by then.
        var later = await Board.StartAsync(Ana, new BulkChange { AddTagIds = [], AssigneeId = 7 }, [1], default);
        await StateAsync(later.Value!.Id, BulkState.Done);
        Assert.Equal((BulkState.TakenBack, 0, 0), (await JobAsync(held.Id)) is var job ? (job.State, job.Done, job.Failed) : default);
        Assert.Equal(before[1..], (await TicketsAsync())[1..]);

        var sent = await HoldAsync();
        _time.Advance(_undo);
        await StateAsync(sent.Id, BulkState.Done);
        Assert.Equal("bulk.began", (await Board.TakeBackAsync(Ana.Id, sent.Id, default))?.Code);
        await AllAnsweredOnceAsync();
    }

    [Fact]
    public async Task It_goes_out_at_its_instant_by_itself_after_a_restart_too_once_to_each()
    {
        var held = await HoldAsync();
        await _host.DisposeAsync();
        _time.Advance(_undo);
        _host = await StartAsync();
        await StateAsync(held.Id, BulkState.Done);
        await AllAnsweredOnceAsync();
    }

    [Fact]
    public async Task What_writes_to_no_customer_does_not_wait()
    {
        var note = await Board.StartAsync(Ana, new BulkChange { Text = "Called", IsNote = true }, [1], _undo, default);
        var change = await Board.StartAsync(Ana, new BulkChange { PriorityId = PriorityLevel.HighId }, [2], _undo, default);
        Assert.Equal((null, null), (note.Value!.DueAt, change.Value!.DueAt));
        await StateAsync(note.Value.Id, BulkState.Done);
        await StateAsync(change.Value.Id, BulkState.Done);
    }

    private BulkBoard Board => _host.Services.GetRequiredService<BulkBoard>();

    private async Task<BulkJob> HoldAsync()
    {
        var begun = await Board.StartAsync(Ana, Reply, [.. Enumerable.Range(1, Tickets).Select(id => (long)id)], _undo, default);
        Assert.True(begun.Succeeded, begun.Refusal?.ToString());
        return begun.Value;
    }

    private async Task AllAnsweredOnceAsync()
    {
        foreach (var ticket in await TicketsAsync())
        {
            Assert.Equal((TicketStatus.Resolved, PriorityLevel.HighId), (ticket.Status, ticket.PriorityId));
            Assert.Equal(["My order is late", "It is repaired"], (await _host.Queries.MessagesAsync(ticket.Id, 0, 9, true, default)).Select(message => message.Text));
        }
    }

    private async Task<List<Ticket>> TicketsAsync()
    {
        var tickets = new List<Ticket>();
        for (var id = 1; id <= Tickets; id++) tickets.Add((await _host.Queries.TicketAsync(id, default))!);
        return tickets;
    }

    private async Task<BulkJob> JobAsync(long id) => (await Board.MineAsync(Ana.Id, default)).Single(job => job.Id == id);

    private async Task StateAsync(long id, BulkState state)
    {
        using var bell = new SemaphoreSlim(0);
        using var listening = _host.Services.GetRequiredService<LiveSignals>().Subscribe(BulkBoard.Topic(Ana.Id), _ => bell.Release());
        while ((await JobAsync(id)).State != state) Assert.True(await bell.WaitAsync(DeskHost.Limit), "The job did not go on.");
    }

    private Task<DeskHost> StartAsync() => DeskHost.StartAsync(Database, _time, services =>
    {
        services.AddSingleton<BulkTickets>();
        services.AddHostedService<BulkRunner>();
    });
}

public sealed class HeldBulkSuiteOnSqlite() : HeldBulkSuite(DatabaseKind.Sqlite);

public sealed class HeldBulkSuiteOnPostgres() : HeldBulkSuite(DatabaseKind.Postgres);
