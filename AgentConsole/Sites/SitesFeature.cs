using AgentConsole.People.Audit;
using AgentConsole.People.Setup;
using AgentConsole.Sites.Invitations;
using AgentConsole.Sites.Visitors;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AgentConsole.Sites;

/// <summary>Registers the websites that carry the widget.</summary>
public static class SitesFeature
{
    public static void AddSites(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditTrail>();
        services.AddSingleton<SiteDirectory>();
        services.AddSingleton<SiteCatalog>();
        services.AddSingleton<SiteSecrets>();
        services.AddSingleton<SiteLogos>();
        services.AddSingleton<InviteCounts>();
        services.AddSingleton<VisitorBoard>();
        services.AddHostedService<VisitorWire>();
        services.AddSingleton<FirstSite>();
        services.AddSingleton<AfterSetup>(provider => provider.GetRequiredService<FirstSite>().MakeAsync);
    }
}
