namespace AgentConsole.Rules;

/// <summary>Registers the rules.</summary>
public static class RulesFeature
{
    /// <summary>They are read as the host starts: add this before what decides by them.</summary>
    public static IServiceCollection AddRules(this IServiceCollection services)
    {
        services.AddSingleton<PriorityRuleCatalog>();
        services.AddHostedService(provider => provider.GetRequiredService<PriorityRuleCatalog>());
        return services;
    }
}
