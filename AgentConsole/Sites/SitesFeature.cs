using AgentConsole.People.Setup;

namespace AgentConsole.Sites;

/// <summary>Registers the websites that carry the widget.</summary>
public static class SitesFeature
{
    public static void AddSites(this IServiceCollection services)
    {
        services.AddSingleton<SiteDirectory>();
        services.AddSingleton<SiteCatalog>();
        services.AddSingleton<FirstSite>();
        services.AddSingleton<AfterSetup>(provider => provider.GetRequiredService<FirstSite>().MakeAsync);
    }
}
