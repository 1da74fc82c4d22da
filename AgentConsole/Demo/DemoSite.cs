using AgentConsole.Sites;

namespace AgentConsole.Demo;

/// <summary>The shop's site: it may be shown on the demonstration's own addresses, which are renewed at each start.</summary>
internal sealed class DemoSite(SiteCatalog sites, IConfiguration configuration)
{
    public const string Key = "demo-shop";

    /// <summary>Makes the site, or renews the addresses it may be shown on. Gives its id.</summary>
    public async Task<long> MakeAsync(long teamId, CancellationToken cancellationToken)
    {
        var origins = string.Join(' ', (configuration["Urls"] ?? "http://localhost:5080").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var site = await sites.EnsureAsync(
            new Site
            {
                Key = Key,
                Name = DemoNames.Company,
                AllowedOrigins = origins,
                TeamId = teamId,
                Colour = "#2f6b4f",
                Greeting = "Hello! Ask us anything about gear, orders or trails.",
                Look = new SiteLook
                {
                    Letters = "A&P",
                    Launcher = "Ask us",
                    Ar = new SiteTexts("مرحبًا! اسألنا عن المعدات أو الطلبات أو المسارات.", "اسألنا"),
                    Sl = new SiteTexts("Pozdravljeni! Vprašajte nas o opremi, naročilih ali poteh.", "Vprašajte nas"),
                },
            },
            cancellationToken);
        return site.Id;
    }
}
