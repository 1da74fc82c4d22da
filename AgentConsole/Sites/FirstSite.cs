using System.Security.Cryptography;
using AgentConsole.Common;
using AgentConsole.People.Setup;

namespace AgentConsole.Sites;

/// <summary>A company just set up gets a site, so that the widget can stand on a page at once.</summary>
internal sealed partial class FirstSite(SiteCatalog sites, ILogger<FirstSite> logger)
{
    /// <summary>Where there is a site already, it is this one, from an attempt that broke off later.</summary>
    public async Task MakeAsync(SetupDone done, CancellationToken cancellationToken)
    {
        if ((await sites.ListAsync(cancellationToken)).Count > 0) return;
        var name = Text.Preview(done.Company, Site.MaxNameLength);
        var site = await sites.EnsureAsync(
            new Site { Key = RandomNumberGenerator.GetHexString(16, lowercase: true), Name = name, TeamId = done.TeamId }, cancellationToken);
        Log.Made(logger, site.Key);
    }

    private static partial class Log
    {
        // A site's key is public: every page that carries the widget shows it.
        [LoggerMessage(Level = LogLevel.Information, Message = "The chat widget's site key is {Key}")]
        public static partial void Made(ILogger logger, string key);
    }
}
