using AgentConsole.Common;
using AgentConsole.People.Audit;
using AgentConsole.People.Setup;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentConsole.Sla;

/// <summary>Registers the service-level agreements.</summary>
public static class SlaFeature
{
    /// <summary>The book is read as the host starts: add this before what judges by it.</summary>
    public static IServiceCollection AddSla(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditTrail>();
        services.AddSingleton<SlaCatalog>();
        services.AddSingleton<SlaSentences>();
        services.AddSingleton<PublicHttp>();
        services.AddSingleton<AfterSetup>(provider => new FirstCalendar(provider.GetRequiredService<SlaCatalog>()).MakeAsync);
        services.AddSingleton(provider => TaggedPolicies.Of(provider.GetRequiredService<SlaCatalog>()));
        services.AddHostedService(provider => provider.GetRequiredService<SlaCatalog>());
        return services;
    }
}
