namespace AgentConsole.Live;

/// <summary>Registers the change feed.</summary>
public static class LiveFeature
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddSingleton<LiveSignals>();
        builder.Services.AddHostedService<JournalTail>();
    }
}
