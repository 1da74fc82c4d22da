using System.Security.Cryptography;

namespace AgentConsole.Channels.Chat;

/// <summary>When the application stops: no new work, and everyone is told to come back, not all at once.</summary>
internal sealed class ChatDrain(IHostApplicationLifetime lifetime, ChatRooms rooms, ChatSender sender)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A transport writes what it was given in its own time, and is cut off by SignalR's stop, which comes next.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(100);

    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Must be called after the hub was mapped: callbacks run in the reverse order, and SignalR's own closes the connections.</summary>
    public void Arm() => lifetime.ApplicationStopping.Register(() =>
    {
        Task[] byes = [.. rooms.Sessions.Select(session =>
            sender.SendAsync(session.ConnectionId, ChatProtocol.Bye, new ByeEvent("stopping", RandomNumberGenerator.GetInt32(500, 5000))))];
        if (byes.Length == 0) return;
        // The host goes on stopping when this returns; a client that doesn't read is not waited for.
        Task.WhenAll(byes).Wait(Patience);
        Task.Delay(OnTheWay, TimeProvider.System).Wait();
    });
}
