using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Bench.Support;

/// <summary>Visitors of a site that is there for the bench, each on a connection of its own.</summary>
internal static class Visitors
{
    /// <summary>The hub, as docs/chat-protocol.md has it.</summary>
    public const string Hub = "hubs/chat";

    /// <summary>The key of the site that has no team.</summary>
    public static string Site { get; } = SiteKey(0);

    private static readonly TimeSpan PingPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The server's limits against floods, out of the way: here the flood is what is measured.</summary>
    public static IReadOnlyList<string> Settings { get; } =
        ["--Chat:MessagesPerSecond=100000", "--Chat:MessageBurst=1000000", "--Chat:ConnectionsPerAddress=100000", "--Chat:ConversationsPerAddress=1000000", "--Chat:ConversationsPerSite=1000000"];

    /// <summary>Adds a site for each team (1, 2 …), or one of no team where there are none, to a migrated database that no server runs on yet.</summary>
    public static void AddSites(TempDatabase database, int teams = 0)
    {
        using var connection = new SqliteConnection(database.Options.ConnectionString + ";Pooling=False");
        connection.Open();
        for (var team = Math.Min(1, teams); team <= teams; team++)
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = """INSERT INTO "Sites" ("Key", "Name", "AllowedOrigins", "Colour", "Greeting", "TeamId") VALUES ($key, 'Bench', '', '#0f5f8c', '', $team)""";
            insert.Parameters.AddWithValue("$key", SiteKey(team));
            insert.Parameters.AddWithValue("$team", team == 0 ? DBNull.Value : team);
            insert.ExecuteNonQuery();
        }
    }

    /// <summary>Connects and greets so many new visitors, a few at a time, on the sites of all teams by turns.</summary>
    public static Task<List<HubSocket>> ConnectAsync(Uri server, int count, CancellationToken cancellationToken, int teams = 0) => ConnectAsync(count, async index =>
    {
        var visitor = await HubSocket.ConnectAsync(server, Hub, cancellationToken);
        var team = teams == 0 ? 0 : 1 + (index % teams);
        await visitor.InvokeAsync("Hello", $$"""{"protocol":1,"site":"{{SiteKey(team)}}","lang":"en"}""", cancellationToken);
        return visitor;
    });

    /// <summary>Connects so many, each in its way, a few at a time; in order.</summary>
    public static async Task<List<HubSocket>> ConnectAsync(int count, Func<int, Task<HubSocket>> connect)
    {
        const int atOnce = 16;
        var connected = new List<HubSocket>(count);
        try
        {
            while (connected.Count < count)
                connected.AddRange(await Task.WhenAll(Enumerable.Range(connected.Count, Math.Min(atOnce, count - connected.Count)).Select(connect)));
            return connected;
        }
        catch
        {
            foreach (var one in connected) await one.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps quiet connections open while something else is done.</summary>
    public static async Task<T> QuietlyAsync<T>(IReadOnlyCollection<HubSocket> idle, Func<Task<T>> meanwhile, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pinging = PingAsync(over.Token);
        try
        {
            return await meanwhile();
        }
        finally
        {
            await over.CancelAsync();
            await pinging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task PingAsync(CancellationToken token)
        {
            while (true)
            {
                // As widgets do: each in its own moment.
                foreach (var some in idle.Chunk(Math.Max(1, idle.Count / 100)))
                {
                    foreach (var one in some) await one.PingAsync(token);
                    await Task.Delay(PingPause, TimeProvider.System, token);
                }
            }
        }
    }

    /// <summary>Sends a message and waits until it is stored; its place in the journal.</summary>
    public static async Task<long> SayAsync(HubSocket visitor, string text, CancellationToken cancellationToken)
    {
        var call = string.Create(CultureInfo.InvariantCulture, $$"""{"clientId":"{{Guid.NewGuid()}}","text":{{JsonSerializer.Serialize(text)}}}""");
        return (await visitor.InvokeAsync("Send", call, cancellationToken)).GetProperty("seq").GetInt64();
    }

    private static string SiteKey(int team) => string.Create(CultureInfo.InvariantCulture, $"bench-{team}");
}
