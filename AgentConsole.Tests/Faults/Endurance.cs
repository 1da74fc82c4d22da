using AgentConsole.Live;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace AgentConsole.Tests.Faults;

/// <summary>
/// Visitors with npm's own client over each of the three transports and agents on circuits write to each other while wires are cut, messages are sent twice, and the server is
/// killed and restarted. The suite runs a short form; the whole one: <c>ENDURANCE=full dotnet test AgentConsole.Tests --filter Endurance --logger "console;verbosity=detailed"</c>.
/// </summary>
public abstract class Endurance(DatabaseKind kind, ITestOutputHelper output) : OnEachDatabase(kind)
{
    private static readonly string[] Settings =
    [
        "--Chat:MessagesPerSecond=100000", "--Chat:MessageBurst=100000", "--Chat:ConnectionsPerVisitor=1000", "--Chat:ConnectionsPerAddress=100000", "--Chat:ConversationsPerAddress=100000",
        "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
    ];

    private readonly EndurancePlan _plan = EndurancePlan.FromEnvironment();
    private readonly int _port = ServerProcess.FreePort();
    private int _acknowledged;
    private int _cuts;

    [Fact]
    public async Task Whatever_breaks_nothing_is_lost_nothing_doubled_nothing_out_of_order_and_what_was_acknowledged_is_stored()
    {
        output.WriteLine($"ENDURANCE_SEED={_plan.Seed}: {_plan}");
        var started = TimeProvider.System.GetTimestamp();
        await using (var db = Database.Open())
        {
            db.Add(new Site { Key = "shop", Name = "Shop" });
            await db.SaveChangesAsync();
        }

        var cookies = await AgentCookies.MakeAsync(Database, _plan.Agents);
        var address = new Uri($"http://127.0.0.1:{_port}");
        using var limit = new CancellationTokenSource(_plan.Limit);
        var server = await StartAsync();
        EnduranceReport report;
        try
        {
            await using var visitorWires = new CuttingProxy(address, _plan.Seed, Cut, 10, 80, everything: true) { Calm = false };
            await using var agentWires = new CuttingProxy(address, _plan.Seed + 1, Cut, 60, 300, everything: true) { Calm = false };
            var wish = new
            {
                hub = new Uri(visitorWires.Address, "/hubs/chat"),
                console = agentWires.Address.GetLeftPart(UriPartial.Authority),
                site = "shop",
                seed = _plan.Seed,
                pace = _plan.Pace,
                visitors = _plan.Visitors,
                each = _plan.Each,
                cookies,
                limit = _plan.Limit.TotalMilliseconds,
            };
            var clients = EnduranceReport.RunAsync(wish, count => Volatile.Write(ref _acknowledged, count), limit.Token);
            foreach (var (after, kill) in _plan.Blows())
            {
                await AcknowledgedAsync(after, clients, limit.Token);
                await (kill ? server.KillAsync() : server.StopAsync());
                await server.DisposeAsync();
                server = await StartAsync();
            }

            report = await clients;
            await ScreensAsync(address, report, cookies);
        }
        finally
        {
            await server.DisposeAsync();
        }

        output.WriteLine(
            $"{_plan.Messages} messages, {_plan.Kills} kills, {_plan.Restarts} restarts, {_cuts} cuts, {report.Repeats} sent twice, {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s");
        Assert.Empty(report.Wrongs);
        await CompareAsync(report);
    }

    private void Cut() => Interlocked.Increment(ref _cuts);

    private async Task CompareAsync(EnduranceReport report)
    {
        await using var db = Database.Open();
        var stored = await db.Set<Message>().Where(message => message.Kind == MessageKind.Public).OrderBy(message => message.Seq).ToListAsync();
        Assert.Equal(stored.Count, stored.Select(message => message.ClientId).Distinct(StringComparer.Ordinal).Count());
        foreach (var visitor in report.Visitors)
        {
            var talk = stored.Where(message => message.TicketId == visitor.Ticket).Select(message => (message.Seq, message.Text)).ToList();
            Assert.Equal(talk, visitor.Sees.Select(message => (message[0].GetInt64(), message[1].GetString()!)));
            var replies = $"a{visitor.Name[1..]}";
            Assert.Equal([.. Written(visitor.Name), $"{visitor.Name} end"], talk.Select(message => message.Text).Where(text => text[0] == 'v'));
            Assert.Equal(Written(replies), talk.Select(message => message.Text).Where(text => text[0] == 'a'));
        }

        Assert.Equal(_plan.Messages + _plan.Visitors, stored.Count);
        var acknowledged = report.Acknowledged().ToList();
        Assert.Equal(stored.Count, acknowledged.Count);
        Assert.Equal(stored.Select(message => (message.Seq, message.Text)), acknowledged.Order());
        foreach (var ticket in await db.Set<Ticket>().ToListAsync())
        {
            var journal = await db.Set<JournalRow>().Where(row => row.TicketId == ticket.Id).OrderBy(row => row.Seq).ToListAsync();
            Assert.Equal(ticket, TicketHistory.Replay(journal.Select(TicketJournal.Entry)));
        }
    }

    /// <summary>A few screens, read from what a browser shows: the end of each conversation is the database's.</summary>
    private async Task ScreensAsync(Uri console, EnduranceReport report, IReadOnlyList<string> cookies)
    {
        await using var screens = await EnduranceScreens.OpenAsync(console);
        await using var db = Database.Open();
        // One of each transport.
        foreach (var (index, visitor) in report.Visitors.Take(3).Index())
        {
            var stored = await db.Set<Message>().Where(message => message.TicketId == visitor.Ticket && message.Kind == MessageKind.Public).OrderBy(message => message.Seq).Select(message => message.Text).ToListAsync();
            foreach (var shown in (IReadOnlyList<string>[])[await screens.WidgetAsync(visitor), await screens.TicketAsync(visitor, cookies[index % cookies.Count])])
            {
                Assert.InRange(shown.Count, Math.Min(stored.Count, 20), stored.Count);
                Assert.Equal(stored.TakeLast(shown.Count), shown);
            }
        }
    }

    private IEnumerable<string> Written(string name) => Enumerable.Range(0, _plan.Each).Select(number => $"{name} {number}");

    private async Task AcknowledgedAsync(int number, Task<EnduranceReport> clients, CancellationToken cancellationToken)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Volatile.Read(ref _acknowledged) < number)
        {
            // Where they gave up, there is nothing left to wait for.
            if (clients.IsCompleted) await clients;
            await look.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task<ServerProcess> StartAsync()
    {
        var server = ServerProcess.Start([.. Database.Arguments, $"--urls=http://127.0.0.1:{_port}", .. Settings]);
        await server.ListeningAsync();
        return server;
    }
}

public sealed class EnduranceOnSqlite(ITestOutputHelper output) : Endurance(DatabaseKind.Sqlite, output);

public sealed class EnduranceOnPostgres(ITestOutputHelper output) : Endurance(DatabaseKind.Postgres, output);
