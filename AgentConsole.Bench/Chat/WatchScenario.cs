using System.Globalization;
using AgentConsole.Bench.Bare;
using AgentConsole.Bench.Memory;
using AgentConsole.Bench.Seed;
using AgentConsole.Bench.Support;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Bench.Chat;

/// <summary>A site that has its visitors seen: what each of two thousand adds who only look, beside a bare hub connection.</summary>
internal static class WatchScenario
{
    private const string Name = "watch";

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var count = options.Quick ? 500 : 2_000;
        return [Figure.AtMostTimes(Name, $"each of {count:N0} visitors who are seen (raw: a bare hub connection)", await SeenAsync(count, cancellationToken), "KiB", await BareAsync(count, cancellationToken), 2)];
    }

    private static async Task<double> BareAsync(int count, CancellationToken cancellationToken)
    {
        await using var server = await Child.BareAsync(BareHub.Part, cancellationToken);
        return await Growth.OfConnectionsAsync(server, count, some => Visitors.ConnectAsync(some, _ => HubSocket.ConnectAsync(server.Address, BareHub.Path, cancellationToken)), cancellationToken);
    }

    private static async Task<double> SeenAsync(int count, CancellationToken cancellationToken)
    {
        using var database = new TempDatabase();
        await DeskSeed.FillAsync(database, 0, cancellationToken);
        Visitors.AddSites(database);
        await using (var connection = new SqliteConnection(database.Options.ConnectionString + ";Pooling=False"))
        {
            await connection.OpenAsync(cancellationToken);
            await using var switching = connection.CreateCommand();
            switching.CommandText = """UPDATE "Sites" SET "Inviting" = '{"isOn":true,"rules":[{"id":1,"name":"Lamps","test":1,"page":"/lamps","text":"Hello"}]}'""";
            await switching.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var server = await Child.ServerAsync(database, Visitors.Settings, cancellationToken);
        return await Growth.OfConnectionsAsync(server, count, some => Visitors.ConnectAsync(some, number => HubSocket.OpenAsync(server.Address, $"widget/watch?site={Visitors.Site}", Hello(number), cancellationToken)), cancellationToken);
    }

    private static string Hello(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"hello":1,"visits":2,"lang":"en","page":"https://shop.example/tents/two-season/{{number}}?size=2","title":"Two-season tent number {{number}} – Alder & Pine","referrer":"https://search.example/","visible":true}""");
}
