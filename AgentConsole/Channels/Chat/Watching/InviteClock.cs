using AgentConsole.Channels.Chat.Before;
using AgentConsole.Sites;
using AgentConsole.Sites.Visitors;
using AgentConsole.Sla;

namespace AgentConsole.Channels.Chat.Watching;

/// <summary>One timer for all visitors: asks the rules where it is time, lets go of who stayed away, and makes a changed site hold for pages that are open.</summary>
internal sealed partial class InviteClock(
    VisitorBoard board, SiteDirectory sites, ChatHours hours, SlaCatalog agreements, ChatPresence presence, TimeProvider time, ILogger<InviteClock> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>One round.</summary>
    public void Look() => board.Look(IsOpen, presence.AnyoneOnline);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, time);
        sites.Changed += Renew;
        try
        {
            while (await rounds.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    Look();
                }
                catch (Exception exception)
                {
                    // Nobody is invited in this round; nothing else stops for that.
                    Log.NotAsked(logger, exception);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
        finally
        {
            sites.Changed -= Renew;
        }
    }

    /// <summary>As the site tells its visitors; where it tells nothing, as its team keeps them.</summary>
    private bool IsOpen(Site site) => hours.Of(site)?.IsOpen ?? agreements.Book.HoursOf(site.TeamId).IsOpen(time.GetUtcNow());

    private void Renew() => _ = Task.Run(RenewAsync);

    private async Task RenewAsync()
    {
        try
        {
            var now = new Dictionary<string, KnownSite?>(StringComparer.Ordinal);
            foreach (var key in board.SiteKeys) now[key] = await sites.FindAsync(key, CancellationToken.None);
            board.Renew(now.GetValueOrDefault);
        }
        catch (Exception exception)
        {
            // The pages that are open go by what held before.
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Warning, "The invitations' rules could not be asked; they are in a second")]
        public static partial void NotAsked(ILogger logger, Exception exception);

        [LoggerMessage(1, LogLevel.Warning, "The sites could not be read after a change; visitors who are there are invited as before")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
