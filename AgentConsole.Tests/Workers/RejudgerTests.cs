using System.Collections.Concurrent;
using System.Text.Json;
using AgentConsole.Live;
using AgentConsole.Sla;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Workers;

public abstract class RejudgerTests(DatabaseKind kind) : OnEachDatabase(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    [Fact]
    public async Task A_new_version_judges_every_open_ticket_anew_and_tells_how_far_it_is()
    {
        await using var host = await StartAsync();
        var told = new ConcurrentQueue<Rejudging>();
        using var listening = host.Services.GetRequiredService<LiveSignals>()
            .Subscribe(Rejudging.Topic, signal => told.Enqueue(JsonSerializer.Deserialize<Rejudging>(signal.Json)!));
        await OpenAsync(host, Rejudger.Together + 5);
        await host.DoAsync(new ChangeStatus(Ana, 2, TicketStatus.Resolved));
        var before = (await host.Queries.TicketAsync(1, default))!.DueAt;

        await Catalog(host).AddAsync([Hurried(2)], [SlaDefaults.Calendar()], default);
        var done = await FinishedAsync(host, 1);

        Assert.Equal((Rejudger.Together + 4, Rejudger.Together + 4), (done.Judged, done.Total));
        var one = (await host.Queries.TicketAsync(1, default))!;
        Assert.Equal((1, 2), (one.Sla.PolicyId, one.Sla.PolicyVersion));
        Assert.True(one.DueAt < before);
        Assert.Equal(1, (await host.Queries.TicketAsync(2, default))!.Sla.PolicyVersion);
        Assert.Equal(one, TicketHistory.Replay(await host.Queries.JournalAsync(1, 100, default)));
        var judged = told.Select(progress => progress.Judged).ToList();
        Assert.Equal(judged.Order(), judged);
        Assert.InRange(judged.Count, 3, 20);
        Assert.Equal([Rejudger.Together + 4, Rejudger.Together + 4], judged[^2..]);
    }

    [Theory]
    [InlineData(32, 10, 64)]
    [InlineData(32, 40, 32)]
    [InlineData(32, 60, 21)]
    [InlineData(32, 4000, 16)]
    [InlineData(10, 4000, 8)]
    [InlineData(100, 0, Rejudger.Together)]
    public void The_slower_a_commit_is_the_fewer_share_the_next(int together, int milliseconds, int next) =>
        Assert.Equal(next, Rejudger.Next(together, TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public async Task What_a_killed_process_left_is_judged_after_the_next_start_and_nothing_twice()
    {
        await using (var host = await StartAsync(works: false))
        {
            await OpenAsync(host, 3);
            await Catalog(host).AddAsync([Hurried(2)], [SlaDefaults.Calendar()], default);
            // The first two were done when it was killed; its name stands there still.
            await using var db = Database.Open();
            db.Add(new Rejudging { BookNumber = 1, LastTicketId = 2, Judged = 2, Total = 3, Owner = "gone", OwnedUntil = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
        }

        await using var again = await StartAsync();
        var done = await FinishedAsync(again, 1);

        Assert.Equal(3, done.Judged);
        Assert.Equal([1, 1, 2], await VersionsAsync(again, 3));
    }

    [Fact]
    public async Task Nothing_is_judged_anew_where_nothing_was_changed()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, 1);
        var head = host.Live.Head;
        await Catalog(host).AddAsync([], [SlaDefaults.Calendar()], default);

        await FinishedAsync(host, 1);

        // The calendar is what was built in: the ticket's record is equal, so the journal has nothing to say.
        Assert.Equal(head, host.Live.Head);
    }

    [Fact]
    public async Task Of_two_changes_in_a_row_the_last_one_holds_for_all()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, Rejudger.Together + 1);
        await Catalog(host).AddAsync([Hurried(2)], [SlaDefaults.Calendar()], default);
        await Catalog(host).AddAsync([Hurried(3)], [], default);

        await FinishedAsync(host, 2);

        Assert.Equal([3], (await VersionsAsync(host, Rejudger.Together + 1)).Distinct());
    }

    private static SlaPolicy Hurried(int version) => SlaDefaults.Policy() with
    {
        Version = version,
        Promises = new Dictionary<int, IReadOnlyList<SlaPromise>> { [PriorityLevel.NormalId] = [new(SlaTarget.FirstResponse, TimeSpan.FromMinutes(5 * version), TimeSpan.Zero, InBusinessTime: false)] },
    };

    private static SlaCatalog Catalog(DeskHost host) => host.Services.GetRequiredService<SlaCatalog>();

    private Task<DeskHost> StartAsync(bool works = true) => DeskHost.StartAsync(Database, also: services =>
    {
        if (works) services.AddHostedService<Rejudger>();
    });

    private static Task<CommandResult[]> OpenAsync(DeskHost host, int count) => Task.WhenAll(Enumerable.Range(0, count).Select(i => host.OpenAsync("hello", visitor: $"v{i}")));

    private static async Task<List<int>> VersionsAsync(DeskHost host, int count)
    {
        var versions = new List<int>();
        for (var id = 1; id <= count; id++) versions.Add((await host.Queries.TicketAsync(id, default))!.Sla.PolicyVersion);
        return versions;
    }

    /// <summary>Waits for the last word on a book.</summary>
    private static async Task<Rejudging> FinishedAsync(DeskHost host, long number)
    {
        var finished = new TaskCompletionSource<Rejudging>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = host.Services.GetRequiredService<LiveSignals>().Subscribe(Rejudging.Topic, signal =>
        {
            if (JsonSerializer.Deserialize<Rejudging>(signal.Json)! is { FinishedAt: not null } last && last.BookNumber == number) finished.TrySetResult(last);
        });
        // It may have been told before anybody listened.
        if (await Catalog(host).RejudgingAsync(default) is { FinishedAt: not null } done && done.BookNumber == number) return done;
        return await finished.Task.WaitAsync(DeskHost.Limit);
    }
}

public sealed class RejudgerOnSqlite() : RejudgerTests(DatabaseKind.Sqlite);

public sealed class RejudgerOnPostgres() : RejudgerTests(DatabaseKind.Postgres);
