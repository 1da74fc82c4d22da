namespace AgentConsole.Sla;

/// <summary>Registers the service-level agreements.</summary>
public static class SlaFeature
{
    public static IServiceCollection AddSla(this IServiceCollection services)
    {
        services.AddSingleton<SlaCatalog>();
        services.AddHostedService(provider => provider.GetRequiredService<SlaCatalog>());
        return services;
    }
}
