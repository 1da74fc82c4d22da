using System.Collections.Frozen;
using AgentConsole.Data;
using AgentConsole.Live;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Sites;

/// <summary>A site and the origins it may be shown on.</summary>
public sealed record KnownSite(Site Site, IReadOnlyList<string> Origins)
{
    /// <summary>What the site's server signs with, encrypted (<see cref="SiteSecrets"/>); null where it signs nothing.</summary>
    internal string? Secret { get; init; }

    public bool Allows(string origin) => Origins.Contains(origin, StringComparer.Ordinal);
}

/// <summary>
/// The sites that are open, held in memory: a stranger with an unknown key costs no query. Read anew after each change, on whichever node it was
/// made, and every half minute in case that was not heard.
/// </summary>
public sealed class SiteDirectory : IDisposable
{
    /// <summary>The topic on which nodes tell each other that a site changed.</summary>
    internal const string Topic = "sites";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly IDbContextFactory<DeskDb> _databases;
    private readonly LiveSignals _signals;
    private readonly TimeProvider _time;
    private readonly IDisposable _listening;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Loaded? _now;
    private int _changes;

    public SiteDirectory(IDbContextFactory<DeskDb> databases, LiveSignals signals, TimeProvider time)
    {
        (_databases, _signals, _time) = (databases, signals, time);
        _listening = signals.Follow(Topic, Forget);
    }

    /// <summary>A site changed here or on another node. Called outside every lock.</summary>
    public event Action? Changed;

    /// <summary>The open site with this key; null where there is none.</summary>
    public async ValueTask<KnownSite?> FindAsync(string? key, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(key) || key.Length > Site.MaxKeyLength) return null;
        return (await CurrentAsync(cancellationToken)).Sites.GetValueOrDefault(key);
    }

    /// <summary>All that are open.</summary>
    public async ValueTask<IReadOnlyList<KnownSite>> AllAsync(CancellationToken cancellationToken) => (await CurrentAsync(cancellationToken)).Sites.Values;

    /// <summary>True where some site names this origin.</summary>
    public async ValueTask<bool> KnowsOriginAsync(string origin, CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).Origins.Contains(origin);

    /// <summary>After a change made here: the next look reads anew, on every node.</summary>
    public void Announce() => _signals.Publish(Topic, "changed", "{}");

    public void Dispose()
    {
        _listening.Dispose();
        _loading.Dispose();
    }

    private void Forget()
    {
        Interlocked.Increment(ref _changes);
        _now = null;
        Changed?.Invoke();
    }

    private async ValueTask<Loaded> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_now is { } now && IsFresh(now)) return now;
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (_now is { } loaded && IsFresh(loaded)) return loaded;
            while (true)
            {
                var changes = Volatile.Read(ref _changes);
                var fresh = await LoadAsync(cancellationToken);
                // What was changed while it was read may be missing from it.
                if (changes == Volatile.Read(ref _changes)) return _now = fresh;
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<Loaded> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        var open = await db.Set<Site>().Where(site => site.DisabledAt == null).ToListAsync(cancellationToken);
        var secrets = await db.Set<SiteSecret>().ToDictionaryAsync(secret => secret.SiteId, secret => secret.Protected, cancellationToken);
        var known = open.ConvertAll(site => new KnownSite(site, Origins.Parse(site.AllowedOrigins)) { Secret = secrets.GetValueOrDefault(site.Id) });
        return new Loaded(
            known.ToFrozenDictionary(site => site.Site.Key, StringComparer.Ordinal),
            known.SelectMany(site => site.Origins).ToFrozenSet(StringComparer.Ordinal), _time.GetTimestamp());
    }

    private bool IsFresh(Loaded loaded) => _time.GetElapsedTime(loaded.At) < Fresh;

    private sealed record Loaded(FrozenDictionary<string, KnownSite> Sites, FrozenSet<string> Origins, long At);
}
