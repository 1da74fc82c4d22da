using AgentConsole.Tests.Support;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Tests.Tickets.Inbox;

public sealed class InboxFeedRaces
{
    private static readonly InboxQuery Query = new(InboxView.AllOpen, InboxOrder.Newest, 0, []);

    /// <summary>
    /// Somebody opens a view in the very moment a ticket comes in: the window worked out from before must not replace the one worked out from after.
    /// </summary>
    [Fact]
    public async Task Who_opens_a_view_while_a_ticket_comes_in_sees_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var host = await DeskHost.StartAsync(database);
        for (var i = 0; i < 40; i++) await host.OpenAsync(visitor: $"old{i}");
        for (var i = 0; i < 60; i++)
        {
            // Rows have to be read again, so that working the window out takes its time.
            host.Inbox.ForgetRows();
            var opening = host.OpenAsync(visitor: $"new{i}");
            await using var watch = host.Inbox.Watch(Query, 0, 40 + (i % 5));
            using var limit = new CancellationTokenSource(DeskHost.Limit);
            var seen = await watch.NextAsync(limit.Token);
            var id = (await opening).Ticket.Id;
            while (seen.Window.Rows.All(row => row.TicketId != id)) seen = await watch.NextAsync(limit.Token);
        }
    }
}
