using AgentConsole.Bench.Bare;
using AgentConsole.Bench.Seed;
using AgentConsole.Bench.Support;
using AgentConsole.Console.Inbox;

namespace AgentConsole.Bench.Push;

/// <summary>
/// How long a visitor's message takes to an agent's screen: twenty agents with the inbox open, a hundred visitors, fifty messages a second, each stored durably first.
/// Five teams of four agents and twenty visitors, as many as fit in the first window: an agent sees a fifth of the messages, four agents see each. Beside it a bare hub that passes as many messages
/// on to as many listeners, measured first.
/// </summary>
internal static class PushScenario
{
    private const string Name = "push";
    private const int Agents = 20, VisitorCount = 100, Teams = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        if (VisitorCount / Teams > InboxPage.FirstRows) throw new InvalidOperationException("A team's tickets don't fit in the first window: nobody would see some of them.");
        var (warmUp, count) = options.Quick ? (5 * Pushes.PerSecond, 8 * Pushes.PerSecond) : (15 * Pushes.PerSecond, 60 * Pushes.PerSecond);
        var raw = await BareAsync(warmUp, count, cancellationToken);
        var real = await RealAsync(warmUp, count, cancellationToken);
        return
        [
            Figure.AtMostAbove(Name, "from the visitor's send to the agent's render batch, p50", real.Latency.Median, "ms", raw.Latency.Median, 30),
            Figure.AtMostAbove(Name, "from the visitor's send to the agent's render batch, p99", real.Latency.Rank(0.99), "ms", raw.Latency.Rank(0.99), 200),
            Figure.Note(Name, "from the visitor's send to the agent's render batch, slowest", real.Latency.Rank(1), "ms", raw.Latency.Rank(1)),
            Figure.AtMost(Name, $"lost of {real.Sent:N0} messages, each due at {Agents / Teams} agents", real.Lost, "", 0),
        ];
    }

    private static async Task<Pushes> BareAsync(int warmUp, int count, CancellationToken cancellationToken)
    {
        await using var server = await Child.BareAsync(BareHub.Part, cancellationToken);
        var senders = await Visitors.ConnectAsync(VisitorCount, _ => HubSocket.ConnectAsync(server.Address, BareHub.Path, cancellationToken));
        try
        {
            await using var listeners = await Listeners.HubAsync(new Uri(server.Address, BareHub.Path), Enumerable.Range(0, Agents).Select(Team), cancellationToken);
            return await Pushes.RunAsync(
                listeners, senders.Count, (sender, text) => senders[sender].InvokeAsync("Send", $"\"{Team(sender)}\",\"{text}\"", cancellationToken), Agents / Teams, warmUp, count,
                cancellationToken);
        }
        finally
        {
            foreach (var sender in senders) await sender.DisposeAsync();
        }
    }

    private static async Task<Pushes> RealAsync(int warmUp, int count, CancellationToken cancellationToken)
    {
        using var database = new TempDatabase();
        await DeskSeed.FillAsync(database, 1_000, cancellationToken);
        var cookies = await AgentAccounts.MakeAsync(database, Agents, Teams, cancellationToken);
        Visitors.AddSites(database, Teams);
        await using var server = await Child.ServerAsync(database, Visitors.Settings, cancellationToken);
        var visitors = await Visitors.ConnectAsync(server.Address, VisitorCount, cancellationToken, Teams);
        try
        {
            // Their tickets are there before anybody looks, and are the newest of their teams: all of them in the first window.
            foreach (var visitor in visitors) await Visitors.SayAsync(visitor, "Hello", cancellationToken);
            var page = new Uri(server.Address, "inbox?view=teams&order=newest");
            await using var listeners = await Listeners.CircuitsAsync(cookies.Select(cookie => (page, (string?)cookie)), cancellationToken);
            return await Pushes.RunAsync(
                listeners, visitors.Count, (visitor, text) => Visitors.SayAsync(visitors[visitor], text, cancellationToken), Agents / Teams, warmUp, count, cancellationToken);
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"The server said: {server.Said()}", problem);
        }
        finally
        {
            foreach (var visitor in visitors) await visitor.DisposeAsync();
        }
    }

    /// <summary>Agent i and visitor i are of team i modulo the number of teams.</summary>
    private static string Team(int index) => $"team-{index % Teams}";
}
