namespace AgentConsole.Live;

/// <summary>Registers the change feed.</summary>
public static class LiveFeature
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<LiveSignals>();
        services.AddHostedService<JournalTail>();
        return services;
    }
}
