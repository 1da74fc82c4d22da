using System.Globalization;
using System.Text.Json;
using AgentConsole.Bench.Support;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Bench.Support;

/// <summary>Visitors of a site that is there for the bench, each on a connection of its own.</summary>
internal static class Visitors
{
    /// <summary>The hub, as docs/chat-protocol.md has it.</summary>
    public const string Hub = "hubs/chat";

    private const string SiteKey = "bench";

    /// <summary>The server's limits against floods, out of the way: here the flood is what is measured.</summary>
    public static IReadOnlyList<string> Settings { get; } =
        ["--Chat:MessagesPerSecond=100000", "--Chat:MessageBurst=1000000", "--Chat:ConnectionsPerAddress=100000"];

    /// <summary>Adds the site to a migrated database that no server runs on yet.</summary>
    public static void AddSite(TempDatabase database)
    {
        using var connection = new SqliteConnection(database.Options.ConnectionString + ";Pooling=False");
        connection.Open();
        using var insert = connection.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO "Sites" ("Key", "Name", "AllowedOrigins", "Colour", "Greeting") VALUES ($key, 'Bench', '', '#0f5f8c', '')
            """;
        insert.Parameters.AddWithValue("$key", SiteKey);
        insert.ExecuteNonQuery();
    }

    /// <summary>Connects and greets so many new visitors, a few at a time.</summary>
    public static async Task<List<HubSocket>> ConnectAsync(Uri server, int count, CancellationToken cancellationToken)
    {
        const int atOnce = 16;
        var visitors = new List<HubSocket>(count);
        try
        {
            while (visitors.Count < count)
            {
                var some = Enumerable.Range(0, Math.Min(atOnce, count - visitors.Count)).Select(async _ =>
                {
                    var visitor = await HubSocket.ConnectAsync(server, Hub, cancellationToken);
                    await visitor.InvokeAsync("Hello", $$"""{"protocol":1,"site":"{{SiteKey}}","lang":"en"}""", cancellationToken);
                    return visitor;
                });
                visitors.AddRange(await Task.WhenAll(some));
            }

            return visitors;
        }
        catch
        {
            foreach (var visitor in visitors) await visitor.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a message and waits until it is stored; its place in the journal.</summary>
    public static async Task<long> SayAsync(HubSocket visitor, string text, CancellationToken cancellationToken)
    {
        var call = string.Create(CultureInfo.InvariantCulture, $$"""{"clientId":"{{Guid.NewGuid()}}","text":{{JsonSerializer.Serialize(text)}}}""");
        return (await visitor.InvokeAsync("Send", call, cancellationToken)).GetProperty("seq").GetInt64();
    }
}
