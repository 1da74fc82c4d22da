using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Bulk;
using AgentConsole.Tickets.Inbox;
using AgentConsole.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk;

/// <summary>A change of a whole view of more than five thousand tickets: SQLite, whose one writer everybody shares.</summary>
public sealed class BulkAtScale : IAsyncLifetime
{
    private const int Many = 5_200;
    private static readonly Actor Ana = Actor.Agent(7, "Ana"), Bor = Actor.Agent(8, "Bor");
    private TestDatabase _database = null!;
    private DeskHost _host = null!;

    private BulkBoard Board => _host.Services.GetRequiredService<BulkBoard>();

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _host = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_view_of_five_thousand_is_changed_while_agents_go_on_failures_have_names_and_all_of_it_is_taken_back()
    {
        await FillAsync(Many);
        var view = await ViewAsync(Many);
        // One was closed while somebody chose: it can't be changed.
        await _host.DoAsync(new ChangeStatus(Ana, Many, TicketStatus.Resolved));
        await _host.DoAsync(new ChangeStatus(Actor.System, Many, TicketStatus.Closed));
        var begun = (await Board.StartAsync(Ana, new BulkChange { PriorityId = PriorityLevel.HighId }, view, default)).Value!;
        var job = begun;
        // Nobody starves: what another agent does one after the other is answered long before the job is over.
        for (var i = 1; i <= 20; i++)
        {
            await _host.DoAsync(new AddNote(Bor, i, "meanwhile", $"n{i}"));
            var now = await JobAsync(begun.Id);
            Assert.True(now.Done >= job.Done && now.Done + now.Failed <= now.Total, "Progress goes forward.");
            job = now;
        }

        Assert.True(job.Done < Many / 2, $"Twenty commands waited until {job.Done} tickets were done.");
        job = await EndedAsync(begun.Id);
        Assert.Equal((BulkState.Done, Many - 1, 1), (job.State, job.Done, job.Failed));
        Assert.Equal((long)Many, Assert.Single(await Board.FailuresAsync(7, begun.Id, 10, default)).TicketId);
        Assert.Equal(Many - 1, await OfPriorityAsync(PriorityLevel.HighId));
        Assert.Equal(0, await _database.ScalarAsync("""SELECT COUNT(*) FROM "BulkItems" WHERE "Before" IS NOT NULL"""));

        var undone = await EndedAsync((await Board.UndoAsync(Ana, begun.Id, default)).Value!.Id);
        Assert.Equal((Many - 1, 0), (undone.Done, undone.Failed));
        Assert.Equal(0, await OfPriorityAsync(PriorityLevel.HighId));
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_goes_on_after_the_start_and_each_ticket_has_it_once()
    {
        await FillAsync(1_000);
        var begun = (await Board.StartAsync(Ana, new BulkChange { Text = "We are on it", IsNote = true, AssigneeId = 7 }, await ViewAsync(1_000), default)).Value!;
        await UntilAsync(begun.Id, job => job.Done > 0);
        await _host.DisposeAsync();
        _host = await StartAsync();
        var job = await EndedAsync(begun.Id);
        Assert.Equal((BulkState.Done, 1_000, 0), (job.State, job.Done, job.Failed));
        Assert.Equal((1_000, 1_000), (
            await _database.ScalarAsync("""SELECT COUNT(*) FROM "Messages" WHERE "Text" = 'We are on it'"""),
            await _database.ScalarAsync("""SELECT COUNT(DISTINCT "TicketId") FROM "Messages" WHERE "Text" = 'We are on it'""")));
        // Every ticket was given away once, and each can be taken back, the ones that were cut too.
        var undone = await EndedAsync((await Board.UndoAsync(Ana, begun.Id, default)).Value!.Id);
        Assert.Equal((1_000, 0), (undone.Done, undone.Failed));
        Assert.Equal(0, await _database.ScalarAsync("""SELECT COUNT(*) FROM "Tickets" WHERE "AssigneeId" IS NOT NULL"""));
    }

    [Fact]
    public async Task Cancelled_in_the_middle_what_was_done_stays_and_can_be_taken_back()
    {
        await FillAsync(1_000);
        var begun = (await Board.StartAsync(Ana, new BulkChange { PriorityId = PriorityLevel.HighId }, await ViewAsync(1_000), default)).Value!;
        await UntilAsync(begun.Id, job => job.Done > 0);
        await Board.CancelAsync(7, begun.Id, default);
        // The step that was under way ends with its count; another job's end says that it has.
        var after = (await Board.StartAsync(Ana, new BulkChange { Text = "over", IsNote = true }, [1], default)).Value!;
        await EndedAsync(after.Id);
        var job = await JobAsync(begun.Id);
        Assert.Equal(BulkState.Cancelled, job.State);
        Assert.Equal(job.Done, await OfPriorityAsync(PriorityLevel.HighId));
        await EndedAsync((await Board.UndoAsync(Ana, begun.Id, default)).Value!.Id);
        Assert.Equal(0, await OfPriorityAsync(PriorityLevel.HighId));
    }

    private async Task FillAsync(int count)
    {
        foreach (var some in Enumerable.Range(1, count).Chunk(500)) await Task.WhenAll(some.Select(i => _host.OpenAsync($"ticket {i}", $"v{i}")));
    }

    /// <summary>The view's tickets, once the inbox has heard of all of them.</summary>
    private async Task<IReadOnlyList<long>> ViewAsync(int count)
    {
        var query = new InboxQuery(InboxView.AllOpen, InboxOrder.Newest, 7, []);
        await using var watch = _host.Inbox.Watch(query, 0, 1);
        var update = await watch.NextAsync(default);
        while (update.Window.Total < count) update = await watch.NextAsync(default).AsTask().WaitAsync(DeskHost.Limit);
        return _host.Inbox.IdsOf(query, BulkBoard.MaxTickets + 1);
    }

    private Task<long> OfPriorityAsync(int id) => _database.ScalarAsync($"""SELECT COUNT(*) FROM "Tickets" WHERE "PriorityId" = {id}""");

    private async Task<BulkJob> JobAsync(long id)
    {
        await using var db = _host.Contexts.CreateDbContext();
        return await db.Set<BulkJob>().AsNoTracking().SingleAsync(job => job.Id == id);
    }

    private Task<BulkJob> EndedAsync(long id) => UntilAsync(id, job => !job.IsUnderWay);

    private async Task<BulkJob> UntilAsync(long id, Func<BulkJob, bool> isSo)
    {
        using var bell = new SemaphoreSlim(0);
        using var listening = _host.Services.GetRequiredService<LiveSignals>().Subscribe(BulkBoard.Topic(7), _ => bell.Release());
        while (true)
        {
            var job = await JobAsync(id);
            if (isSo(job)) return job;
            Assert.True(await bell.WaitAsync(DeskHost.Limit), "The job did not go on.");
        }
    }

    private Task<DeskHost> StartAsync() => DeskHost.StartAsync(_database, also: services =>
    {
        services.AddSingleton<BulkTickets>();
        services.AddHostedService<BulkRunner>();
    });
}
