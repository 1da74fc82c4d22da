using AgentConsole.Live;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Console.Ticket.Talk;

/// <summary>Shows chats as they go on: reads them again when something of a chat may have changed, and at most once a second.</summary>
public abstract class ChatsComponent : LiveComponent
{
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(1);

    private const TicketChanges Shown = TicketChanges.Opened | TicketChanges.Message | TicketChanges.Status | TicketChanges.Assignee | TicketChanges.Seen | TicketChanges.Life;

    [Inject]
    public required LiveFeed Feed { get; init; }

    [Inject]
    public required RunningChats Running { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Null until they were read.</summary>
    protected IReadOnlyList<RunningChat>? Chats { get; private set; }

    /// <summary>Reads them and follows them.</summary>
    /// <param name="agentId">Whose; null for everybody's.</param>
    /// <param name="concerns">Whether a change can be of one that is shown.</param>
    protected async Task FollowChatsAsync(long? agentId, Func<long, TicketChanges, bool> concerns)
    {
        // Subscribed first, read second: what changes in between is told again.
        var subscription = Keep(Feed.Subscribe());
        Chats = await Running.ListAsync(agentId, Gone);
        StateHasChanged();
        Follow(NextAsync, chats =>
        {
            if (Chats?.SequenceEqual(chats) == true) return;
            Chats = chats;
            StateHasChanged();
        });

        async ValueTask<IReadOnlyList<RunningChat>> NextAsync(CancellationToken cancellationToken)
        {
            LiveBatch batch;
            do batch = await subscription.NextAsync(cancellationToken);
            while (!batch.Gap && !batch.Changes.Any(change => ((TicketChanges)change.Value & Shown) != TicketChanges.None && concerns(change.Key, (TicketChanges)change.Value)));
            var read = await Running.ListAsync(agentId, cancellationToken);
            await Task.Delay(s_pace, Time, cancellationToken);
            return read;
        }
    }
}
