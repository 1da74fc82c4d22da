using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tests.Faults;

/// <summary><c>kill -9</c> in the middle of a storm of breaches: each is told once, in the order of instants, whoever tells it.</summary>
public abstract class KilledClock(DatabaseKind kind) : OnEachDatabase(kind)
{
    protected const int Breaches = 1500;

    private const int Kills = 4;

    protected static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    [Fact]
    public async Task Restarted_in_the_middle_it_tells_each_breach_once_and_in_order()
    {
        await StormAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var server = await StartAsync();
            await ToldAsync(kill * Breaches / (Kills + 2));
            await server.KillAsync();
            if (kill == 1) Assert.InRange((await BreachesAsync()).Count, 1, Breaches - 1);
        }

        await using var last = await StartAsync();
        await ToldAsync(Breaches);
        var told = await BreachesAsync();
        Assert.Equal(Enumerable.Range(1, Breaches).Select(id => (long)id), told);
    }

    /// <summary>Tickets that were overdue yesterday, an instant apart, as the Desk made them when no clock ran.</summary>
    protected async Task StormAsync()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow().AddDays(-1));
        await using var host = await DeskHost.StartAsync(Database, time);
        foreach (var some in Enumerable.Range(1, Breaches).Chunk(100))
        {
            var opened = await Task.WhenAll(some.Select(i => host.OpenAsync(visitor: $"v{i}")));
            // Urgent is due by day and by night.
            await Task.WhenAll(opened.Select(made => host.DoAsync(new ChangePriority(Ana, made.Ticket.Id, PriorityLevel.UrgentId))));
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>The tickets whose first response was told to be overdue, in the order it was told.</summary>
    protected async Task<IReadOnlyList<long>> BreachesAsync()
    {
        await using var db = Database.Open();
        var rows = await db.Set<JournalRow>().Where(row => row.Kind == "sla.transitioned").OrderBy(row => row.Seq).ToListAsync();
        return [.. rows.Where(row => TicketJson.ReadEvent(row.Data) is SlaTransitioned { Target: SlaTarget.FirstResponse, To: SlaState.Breached }).Select(row => row.TicketId)];
    }

    protected async Task ToldAsync(int atLeast)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while ((await BreachesAsync()).Count < atLeast) await look.WaitForNextTickAsync(limit.Token);
    }

    protected async Task<ServerProcess> StartAsync()
    {
        var server = ServerProcess.Start([.. Database.Arguments, "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information"]);
        await server.ListeningAsync();
        return server;
    }
}

public sealed class KilledClockOnSqlite() : KilledClock(DatabaseKind.Sqlite);

public sealed class KilledClockOnPostgres() : KilledClock(DatabaseKind.Postgres)
{
    [Fact]
    public async Task Of_two_nodes_the_other_goes_on_when_the_one_that_leads_is_killed()
    {
        await using var leader = await StartAsync();
        await using var other = await StartAsync();
        var storm = StormAsync();
        await ToldAsync(200);
        await leader.KillAsync();
        await storm;
        await ToldAsync(Breaches);

        var told = await BreachesAsync();
        Assert.Equal(Enumerable.Range(1, Breaches).Select(id => (long)id), told.Order());
    }

    [Fact]
    public async Task Another_node_leads_within_five_seconds_of_the_kill()
    {
        await using var leader = await StartAsync();
        var first = await LeaderAsync(before: null, Limit);
        await using var other = await StartAsync();
        await leader.KillAsync();
        await LeaderAsync(before: first, TimeSpan.FromSeconds(5));
    }

    /// <summary>The session that holds the clock's lock, once it is another than before.</summary>
    private async Task<long> LeaderAsync(long? before, TimeSpan limit)
    {
        using var over = new CancellationTokenSource(limit);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var pid = await Database.ScalarAsync(
                "SELECT coalesce(max(pid), 0) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
            if (pid != 0 && pid != before) return pid;
            await look.WaitForNextTickAsync(over.Token);
        }
    }
}
