using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Bulk;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Statuses;
using AgentConsole.Tickets.Tags;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk;

/// <summary>What is done with many tickets at once, on each database.</summary>
public abstract class BulkSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana"), Bor = Actor.Agent(8, "Bor");
    private DeskHost _host = null!;

    private BulkBoard Board => _host.Services.GetRequiredService<BulkBoard>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await StartAsync(withRunner: true);
    }

    public override async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Each_ticket_is_changed_failures_are_named_and_undo_leaves_what_others_said_since()
    {
        for (var i = 1; i <= 4; i++) await _host.OpenAsync($"ticket {i}", $"v{i}");
        await _host.DoAsync(new ChangeStatus(Ana, 4, TicketStatus.Resolved));
        await _host.DoAsync(new ChangeStatus(Actor.System, 4, TicketStatus.Closed));
        await _host.DoAsync(new Assign(Bor, 2, 8));

        var done = await DoneAsync(new BulkChange { PriorityId = PriorityLevel.HighId, AssigneeId = 7 }, [1, 2, 3, 4]);
        Assert.Equal((BulkState.Done, 3, 1), (done.State, done.Done, done.Failed));
        var failure = Assert.Single(await Board.FailuresAsync(7, done.Id, 10, default));
        Assert.Equal((4L, "ticket.closed"), (failure.TicketId, failure.Refusal.Code));
        Assert.Equal((PriorityLevel.HighId, 7L), Fields(await TicketAsync(2)));

        await _host.DoAsync(new ChangePriority(Bor, 3, PriorityLevel.UrgentId));
        var undone = await EndedAsync((await Board.UndoAsync(Ana, done.Id, default)).Value!.Id);
        Assert.Equal((2, 1), (undone.Done, undone.Failed));
        Assert.Equal("bulk.changed_since", Assert.Single(await Board.FailuresAsync(7, undone.Id, 10, default)).Refusal.Code);
        Assert.Equal((PriorityLevel.NormalId, null), Fields(await TicketAsync(1)));
        Assert.Equal((PriorityLevel.NormalId, 8L), Fields(await TicketAsync(2)));
        Assert.Equal((PriorityLevel.UrgentId, 7L), Fields(await TicketAsync(3)));
        Assert.Equal("bulk.undone", (await Board.UndoAsync(Ana, done.Id, default)).Refusal?.Code);
        Assert.Equal("bulk.gone", (await Board.UndoAsync(Bor, done.Id, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Many_are_merged_into_one_and_parted_again()
    {
        var maja = (await _host.OpenAsync("one")).Ticket.CustomerId;
        foreach (var channel in new[] { TicketChannel.Email, TicketChannel.Phone })
            await _host.DoAsync(new CustomerWrites(Actor.Customer(maja, "Maja"), channel, $"by {channel}"));

        var merged = await DoneAsync(new BulkChange { MergeIntoId = 1 }, [1, 2, 3]);
        Assert.Equal((3, 0), (merged.Done, merged.Failed));
        Assert.Equal(3, (await _host.Queries.MessagesAsync(1, 0, 10, false, default)).Count);
        var parted = await EndedAsync((await Board.UndoAsync(Ana, merged.Id, default)).Value!.Id);
        Assert.Equal((2, 0), (parted.Done, parted.Failed));
        Assert.Equal((null, null), ((await TicketAsync(2)).MergedIntoId, (await TicketAsync(3)).MergedIntoId));
    }

    [Fact]
    public async Task A_job_that_was_begun_before_a_restart_is_done_after_it_and_a_cancelled_one_is_not()
    {
        await _host.OpenAsync();
        await _host.OpenAsync("other", "v2");
        await _host.DisposeAsync();
        _host = await StartAsync(withRunner: false);
        var begun = (await Board.StartAsync(Ana, new BulkChange { Text = "Dear {{customer.first_name}}", IsNote = true }, [1], default)).Value!;
        var cancelled = (await Board.StartAsync(Ana, new BulkChange { PriorityId = PriorityLevel.HighId }, [2], default)).Value!;
        await Board.CancelAsync(7, cancelled.Id, default);
        await _host.DisposeAsync();
        _host = await StartAsync(withRunner: true);

        Assert.Equal(1, (await EndedAsync(begun.Id)).Done);
        Assert.Equal("Dear Maja", (await _host.Queries.MessagesAsync(1, 0, 10, false, default))[^1].Text);
        Assert.Equal((BulkState.Cancelled, 0), (await EndedAsync(cancelled.Id) is var job ? (job.State, job.Done) : default));
        Assert.Equal(PriorityLevel.NormalId, (await TicketAsync(2)).PriorityId);
    }

    [Fact]
    public async Task Many_are_snoozed_and_given_a_status_of_ones_own_and_come_back_as_they_were()
    {
        var own = (await _host.Services.GetRequiredService<LifeCatalog>().SaveAsync(
            new CustomStatus(0, "Workshop", TicketStatus.OnHold, new Dictionary<string, string>(StringComparer.Ordinal)), default)).Value!.Id;
        DateTimeOffset until = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().AddDays(2).ToUnixTimeMilliseconds()), earlier = until.AddDays(-1);
        for (var i = 1; i <= 4; i++) await _host.OpenAsync($"ticket {i}", $"v{i}");
        await _host.DoAsync(new Snooze(Bor, 2, earlier));
        await _host.DoAsync(new ChangeStatus(Ana, 3, TicketStatus.Resolved));

        var done = await DoneAsync(new BulkChange { Snoozed = new SnoozeEnd(until) }, [1, 2, 3]);
        Assert.Equal((2, 1), (done.Done, done.Failed));
        Assert.Equal("snooze.ended", Assert.Single(await Board.FailuresAsync(7, done.Id, 10, default)).Refusal.Code);
        Assert.Equal((true, until), Rest(await TicketAsync(1)));
        await EndedAsync((await Board.UndoAsync(Ana, done.Id, default)).Value!.Id);
        Assert.Equal([(false, null), (true, earlier)], new[] { Rest(await TicketAsync(1)), Rest(await TicketAsync(2)) });

        var held = await DoneAsync(new BulkChange { Status = TicketStatus.OnHold, StatusId = own, Wakes = true }, [1, 2]);
        Assert.Equal((TicketStatus.OnHold, own, false), (await TicketAsync(2) is var two ? (two.Status, two.StatusId, two.IsSnoozed) : default));
        var other = await DoneAsync(new BulkChange { Status = TicketStatus.OnHold }, [2, 4]);
        Assert.Equal((own, null), ((await TicketAsync(2)).StatusId, (await TicketAsync(4)).StatusId));
        await EndedAsync((await Board.UndoAsync(Ana, other.Id, default)).Value!.Id);
        await EndedAsync((await Board.UndoAsync(Ana, held.Id, default)).Value!.Id);
        Assert.Equal((TicketStatus.Open, null, true), (await TicketAsync(2) is var back ? (back.Status, back.StatusId, back.IsSnoozed) : default));
        Assert.Equal("snooze.ended", (await Board.StartAsync(Ana, new BulkChange { Snoozed = new SnoozeEnd(null), Status = TicketStatus.Resolved }, [1], default)).Refusal?.Code);
    }

    [Fact]
    public async Task What_was_done_before_a_cut_and_not_written_down_is_known_after_it_and_taken_back_too()
    {
        for (var i = 1; i <= 3; i++) await _host.OpenAsync($"ticket {i}", $"v{i}");
        await _host.DisposeAsync();
        _host = await StartAsync(withRunner: false);
        var begun = (await Board.StartAsync(Ana, new BulkChange { PriorityId = PriorityLevel.HighId }, [1, 2, 3], default)).Value!;
        // As a process leaves it that ended between a ticket's commit and the job's: looked at, one changed, nothing written down.
        await using (var db = _host.Contexts.CreateDbContext())
        {
            foreach (var id in new long[] { 1, 2 }) db.Update(new BulkItem { JobId = begun.Id, TicketId = id, Before = BulkPoint.Of(await TicketAsync(id)) });
            await db.SaveChangesAsync();
        }

        await _host.DoAsync(new ChangePriority(Ana, 1, PriorityLevel.HighId));
        await _host.DisposeAsync();
        _host = await StartAsync(withRunner: true);
        Assert.Equal((3, 0), (await EndedAsync(begun.Id) is var job ? (job.Done, job.Failed) : default));
        var undone = await EndedAsync((await Board.UndoAsync(Ana, begun.Id, default)).Value!.Id);
        Assert.Equal((3, 0), (undone.Done, undone.Failed));
        for (var i = 1; i <= 3; i++) Assert.Equal(PriorityLevel.NormalId, (await TicketAsync(i)).PriorityId);
    }

    [Fact]
    public async Task What_is_nothing_or_too_much_is_refused()
    {
        await _host.DisposeAsync();
        _host = await StartAsync(withRunner: false);
        var change = new BulkChange { Status = TicketStatus.Open };
        Assert.Equal("bulk.nothing", (await Board.StartAsync(Ana, new BulkChange(), [1], default)).Refusal?.Code);
        Assert.Equal("bulk.nothing", (await Board.StartAsync(Ana, change, [], default)).Refusal?.Code);
        Assert.Equal("bulk.too_many", (await Board.StartAsync(Ana, change, [.. Enumerable.Range(1, BulkBoard.MaxTickets + 1).Select(id => (long)id)], default)).Refusal?.Code);
        for (var i = 0; i < BulkBoard.MaxUnderWay; i++) await Board.StartAsync(Ana, change, [1], default);
        Assert.Equal("bulk.under_way", (await Board.StartAsync(Ana, change, [1], default)).Refusal?.Code);
        Assert.True((await Board.StartAsync(Bor, change, [1], default)).Succeeded);
    }

    [Fact]
    public async Task One_tag_of_two_is_made_on_every_ticket_and_in_macros_and_taken_back()
    {
        var catalog = _host.Services.GetRequiredService<TicketCatalog>();
        var editor = _host.Services.GetRequiredService<TagEditor>();
        var macros = _host.Services.GetRequiredService<AgentConsole.Tickets.Macros.MacroCatalog>();
        var tags = new List<Tag>();
        // Twelve of them, so that 1 is not taken for 11 or 12.
        for (var i = 1; i <= 12; i++) tags.Add(await catalog.AddTagAsync($"tag {i}"));
        for (var i = 1; i <= 5; i++) await _host.OpenAsync($"ticket {i}", $"v{i}");
        long[][] sets = [[1], [1, 5], [3, 11, 12], [11], [1, 2, 12]];
        foreach (var (index, set) in sets.Index()) await _host.DoAsync(new ChangeTags(Ana, index + 1, set, []));
        await macros.SaveAsync(new() { Name = "Refund", AddTagIds = [1, 3] }, default);
        Assert.Equal(3, (await editor.UsesAsync(default))[1]);

        var merged = await editor.MergeAsync(Ana, tags[0], tags[4], default);
        Assert.True(merged.Succeeded, merged.Refusal?.ToString());
        var job = await EndedAsync(merged.Value!.Id);
        Assert.Equal((3, 0), (job.Done, job.Failed));
        Assert.Equal(["5", "5", "3,11,12", "11", "2,5,12"], await TagsAsync());
        Assert.Equal([3, 5], Assert.Single(macros.All).AddTagIds);
        Assert.True(catalog.Tag(1)!.IsArchived);

        await EndedAsync((await Board.UndoAsync(Ana, job.Id, default)).Value!.Id);
        Assert.Equal(["1", "1,5", "3,11,12", "11", "1,2,12"], await TagsAsync());
        Assert.Equal("tag.merge_itself", (await editor.MergeAsync(Ana, tags[4], tags[4], default)).Refusal?.Code);
    }

    private static (bool, DateTimeOffset?) Rest(Ticket ticket) => (ticket.IsSnoozed, ticket.SnoozedUntil);

    private static (int, long?) Fields(Ticket ticket) => (ticket.PriorityId, ticket.AssigneeId);

    private async Task<Ticket> TicketAsync(long id) => (await _host.Queries.TicketAsync(id, default))!;

    private async Task<List<string>> TagsAsync()
    {
        var tags = new List<string>();
        for (var id = 1; id <= 5; id++) tags.Add(string.Join(',', (await TicketAsync(id)).TagIds));
        return tags;
    }

    private async Task<BulkJob> DoneAsync(BulkChange change, long[] ids)
    {
        var begun = await Board.StartAsync(Ana, change, ids, default);
        Assert.True(begun.Succeeded, begun.Refusal?.ToString());
        return await EndedAsync(begun.Value.Id);
    }

    /// <summary>The job as it is when it is not under way any more.</summary>
    private async Task<BulkJob> EndedAsync(long id)
    {
        using var bell = new SemaphoreSlim(0);
        using var listening = _host.Services.GetRequiredService<LiveSignals>().Subscribe(BulkBoard.Topic(7), _ => bell.Release());
        while (true)
        {
            var job = (await Board.MineAsync(7, default)).Single(one => one.Id == id);
            if (!job.IsUnderWay) return job;
            Assert.True(await bell.WaitAsync(DeskHost.Limit), "The job did not go on.");
        }
    }

    private Task<DeskHost> StartAsync(bool withRunner) => DeskHost.StartAsync(Database, also: services =>
    {
        if (!withRunner) return;
        services.AddSingleton<BulkTickets>();
        services.AddHostedService<BulkRunner>();
    });
}

public sealed class BulkSuiteOnSqlite() : BulkSuite(DatabaseKind.Sqlite);

public sealed class BulkSuiteOnPostgres() : BulkSuite(DatabaseKind.Postgres);
