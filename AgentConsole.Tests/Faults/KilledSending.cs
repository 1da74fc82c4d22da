using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Sending;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tests.Faults;

/// <summary><c>kill -9</c> while held replies go out: each goes out once.</summary>
public sealed class KilledSending() : OnEachDatabase(DatabaseKind.Sqlite)
{
    private const int Replies = 600, Kills = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    [Fact]
    public async Task Restarted_in_the_middle_each_held_reply_goes_out_once()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow().AddDays(-1));
        await using (var host = await DeskHost.StartAsync(Database, time))
        {
            foreach (var some in Enumerable.Range(1, Replies).Chunk(100))
            {
                var opened = await Task.WhenAll(some.Select(i => host.OpenAsync(visitor: $"v{i}")));
                await Task.WhenAll(opened.Select(made => host.DoAsync(new HoldReply(Ana, made.Ticket.Id, "On its way", $"c{made.Ticket.Id}", TicketStatus.Resolved))));
            }
        }

        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var server = await StartAsync();
            await SentAsync(kill * Replies / (Kills + 2));
            await server.KillAsync();
        }

        await using var last = await StartAsync();
        await SentAsync(Replies);
        await using var db = Database.Open();
        Assert.Equal(0, await db.Set<HeldReply>().CountAsync());
        var sent = await db.Set<Message>().Where(message => message.AuthorKind == ActorKind.Agent).Select(message => message.TicketId).ToListAsync();
        Assert.Equal(Enumerable.Range(1, Replies).Select(id => (long)id), sent.Order());
        Assert.Equal(Replies, await db.Set<Ticket>().CountAsync(ticket => ticket.Status == TicketStatus.Resolved));
        Assert.Equal(Replies, await db.Set<JournalRow>().CountAsync(row => row.Kind == "message.agent"));
    }

    private async Task SentAsync(int atLeast)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            await using (var db = Database.Open())
            {
                if (await db.Set<Message>().CountAsync(message => message.AuthorKind == ActorKind.Agent, limit.Token) >= atLeast) return;
            }

            await look.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<ServerProcess> StartAsync()
    {
        var server = ServerProcess.Start([.. Database.Arguments, "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information"]);
        await server.ListeningAsync();
        return server;
    }
}
