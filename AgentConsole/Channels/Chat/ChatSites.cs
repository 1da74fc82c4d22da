using AgentConsole.Sites;

namespace AgentConsole.Channels.Chat;

/// <summary>
/// A site that changed holds for open windows too: connections that it lets in no longer are cut off. Their clients come back and are told why they
/// may not.
/// </summary>
internal sealed partial class ChatSites(SiteDirectory sites, ChatRooms rooms, ILogger<ChatSites> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        sites.Changed += Look;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        sites.Changed -= Look;
        return Task.CompletedTask;
    }

    private void Look() => _ = Task.Run(LookAsync);

    private async Task LookAsync()
    {
        try
        {
            foreach (var room in rooms.All)
            {
                var site = await sites.FindAsync(room.Site.Site.Key, CancellationToken.None);
                foreach (var session in room.Sessions.Where(session => site is null || !session.MayUse(site))) session.Cut();
            }
        }
        catch (Exception exception)
        {
            // What is sent is held against the site anyway.
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The sites could not be read after a change; open chat windows are not cut off")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
