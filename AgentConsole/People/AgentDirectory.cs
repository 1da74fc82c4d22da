using System.Collections.Frozen;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Identity;
using AgentConsole.People.Links;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People;

/// <summary>
/// Everybody who works here, in memory: agents, teams, whose session still holds, which wall links are open. Read on every request and by every
/// screen, so it costs nothing to ask. Reloaded after each change made in this process, and where other nodes share the database when they say so,
/// and every few seconds in case that was lost.
/// </summary>
public sealed class AgentDirectory(IDbContextFactory<DeskDb> databases, LiveSignals signals) : IDisposable
{
    /// <summary>The topic on which nodes tell each other that people or their presence changed, and its kinds.</summary>
    internal const string Topic = "people", ChangedKind = "changed", PresenceKind = "presence", LeftKind = "left";

    private readonly SemaphoreSlim _loading = new(1);
    private volatile DirectorySnapshot _now = DirectorySnapshot.Empty;

    /// <summary>Something in it changed. Called outside every lock, by whoever reloaded.</summary>
    public event Action? Changed;

    /// <summary>Those who can sign in, by name.</summary>
    public IReadOnlyList<AgentInfo> Agents => _now.Active;

    /// <summary>By name.</summary>
    public IReadOnlyList<Team> Teams => _now.Teams;

    /// <summary>An agent by id, disabled ones too: old tickets name them.</summary>
    public AgentInfo? Agent(long id) => _now.Agents.GetValueOrDefault(id);

    /// <summary>False for a disabled account and for one that doesn't exist.</summary>
    public bool IsActive(long id) => _now.Stamps.ContainsKey(id);

    public Team? Team(long id) => _now.Teams.FirstOrDefault(team => team.Id == id);

    /// <summary>Those of a team whose accounts are disabled.</summary>
    public IEnumerable<long> DisabledIn(long teamId)
    {
        var now = _now;
        return now.Agents.Values.Where(agent => agent.TeamIds.Contains(teamId) && !now.Stamps.ContainsKey(agent.Id)).Select(agent => agent.Id);
    }

    internal bool HoldsSession(long id, string? stamp) => _now.Stamps.TryGetValue(id, out var current) && current == stamp;

    internal WallLinkInfo? OpenWallLink(string tokenHash) => _now.WallLinks.GetValueOrDefault(tokenHash);

    internal bool IsWallLinkOpen(long id) => _now.WallLinks.Values.Any(link => link.Id == id);

    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        bool changed;
        try
        {
            var fresh = await DirectorySnapshot.LoadAsync(databases, cancellationToken);
            changed = !fresh.SameAs(_now);
            _now = fresh;
        }
        finally
        {
            _loading.Release();
        }

        if (changed) Changed?.Invoke();
    }

    /// <summary>After a change made here: reloads, and tells the other nodes.</summary>
    internal async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken);
        signals.Publish(Topic, ChangedKind, "{}");
    }

    public void Dispose() => _loading.Dispose();
}

/// <summary>The directory at one moment.</summary>
internal sealed record DirectorySnapshot(
    FrozenDictionary<long, AgentInfo> Agents, IReadOnlyList<AgentInfo> Active, IReadOnlyList<Team> Teams,
    FrozenDictionary<long, string> Stamps, FrozenDictionary<string, WallLinkInfo> WallLinks)
{
    public static DirectorySnapshot Empty { get; } =
        new(FrozenDictionary<long, AgentInfo>.Empty, [], [], FrozenDictionary<long, string>.Empty, FrozenDictionary<string, WallLinkInfo>.Empty);

    public static async Task<DirectorySnapshot> LoadAsync(IDbContextFactory<DeskDb> databases, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var accounts = await db.Set<Account>()
            .Select(account => new { account.Id, account.DisplayName, account.Email, account.Role, account.Language, account.SecurityStamp, account.DisabledAt, account.Seniority, account.Capacity, account.ChatCapacity, account.SkillIds })
            .ToListAsync(cancellationToken);
        var members = (await db.Set<AgentTeam>().ToListAsync(cancellationToken)).ToLookup(member => member.AccountId, member => member.TeamId);
        var teams = await db.Set<Team>().ToListAsync(cancellationToken);
        var links = await db.Set<WallLinkRow>().Where(link => link.RevokedAt == null).ToListAsync(cancellationToken);

        var agents = accounts.ToFrozenDictionary(account => account.Id, account => new AgentInfo(
            account.Id, account.DisplayName, account.Email!, account.Role, members[account.Id].Order().ToArray(), account.Language)
        {
            Ability = new AgentAbility(account.Seniority, account.Capacity, account.SkillIds) { ChatCapacity = account.ChatCapacity },
        });
        var active = accounts.Where(account => account.DisabledAt is null).ToArray();
        return new DirectorySnapshot(
            agents,
            active.Select(account => agents[account.Id]).OrderBy(agent => agent.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(agent => agent.Id).ToArray(),
            teams.OrderBy(team => team.Name, StringComparer.InvariantCultureIgnoreCase).ToArray(),
            active.ToFrozenDictionary(account => account.Id, account => account.SecurityStamp ?? ""),
            links.ToFrozenDictionary(link => link.TokenHash, link => link.Info, StringComparer.Ordinal));
    }

    public bool SameAs(DirectorySnapshot other) =>
        Stamps.Count == other.Stamps.Count && Stamps.All(pair => other.Stamps.TryGetValue(pair.Key, out var stamp) && stamp == pair.Value)
        && Agents.Count == other.Agents.Count && Agents.Values.All(agent => other.Agents.TryGetValue(agent.Id, out var was) && Same(agent, was))
        && Teams.SequenceEqual(other.Teams)
        && WallLinks.Count == other.WallLinks.Count && WallLinks.All(pair => other.WallLinks.TryGetValue(pair.Key, out var link) && link == pair.Value);

    private static bool Same(AgentInfo a, AgentInfo b) => a with { TeamIds = b.TeamIds } == b && a.TeamIds.SequenceEqual(b.TeamIds);
}
