using Microsoft.AspNetCore.SignalR;

namespace AgentConsole.Channels.Chat;

/// <summary>Puts an event on one connection's wire.</summary>
internal sealed partial class ChatSender(IHubContext<ChatHub> hub, ILogger<ChatSender> logger)
{
    /// <summary>Waits while that client reads slowly; never throws, for a wire that broke is its own hub's business.</summary>
    public async Task SendAsync(string connectionId, string name, object body)
    {
        try
        {
            await hub.Clients.Client(connectionId).SendAsync(name, body);
        }
        catch (Exception exception)
        {
            Log.NotSent(logger, name, connectionId, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The event {Name} did not reach connection {ConnectionId}")]
        public static partial void NotSent(ILogger logger, string name, string connectionId, Exception exception);
    }
}
