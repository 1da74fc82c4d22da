using AgentConsole.Bench.Bare;
using AgentConsole.Bench.Memory;
using AgentConsole.Bench.Seed;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Chat;

/// <summary>
/// A site at work: two thousand visitors who only look, and fifty messages a second, half of them visitors' and half agents', on the agents' circuits and the visitors'
/// connections. Beside it a bare hub with as many idle connections that passes on as much.
/// </summary>
internal static class ChatScenario
{
    private const string Name = "chat";
    private const int Agents = 5;

    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(25);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var (idle, warmUp, count) = options.Quick ? (500, 5 * Talk.PerSecond, 20 * Talk.PerSecond) : (2_000, 15 * Talk.PerSecond, 120 * Talk.PerSecond);
        // What the machine can do at best needs no two minutes.
        var raw = await BareAsync(idle, warmUp, count / 4, cancellationToken);
        var real = await RealAsync(idle, warmUp, count, options.Rounds, cancellationToken);
        return
        [
            Figure.AtMostAbove(Name, "visitor's send to the agent's screen, p95", real.Talk.In.Rank(0.95), "ms", raw.Talk.In.Rank(0.95), 150),
            Figure.AtMostAbove(Name, "agent's press to the visitor's page, p95", real.Talk.Out.Rank(0.95), "ms", raw.Talk.Out.Rank(0.95), 150),
            Figure.Note(Name, "visitor's send to the agent's screen, p50", real.Talk.In.Median, "ms", raw.Talk.In.Median),
            Figure.Note(Name, "agent's press to the visitor's page, p50", real.Talk.Out.Median, "ms", raw.Talk.Out.Median),
            Figure.AtMost(Name, $"lost of {count:N0} messages", real.Talk.Lost, "", 0),
            Figure.AtMostTimes(Name, $"each of {idle:N0} idle visitors (raw: a bare hub connection)", real.Each, "KiB", raw.Each, 2),
            .. real.Kept.Figures(Name),
        ];
    }

    private static async Task<(double Each, Talk Talk)> BareAsync(int idle, int warmUp, int count, CancellationToken cancellationToken)
    {
        await using var server = await Child.BareAsync(BareHub.Part, cancellationToken);
        return await Growth.OfConnectionsAsync(
            server, idle, some => Visitors.ConnectAsync(some, _ => HubSocket.ConnectAsync(server.Address, BareHub.Path, cancellationToken)),
            connections => Visitors.QuietlyAsync(
                connections, () => Talk.RunAsync(new { bare = new Uri(server.Address, BareHub.Path), pairs = Talk.Pairs }, warmUp, count, cancellationToken), cancellationToken),
            cancellationToken);
    }

    private static async Task<(double Each, Talk Talk, Kept Kept)> RealAsync(int idle, int warmUp, int count, int rounds, CancellationToken cancellationToken)
    {
        using var database = new TempDatabase();
        await DeskSeed.FillAsync(database, 0, cancellationToken);
        var cookies = await AgentAccounts.MakeAsync(database, Agents, 1, cancellationToken);
        Visitors.AddSites(database);
        await using var server = await Child.ServerAsync(database, Visitors.Settings, cancellationToken);
        var wish = new { hub = new Uri(server.Address, Visitors.Hub), site = Visitors.Site, console = server.Address, cookies, pairs = Talk.Pairs };
        try
        {
            var (each, (talk, kept)) = await Growth.OfConnectionsAsync(
                server, idle, count => Visitors.ConnectAsync(server.Address, count, cancellationToken), visitors => Visitors.QuietlyAsync(visitors, TalkAsync, cancellationToken), cancellationToken);
            return (each, talk, kept);
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"The server said: {server.Said()}", problem);
        }

        // The same before, so that code compiled, pools filled and tickets kept at hand once are no growth.
        async Task<(Talk, Kept)> TalkAsync()
        {
            var (talk, kept) = (await Talk.RunAsync(wish, warmUp, count, cancellationToken), new Kept(warmUp + count));
            for (var round = 0; round <= rounds; round++)
            {
                if (round > 0) talk = await Talk.RunAsync(wish, warmUp, count, cancellationToken);
                // A customer has left twenty seconds after their last connection, and until then they are remembered.
                await Task.Delay(Settled, TimeProvider.System, cancellationToken);
                kept.Add(await server.GiveBackAsync(cancellationToken));
            }

            return (talk, kept);
        }
    }
}
