using AgentConsole.Bench.Bare;
using AgentConsole.Bench.Seed;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Memory;

/// <summary>
/// What the server holds with a hundred thousand tickets and a hundred agents on the inbox, what one more agent and one more visitor add, and what they add to
/// applications that do nothing else. All figures are of the whole process as the system counts it, after it has come to rest.
/// </summary>
internal static class MemoryScenario
{
    private const string Name = "memory";
    private const int Tickets = 100_000, Agents = 100, WarmUp = 20;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var visitors = options.Quick ? 1_000 : 3_000;
        using var database = new TempDatabase();
        // Processes of their own: what one holds is no matter of the others.
        var (bareCircuit, bareConnection) = (BareCircuitAsync(cancellationToken), BareConnectionAsync(visitors, cancellationToken));
        await Task.WhenAll(bareCircuit, bareConnection, Task.Run(() => DeskSeed.FillAsync(database, Tickets, cancellationToken), cancellationToken));
        var cookies = await AgentAccounts.MakeAsync(database, Agents, DeskSeed.Teams, cancellationToken);
        Visitors.AddSites(database);
        await using var server = await Child.ServerAsync(database, Visitors.Settings, cancellationToken);
        var started = await Rest.OfAsync(server, cancellationToken);
        var page = new Uri(server.Address, "inbox");
        var circuits = await Growth.OfCircuitsAsync(
            server, [.. cookies.Select(cookie => (page, (string?)cookie))], WarmUp,
            async () => (Held: await Rest.OfAsync(server, cancellationToken), Peak: server.PeakMebibytes), cancellationToken);
        var visitor = await Growth.OfConnectionsAsync(server, visitors, count => Visitors.ConnectAsync(server.Address, count, cancellationToken), cancellationToken);
        return
        [
            Figure.AtMost(Name, $"whole process, {Tickets:N0} tickets and {Agents} agents on the inbox", circuits.Then.Held, "MiB", 250),
            Figure.Note(Name, "the most it held until then", circuits.Then.Peak, "MiB"),
            Figure.Note(Name, "the same after its garbage was collected", circuits.Needed, "MiB"),
            Figure.Note(Name, $"whole process, {Tickets:N0} tickets and nobody there", started, "MiB"),
            Figure.AtMostTimes(Name, "an agent's circuit on the inbox (raw: a bare circuit with a table of 50 rows)", circuits.EachKibibytes, "KiB", await bareCircuit, 2),
            Figure.AtMostTimes(Name, "a visitor (raw: a bare hub connection)", visitor, "KiB", await bareConnection, 2),
        ];
    }

    private static async Task<double> BareCircuitAsync(CancellationToken cancellationToken)
    {
        await using var server = await Child.BareAsync(BareCircuits.Part, cancellationToken);
        var page = new Uri(server.Address, BareCircuits.Path);
        var growth = await Growth.OfCircuitsAsync(
            server, [.. Enumerable.Repeat((page, (string?)null), Agents)], WarmUp, () => Task.FromResult(true), cancellationToken);
        return growth.EachKibibytes;
    }

    private static async Task<double> BareConnectionAsync(int count, CancellationToken cancellationToken)
    {
        await using var server = await Child.BareAsync(BareHub.Part, cancellationToken);
        return await Growth.OfConnectionsAsync(
            server, count, some => Visitors.ConnectAsync(some, _ => HubSocket.ConnectAsync(server.Address, BareHub.Path, cancellationToken)), cancellationToken);
    }
}
