using AgentConsole.People;

namespace AgentConsole.Channels.Chat;

/// <summary>Whether somebody is there to answer, as visitors see it: told when it changes.</summary>
internal sealed class ChatPresence(AgentDirectory directory, PresenceBoard board, ChatRooms rooms) : IHostedService
{
    private bool _lastTold;

    public bool AnyoneOnline => directory.Agents.Any(agent => board.Of(agent.Id) == Presence.Online);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        board.Changed += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        board.Changed -= Tell;
        return Task.CompletedTask;
    }

    private void Tell()
    {
        var now = AnyoneOnline;
        if (now == Volatile.Read(ref _lastTold)) return;
        Volatile.Write(ref _lastTold, now);
        foreach (var room in rooms.All) rooms.Tell(room, ChatProtocol.Status, new StatusEvent(room.State.TicketId, room.State.StatusName, now, room.State.Rate));
    }
}
