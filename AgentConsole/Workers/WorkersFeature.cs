namespace AgentConsole.Workers;

/// <summary>Registers all that runs by itself.</summary>
public static class WorkersFeature
{
    public static IServiceCollection AddWorkers(this IServiceCollection services) => services.AddHostedService<SlaClock>();
}
