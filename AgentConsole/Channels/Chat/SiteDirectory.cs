using System.Collections.Frozen;
using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Channels.Chat;

/// <summary>A site and the origins it may be shown on.</summary>
internal sealed record KnownSite(Site Site, IReadOnlyList<string> Origins)
{
    public bool Allows(string origin) => Origins.Contains(origin, StringComparer.Ordinal);
}

/// <summary>The sites, held in memory: a stranger with an unknown key costs no query.</summary>
internal sealed class SiteDirectory(IDbContextFactory<DeskDb> databases, ChatOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private FrozenDictionary<string, KnownSite>? _sites;
    private FrozenSet<string> _origins = [];
    private long _loadedAt;

    /// <summary>The site with this key; null where there is none.</summary>
    public async ValueTask<KnownSite?> FindAsync(string? key, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(key) || key.Length > Site.MaxKeyLength) return null;
        var sites = await CurrentAsync(cancellationToken);
        return sites.GetValueOrDefault(key);
    }

    /// <summary>True where some site names this origin.</summary>
    public async ValueTask<bool> KnowsOriginAsync(string origin, CancellationToken cancellationToken)
    {
        await CurrentAsync(cancellationToken);
        return _origins.Contains(origin);
    }

    /// <summary>Sites were changed by this process: the next look reads them anew.</summary>
    public void Forget() => _sites = null;

    public void Dispose() => _loading.Dispose();

    private async ValueTask<FrozenDictionary<string, KnownSite>> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_sites is { } sites && IsFresh) return sites;
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (_sites is { } loaded && IsFresh) return loaded;
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var read = await db.Set<Site>().ToListAsync(cancellationToken);
            var known = read.ConvertAll(site => new KnownSite(site, Origins.Parse(site.AllowedOrigins)));
            _origins = known.SelectMany(site => site.Origins).ToFrozenSet(StringComparer.Ordinal);
            _loadedAt = time.GetTimestamp();
            return _sites = known.ToFrozenDictionary(site => site.Site.Key, StringComparer.Ordinal);
        }
        finally
        {
            _loading.Release();
        }
    }

    private bool IsFresh => time.GetElapsedTime(_loadedAt) < TimeSpan.FromSeconds(options.SiteRefreshSeconds);
}
