using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tests.Channels.Chat;

/// <summary>However often the wire is cut, the visitor ends with what the database holds: nothing twice, nothing missing, in order.</summary>
public abstract class Cuts(DatabaseKind kind)
{
    private const int TotalCuts = 200, Each = 60;

    [Fact]
    public async Task Two_hundred_cuts_lose_nothing_double_nothing_and_keep_the_order()
    {
        await using var host = await ChatHost.StartAsync(kind, null, "--Chat:MessageBurst=100000", "--Chat:MessagesPerSecond=100000");
        await using var visitor = new ChatVisitor(() => host.ConnectAsync(), ChatHost.Site);
        visitor.Start();
        visitor.Write("v0");
        await UntilAsync(visitor, () => visitor.Unsent == 0);
        var ticketId = await host.NewestTicketAsync();

        var random = new Random(20261122);
        var (written, answered) = (1, 0);
        for (var cuts = 0; cuts < TotalCuts;)
        {
            // A few writes of either side, then a cut in the middle of whatever is going on.
            if (written < Each && random.Next(2) == 0) visitor.Write($"v{written++}");
            if (answered < Each && random.Next(2) == 0) await host.ReplyAsync($"a{answered++}", ticketId);
            for (var turn = random.Next(4); turn > 0; turn--) await Task.Yield();
            // Asked for before the cut: whether or not there was a wire, it comes back next.
            var next = visitor.Next;
            if (visitor.Cut()) cuts++;
            switch (random.Next(4))
            {
                case 0: await host.ConnectAndLeaveAsync(); break;
                case 1: await next.WaitAsync(HubClient.Limit); break;
                default: break;
            }
        }

        while (written < Each) visitor.Write($"v{written++}");
        while (answered < Each) await host.ReplyAsync($"a{answered++}", ticketId);
        await using var db = host.Database.Open();
        await UntilAsync(visitor, () => visitor.Unsent == 0);
        var stored = await db.Set<Message>().Where(message => message.Kind == MessageKind.Public).OrderBy(message => message.Seq)
            .Select(message => new { message.Seq, message.Text }).ToListAsync();
        await UntilAsync(visitor, () => visitor.Sees.Count >= stored.Count);

        Assert.Equal(stored.Select(row => (row.Seq, row.Text)), visitor.Sees);
        Assert.Equal(Enumerable.Range(0, Each).Select(i => $"v{i}"), stored.Select(row => row.Text).Where(text => text[0] == 'v'));
        Assert.Equal(Enumerable.Range(0, Each).Select(i => $"a{i}"), stored.Select(row => row.Text).Where(text => text[0] == 'a'));
    }

    /// <summary>Waits for what happens to the visitor to make it true, with a limit.</summary>
    private static async Task UntilAsync(ChatVisitor visitor, Func<bool> holds)
    {
        while (true)
        {
            var next = visitor.Next;
            if (holds()) return;
            await next.WaitAsync(HubClient.Limit);
        }
    }
}

public sealed class CutsOnSqlite() : Cuts(DatabaseKind.Sqlite);

public sealed class CutsOnPostgres() : Cuts(DatabaseKind.Postgres);
