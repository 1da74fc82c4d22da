using System.Diagnostics;
using AgentConsole.Bench.Seed;
using AgentConsole.Bench.Support;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Bench.Ingest;

/// <summary>
/// Chat messages and new tickets a second through the hub, each acknowledged after its commit, beside bare ADO.NET writing the same rows. Client and server share
/// the machine, so what the client costs counts against the server.
/// </summary>
internal static class IngestScenario
{
    private const string Name = "ingest";

    /// <summary>Calls in flight at once; a connection's calls are worked on one after another, so each connection has a next one waiting.</summary>
    private const int Connections = 128, Depth = 2;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var newVisitors = options.Quick ? 1_200 : 6_000;
        var spell = TimeSpan.FromSeconds(options.Quick ? 6 : 15);
        using var database = new TempDatabase();
        await DeskSeed.FillAsync(database, 0, cancellationToken);
        Visitors.AddSites(database);
        Spell tickets, messages;
        double processorTime;
        await using (var server = await Child.ServerAsync(database, Visitors.Settings, cancellationToken))
        {
            var visitors = await Visitors.ConnectAsync(server.Address, newVisitors, cancellationToken);
            try
            {
                // The first half of the new tickets warms the server up, as do as many messages as come in a while.
                var half = visitors.Count / 2;
                await OnceEachAsync(visitors[..half], cancellationToken);
                await ForAWhileAsync(visitors[..Connections], TimeSpan.FromSeconds(options.Quick ? 8 : 15), cancellationToken);
                tickets = await OnceEachAsync(visitors[half..], cancellationToken);
                var before = server.ProcessorTime;
                messages = await ForAWhileAsync(visitors[half..(half + Connections)], spell, cancellationToken);
                processorTime = (server.ProcessorTime - before).TotalMilliseconds / messages.Count;
            }
            finally
            {
                foreach (var visitor in visitors) await visitor.DisposeAsync();
            }

            await server.StopAsync(cancellationToken);
        }

        var (rawTickets, rawMessages, rawCpu) = await RawAsync(database, tickets, messages, cancellationToken);
        return
        [
            Figure.AtLeastShare(Name, "chat messages through the hub, stored and acknowledged", messages.PerSecond, "/s", rawMessages, 0.25),
            Figure.Note(Name, "tickets through the hub, new customers", tickets.PerSecond, "/s", rawTickets),
            Figure.Note(Name, "processor time of the server for a message (raw: of the bare writer)", processorTime, "ms", rawCpu),
            Figure.Note(Name, $"from a send to its answer with {Connections * Depth} in flight, p50", messages.Latency.Median, "ms"),
            Figure.Note(Name, $"from a send to its answer with {Connections * Depth} in flight, p99", messages.Latency.Rank(0.99), "ms"),
        ];
    }

    /// <summary>Each of them writes a first message, at most so many at once.</summary>
    private static Task<Spell> OnceEachAsync(List<HubSocket> visitors, CancellationToken cancellationToken)
    {
        var next = -1;
        return Spell.RunAsync(
            Connections, _ => Interlocked.Increment(ref next) is var mine && mine < visitors.Count ? visitors[mine] : null, cancellationToken);
    }

    private static Task<Spell> ForAWhileAsync(List<HubSocket> visitors, TimeSpan length, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        return Spell.RunAsync(
            visitors.Count * Depth, worker => Stopwatch.GetElapsedTime(started) < length ? visitors[worker % visitors.Count] : null, cancellationToken);
    }

    /// <summary>Into a database of the same schema, first the tickets, then the messages to them. A commit holds as many as were in flight: no commit of the Desk held more.</summary>
    private static async Task<(double Tickets, double Messages, double CpuMilliseconds)> RawAsync(TempDatabase source, Spell tickets, Spell messages, CancellationToken cancellationToken)
    {
        List<List<StoredRow>> newTickets, newMessages;
        using (var connection = new SqliteConnection(source.Options.ConnectionString + ";Pooling=False"))
        {
            connection.Open();
            newTickets = StoredRows.Read(connection, tickets.AfterSeq, tickets.UpToSeq, newTickets: true);
            newMessages = StoredRows.Read(connection, messages.AfterSeq, messages.UpToSeq, newTickets: false);
        }

        if (newTickets.Count != tickets.Count || newMessages.Count != messages.Count)
            throw new InvalidOperationException($"Acknowledged were {tickets.Count} tickets and {messages.Count} messages; stored are {newTickets.Count} and {newMessages.Count}.");
        using var database = new TempDatabase();
        await DeskSeed.FillAsync(database, 0, cancellationToken);
        using var raw = new RawWriter(database);
        var ticketsPerSecond = raw.Write(newTickets, Connections);
        var before = Environment.CpuUsage.TotalTime;
        return (ticketsPerSecond, raw.Write(newMessages, Connections), (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / newMessages.Count);
    }
}
