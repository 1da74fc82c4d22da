using System.Security.Cryptography;
using AgentConsole.Data;
using AgentConsole.People.Setup;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Channels.Chat;

/// <summary>A company just set up gets a site, so that the widget can stand on a page at once.</summary>
internal sealed partial class FirstSite(IDbContextFactory<DeskDb> databases, SiteDirectory sites, ILogger<FirstSite> logger)
{
    public async Task MakeAsync(SetupDone done, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var key = RandomNumberGenerator.GetHexString(16, lowercase: true);
        db.Add(new Site { Key = key, Name = done.Company.Length > 100 ? done.Company[..100] : done.Company, TeamId = done.TeamId });
        await db.SaveChangesAsync(cancellationToken);
        sites.Forget();
        Log.Made(logger, key);
    }

    private static partial class Log
    {
        // A site's key is public: every page that carries the widget shows it.
        [LoggerMessage(Level = LogLevel.Information, Message = "The chat widget's site key is {Key}")]
        public static partial void Made(ILogger logger, string key);
    }
}
