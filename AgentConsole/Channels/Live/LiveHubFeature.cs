namespace AgentConsole.Channels.Live;

/// <summary>Maps the change stream for programs outside.</summary>
public static class LiveHubFeature
{
    public static void MapLiveHub(this WebApplication app) => app.MapHub<LiveHub>("/hubs/live");
}
