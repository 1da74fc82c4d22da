using System.Diagnostics;
using System.Text.Json;
using AgentConsole.Bench.Seed;
using AgentConsole.Bench.Support;

namespace AgentConsole.Bench.Chat;

/// <summary>
/// A server goes and comes back: two thousand visitors return, while agents open their pages again and go on answering. Once it is killed, and everybody comes as soon as they
/// can; once it is stopped, and has told each when to come.
/// </summary>
internal static class StormScenario
{
    private const string Name = "storm";
    private const int Agents = 5, Tabs = 10, Seed = 20261122, Pace = 200;

    private static readonly TimeSpan After = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var count = options.Quick ? 500 : 2_000;
        using var database = new TempDatabase();
        await DeskSeed.FillAsync(database, 0, cancellationToken);
        var cookies = await AgentAccounts.MakeAsync(database, Agents, 1, cancellationToken);
        Visitors.AddSites(database);
        var server = await Child.ServerAsync(database, Visitors.Settings, cancellationToken);
        try
        {
            var random = new Random(Seed);
            var visitors = new List<HubSocket>();
            var tokens = new List<string>();
            foreach (var (visitor, token) in await ConnectAsync(server.Address, count, cancellationToken))
            {
                visitors.Add(visitor);
                tokens.Add(token);
            }

            // A tenth of them have written: they have something to come back to, and the first of them agents who answer.
            foreach (var writer in visitors.Take(count / 10)) await Visitors.SayAsync(writer, "Hello, where is my parcel?", cancellationToken);
            await using var agents = NodePart.Start("acting.mjs");
            await agents.AskAsync(new { console = server.Address, pace = Pace, tabs = Enumerable.Range(1, Tabs).Select(ticket => new { cookie = cookies[ticket % Agents], ticket }) }, cancellationToken);
            var figures = new List<Figure>();
            foreach (var isKilled in (bool[])[true, false])
            {
                await agents.TellAsync("begin", cancellationToken);
                var cut = visitors.Zip(tokens.Select(token => new Returning(server.Address, token, random))).ToList();
                var (old, settled) = (server, new TaskCompletionSource<long>());
                visitors = [];
                var coming = cut.Select(pair => Returning.BackAsync(pair.First, pair.Second, settled.Task, visitors, cancellationToken)).ToList();
                if (!isKilled) await old.StopAsync(cancellationToken);
                await old.DisposeAsync();
                server = await Child.ServerAsync(database, Visitors.Settings, cancellationToken, old.Address);
                settled.SetResult(Stopwatch.GetTimestamp());
                var served = new Samples();
                served.AddRange((await Task.WhenAll(coming)).Select(took => took.TotalSeconds));
                await Task.Delay(After, TimeProvider.System, cancellationToken);
                figures.AddRange(Figures(isKilled ? "killed" : "stopped", served, await agents.AskAsync("end", cancellationToken)));
            }

            foreach (var visitor in visitors) await visitor.DisposeAsync();
            return figures;
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"The server said: {server.Said()}", problem);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static IEnumerable<Figure> Figures(string how, Samples served, JsonElement agents)
    {
        var (acts, pages) = (Talk.Read(agents, "acts"), Talk.Read(agents, "pages"));
        return
        [
            Figure.AtMost(Name, $"{how}: all {served.Count:N0} visitors served, since it listens again", served.Rank(1), "s", 20),
            Figure.Note(Name, $"{how}: half of them", served.Median, "s"),
            Figure.AtMost(Name, $"{how}: {acts.Count:N0} answers of agents, from press to stored, p95", acts.Rank(0.95), "ms", 1_000),
            Figure.Note(Name, $"{how}: agents' pages stand again, since the first try, slowest", pages.Rank(1), "ms"),
        ];
    }

    /// <summary>New visitors and their tokens.</summary>
    private static async Task<List<(HubSocket Visitor, string Token)>> ConnectAsync(Uri server, int count, CancellationToken cancellationToken)
    {
        var tokens = new string[count];
        var visitors = await Visitors.ConnectAsync(count, async index =>
        {
            var visitor = await HubSocket.ConnectAsync(server, Visitors.Hub, cancellationToken);
            tokens[index] = (await visitor.InvokeAsync("Hello", $$"""{"protocol":1,"site":"{{Visitors.Site}}","lang":"en"}""", cancellationToken)).GetProperty("token").GetString()!;
            return visitor;
        });
        return [.. visitors.Zip(tokens)];
    }
}
