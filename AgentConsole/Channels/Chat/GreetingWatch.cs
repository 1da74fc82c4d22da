namespace AgentConsole.Channels.Chat;

/// <summary>Cuts off connections that never greet, or whose greeting was refused: they hold a place that somebody else could have.</summary>
internal sealed class GreetingWatch(ChatRooms rooms, ChatOptions options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var limit = TimeSpan.FromSeconds(options.GreetingSeconds);
        using var round = new PeriodicTimer(limit / 3, time);
        while (await round.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var session in rooms.Sessions)
            {
                if (session.Room is null && time.GetElapsedTime(session.Since) > limit) session.Cut();
            }
        }
    }
}
