using AgentConsole.People.Audit;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentConsole.Rules;

/// <summary>Registers the rules.</summary>
public static class RulesFeature
{
    /// <summary>They are read as the host starts: add this before what decides by them.</summary>
    public static IServiceCollection AddRules(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditTrail>();
        services.AddSingleton<PriorityRuleCatalog>();
        services.AddSingleton(provider => TaggedRules.Of(provider.GetRequiredService<PriorityRuleCatalog>()));
        services.AddHostedService(provider => provider.GetRequiredService<PriorityRuleCatalog>());
        return services;
    }
}
