using System.Net.WebSockets;
using AgentConsole.Channels.Chat;
using AgentConsole.Sites;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tests.Faults;

/// <summary><c>kill -9</c> in the middle of sending, twenty times: what was acknowledged is there once, in order, on each database.</summary>
public abstract class KilledServer(DatabaseKind kind) : OnEachDatabase(kind)
{
    private const int Kills = 20, Visitors = 4;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly int _port = ServerProcess.FreePort();
    private volatile bool _over;
    private int _acknowledged;

    [Fact]
    public async Task Every_acknowledged_message_is_there_once_after_twenty_kills()
    {
        await using (var db = Database.Open())
        {
            db.Add(new Site { Key = "shop", Name = "Shop" });
            await db.SaveChangesAsync();
        }

        const int seed = 20261122;
        var random = new Random(seed);
        var server = await StartAsync();
        var visitors = Enumerable.Range(0, Visitors).Select(_ => new Visitor()).ToList();
        var writing = Task.WhenAll(visitors.Select(WriteAsync));
        for (var kill = 0; kill < Kills; kill++)
        {
            // Somewhere in the middle: after so many more acknowledgements, whatever else is under way then.
            await AcknowledgedAsync(Volatile.Read(ref _acknowledged) + random.Next(1, 60));
            await server.KillAsync();
            await server.DisposeAsync();
            server = await StartAsync();
        }

        await AcknowledgedAsync(Volatile.Read(ref _acknowledged) + 20);
        _over = true;
        await writing.WaitAsync(Limit);
        await server.DisposeAsync();

        await using var after = Database.Open();
        var stored = await after.Set<Message>().OrderBy(message => message.Seq).ToListAsync();
        foreach (var visitor in visitors)
        {
            var mine = stored.Where(message => message.Text.StartsWith(visitor.Name, StringComparison.Ordinal)).Select(message => message.Text).ToList();
            Assert.Equal(Enumerable.Range(0, visitor.Sent).Select(i => $"{visitor.Name} {i}"), mine);
        }

        Assert.Equal(stored.Count, stored.Select(message => message.ClientId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(await after.Set<AgentConsole.Live.JournalRow>().CountAsync(), await after.Set<AgentConsole.Live.JournalRow>().MaxAsync(row => row.Seq));
        foreach (var ticket in await after.Set<Ticket>().ToListAsync())
        {
            var journal = await after.Set<AgentConsole.Live.JournalRow>().Where(row => row.TicketId == ticket.Id).OrderBy(row => row.Seq).ToListAsync();
            Assert.Equal(ticket, TicketHistory.Replay(journal.Select(TicketJournal.Entry)));
        }
    }

    /// <summary>Writes one message after the other; what is not acknowledged is sent again with its id until it is.</summary>
    private async Task WriteAsync(Visitor visitor)
    {
        HubClient? client = null;
        while (!_over)
        {
            try
            {
                if (client is null)
                {
                    client = await HubClient.ConnectAsync(new Uri($"http://127.0.0.1:{_port}/hubs/chat"));
                    var hello = await client.InvokeAsync("Hello", new { protocol = 1, site = "shop", token = visitor.Token, lang = "en" });
                    visitor.Token = hello.GetProperty("token").GetString();
                }

                var reply = await client.InvokeAsync("Send", new { clientId = visitor.ClientId, text = $"{visitor.Name} {visitor.Sent}" });
                if (reply.TryGetProperty("error", out var error)) throw new InvalidOperationException(error.ToString());
                visitor.Acknowledged();
                Interlocked.Increment(ref _acknowledged);
            }
            catch (Exception cut) when (cut is WebSocketException or IOException or HttpRequestException or TimeoutException or OperationCanceledException or ObjectDisposedException or HubInvocationException or InvalidOperationException)
            {
                if (client is not null) await client.DisposeAsync();
                client = null;
                await Task.Yield();
            }
        }

        if (client is not null) await client.DisposeAsync();
    }

    private async Task AcknowledgedAsync(int number)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Volatile.Read(ref _acknowledged) < number) await look.WaitForNextTickAsync(limit.Token);
    }

    private async Task<ServerProcess> StartAsync()
    {
        var server = ServerProcess.Start(
            [.. Database.Arguments, $"--urls=http://127.0.0.1:{_port}", "--Chat:MessagesPerSecond=100000", "--Chat:MessageBurst=100000", "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information"]);
        await server.ListeningAsync();
        return server;
    }

    private sealed class Visitor
    {
        public string Name { get; } = Guid.NewGuid().ToString("N");

        public string? Token { get; set; }

        public int Sent { get; private set; }

        public string ClientId { get; private set; } = Guid.NewGuid().ToString();

        public void Acknowledged()
        {
            Sent++;
            ClientId = Guid.NewGuid().ToString();
        }
    }
}

public sealed class KilledServerOnSqlite() : KilledServer(DatabaseKind.Sqlite);

public sealed class KilledServerOnPostgres() : KilledServer(DatabaseKind.Postgres);
