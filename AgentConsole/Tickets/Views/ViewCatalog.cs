using System.Globalization;
using AgentConsole.Common;
using AgentConsole.Data;
using AgentConsole.Live;
using AgentConsole.People.Audit;
using AgentConsole.Tickets.Conditions;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Tickets.Views;

/// <summary>All saved views, in memory. Whoever calls the writing half has checked that the person may.</summary>
public sealed class ViewCatalog(IDbContextFactory<DeskDb> databases, LiveSignals signals, AuditTrail audit, TimeProvider time, ILogger<ViewCatalog> logger)
    : LiveCatalog(signals, time, logger, "views")
{
    /// <summary>Everybody's first, then teams', then people's own; each by position and name.</summary>
    public IReadOnlyList<SavedView> All { get; private set; } = [];

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
        var was = view.Id == 0 ? null : await db.Set<SavedView>().AsNoTracking().FirstOrDefaultAsync(other => other.Id == view.Id, cancellationToken);
        if (view.Id == 0) db.Add(view);
        else if (was is not null) db.Update(view);
        else return new Refusal("view.gone", view.Name);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        Audit(db, was, view);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await AnnounceAsync(cancellationToken);
        return view;
    }

    /// <summary>Deleting twice is harmless.</summary>
    public async Task DeleteAsync(long id, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await db.Set<SavedView>().FirstOrDefaultAsync(view => view.Id == id, cancellationToken) is not { } gone) return;
            db.Remove(gone);
            Audit(db, gone, null);
            await db.SaveChangesAsync(cancellationToken);
        }

        await AnnounceAsync(cancellationToken);
    }

    /// <summary>What is one's own is nobody else's matter.</summary>
    private void Audit(DeskDb db, SavedView? was, SavedView? became)
    {
        if ((became ?? was)!.Scope != ViewScope.Personal || was is { Scope: not ViewScope.Personal })
            audit.Add(db, AuditThing.View, (became ?? was)!.Id.ToString(CultureInfo.InvariantCulture), (became ?? was)!.Name, Told(was), Told(became));
    }

    /// <summary>The condition as it is stored, so that the trail can say from what to what.</summary>
    private static object? Told(SavedView? view) => view is null ? null : new { view.Name, view.Scope, view.ScopeId, When = ConditionJson.Write(view.When), view.Order, view.Columns, view.Position };

    protected override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var all = await db.Set<SavedView>().AsNoTracking().ToListAsync(cancellationToken);
        All = [.. all.OrderBy(view => view.Scope).ThenBy(view => view.Position).ThenBy(view => view.Name, StringComparer.InvariantCultureIgnoreCase)];
        return true;
    }
}
