using System.Threading.Channels;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Views;

/// <summary>All saved views, in memory. Whoever calls the writing half has checked that the person may.</summary>
public sealed class ViewCatalog(IDbContextFactory<DeskDb> databases, LiveSignals signals) : BackgroundService
{
    private const string Topic = "views";

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Everybody's first, then teams', then people's own; each by position and name.</summary>
    public IReadOnlyList<SavedView> All { get; private set; } = [];

    /// <summary>Some were made, changed or deleted, here or on another node. Handlers must be quick.</summary>
    public event Action? Changed;

    public SavedView? View(long id) => All.FirstOrDefault(view => view.Id == id);

    /// <summary>What an agent of these teams has in the rail.</summary>
    public IReadOnlyList<SavedView> For(long agentId, IReadOnlyList<long> teamIds) => [.. All.Where(view => view.IsFor(agentId, teamIds))];

    /// <summary>Stores a view, a new one where its id is 0. Refusals: those of <see cref="ViewRules"/>, <c>view.name_twice</c>, <c>view.too_many</c>, <c>view.gone</c>.</summary>
    public async Task<Outcome<SavedView>> SaveAsync(SavedView view, CancellationToken cancellationToken)
    {
        view = view with { Name = view.Name.Trim() };
        if (ViewRules.Problems(view) is [var first, ..]) return first.What;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var others = await db.Set<SavedView>().AsNoTracking().Where(other => other.Scope == view.Scope && other.ScopeId == view.ScopeId && other.Id != view.Id).ToListAsync(cancellationToken);
        if (others.Exists(other => other.Name == view.Name)) return new Refusal("view.name_twice", view.Name);
        if (others.Count >= ViewRules.MaxOfOne) return new Refusal("view.too_many", ViewRules.MaxOfOne);
        if (view.Id == 0) db.Add(view);
        else if (await db.Set<SavedView>().AnyAsync(other => other.Id == view.Id, cancellationToken)) db.Update(view);
        else return new Refusal("view.gone", view.Name);
        await db.SaveChangesAsync(cancellationToken);
        await AnnounceAsync(cancellationToken);
        return view;
    }

    /// <summary>Deleting twice is harmless.</summary>
    public async Task DeleteAsync(long id, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            await db.Set<SavedView>().Where(view => view.Id == id).ExecuteDeleteAsync(cancellationToken);
        await AnnounceAsync(cancellationToken);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Follows what other nodes change.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = signals.Subscribe(Topic, _ => _bell.Writer.TryWrite(true));
        using var ending = stoppingToken.Register(() => _bell.Writer.TryComplete());
        await foreach (var _ in _bell.Reader.ReadAllAsync(CancellationToken.None)) await RefreshAsync(stoppingToken);
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        signals.Publish(Topic, "changed", "{}");
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var all = await db.Set<SavedView>().AsNoTracking().ToListAsync(cancellationToken);
        All = [.. all.OrderBy(view => view.Scope).ThenBy(view => view.Position).ThenBy(view => view.Name, StringComparer.InvariantCultureIgnoreCase)];
        Changed?.Invoke();
    }
}
