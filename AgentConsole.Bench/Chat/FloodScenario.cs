using AgentConsole.Bench.Seed;
using AgentConsole.Bench.Support;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Bench.Chat;

/// <summary>
/// Ten thousand connections that are only there to be many, from fifty addresses in ten waves a second apart, a third each: some never greet, some come from a page of a foreign origin, some name a site
/// that is not there. Meanwhile agents answer and open their inbox; beside it the same agents in the same run without the flood. The limits are the server's own.
/// </summary>
internal static class FloodScenario
{
    private const string Name = "flood";
    private const int Agents = 5, Tabs = 5, Pace = 200;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var (attempts, quiet) = options.Quick ? (3_000, TimeSpan.FromSeconds(5)) : (10_000, TimeSpan.FromSeconds(20));
        using var database = new TempDatabase();
        await DeskSeed.FillAsync(database, 0, cancellationToken);
        var cookies = await AgentAccounts.MakeAsync(database, Agents, 1, cancellationToken);
        Visitors.AddSites(database);
        await using var server = await Child.ServerAsync(database, options.Quick ? ["--Chat:GreetingSeconds=3"] : [], cancellationToken);
        try
        {
            foreach (var visitor in await Visitors.ConnectAsync(server.Address, Tabs, cancellationToken))
            {
                await Visitors.SayAsync(visitor, "Hello, where is my parcel?", cancellationToken);
                await visitor.DisposeAsync();
            }

            await using var agents = NodePart.Start("acting.mjs");
            await agents.AskAsync(new { console = server.Address, pace = Pace, tabs = Enumerable.Range(1, Tabs).Select(ticket => new { cookie = cookies[ticket % Agents], ticket }) }, cancellationToken);
            // The same before, so that code compiled and pools filled once are no growth.
            using var warmUp = new Flood(server.Address);
            await Task.WhenAll(warmUp.RunAsync(attempts, cancellationToken), InboxLoads.OverAsync(server.Address, cookies[0], Task.Delay(quiet, TimeProvider.System, cancellationToken), cancellationToken));
            await warmUp.OverAsync(cancellationToken);

            await agents.TellAsync("begin", cancellationToken);
            var calmPages = await InboxLoads.OverAsync(server.Address, cookies[0], Task.Delay(quiet, TimeProvider.System, cancellationToken), cancellationToken);
            var calm = Talk.Read(await agents.AskAsync("end", cancellationToken), "acts");
            var (rows, before) = (Rows(database), await server.GiveBackAsync(cancellationToken));

            await agents.TellAsync("begin", cancellationToken);
            using var flood = new Flood(server.Address);
            var flooding = flood.RunAsync(attempts, cancellationToken);
            var pages = await InboxLoads.OverAsync(server.Address, cookies[0], flooding, cancellationToken);
            var acts = Talk.Read(await agents.AskAsync("end", cancellationToken), "acts");
            var peak = server.ResidentMebibytes;
            await flooding;
            await flood.OverAsync(cancellationToken);
            var grown = (await server.GiveBackAsync(cancellationToken)).ProcessMebibytes - before.ProcessMebibytes;
            return
            [
                Figure.AtMost(Name, $"{acts.Count:N0} answers of agents under the flood, from press to stored, p95 (raw: without it)", acts.Rank(0.95), "ms", 1_000) with { Raw = calm.Rank(0.95) },
                Figure.AtMost(Name, $"{pages.Count:N0} inbox pages under the flood, p95 (raw: without it)", pages.Rank(0.95), "ms", 1_000) with { Raw = calmPages.Rank(0.95) },
                Figure.AtMost(Name, "rows of customers, tickets and visitors' messages made by it", Rows(database) - rows, "", 0),
                Figure.AtMost(Name, "growth by the flood, after collection", grown, "MiB", 8),
                Figure.Note(Name, $"of {attempts:N0} attempts: turned away before there was a connection (foreign origin, crowded address)", flood.TurnedAway, ""),
                Figure.Note(Name, "refused by their greeting (unknown site)", flood.Refused, ""),
                Figure.Note(Name, "cut off because they said nothing", flood.CutOff, ""),
                Figure.Note(Name, "the server's memory at the flood's end", peak, "MiB", before.ProcessMebibytes),
            ];
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"The server said: {server.Said()}", problem);
        }
    }

    /// <summary>What a visitor would leave in the database; agents' answers are theirs.</summary>
    private static long Rows(TempDatabase database)
    {
        using var connection = new SqliteConnection(database.Options.ConnectionString + ";Pooling=False");
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = """SELECT (SELECT COUNT(*) FROM "Customers") + (SELECT COUNT(*) FROM "CustomerIdentities") + (SELECT COUNT(*) FROM "Tickets") + (SELECT COUNT(*) FROM "Messages" WHERE "AuthorKind" = 2)""";
        return (long)count.ExecuteScalar()!;
    }
}
