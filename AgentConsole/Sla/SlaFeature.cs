namespace AgentConsole.Sla;

/// <summary>Registers the service-level agreements.</summary>
public static class SlaFeature
{
    public static void AddSla(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SlaCatalog>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SlaCatalog>());
    }
}
