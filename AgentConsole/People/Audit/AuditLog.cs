using AgentConsole.Data;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People.Audit;

/// <param name="ById">One agent's; null for everybody's, programs' too.</param>
/// <param name="Thing">Changes of one kind of thing.</param>
/// <param name="ThingId">Of one thing of that kind.</param>
/// <param name="Before">Only lines older than the one with this id.</param>
public sealed record AuditQuery(long? ById = null, AuditThing? Thing = null, string? ThingId = null, long? Before = null);

/// <summary>Reads who changed what. The caller has checked <see cref="Permissions.AuditRead"/>.</summary>
public sealed class AuditLog(IDbContextFactory<DeskDb> databases)
{
    public const int Page = 50;

    /// <summary>At most a page, newest first; and whether there are older ones.</summary>
    public async Task<(IReadOnlyList<AuditRow> Rows, bool HasOlder)> ReadAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = db.Set<AuditRow>().AsNoTracking();
        if (query.ById is { } by) rows = rows.Where(row => row.ById == by);
        if (query.Thing is { } thing) rows = rows.Where(row => row.Thing == thing);
        if (query.ThingId is { } id) rows = rows.Where(row => row.ThingId == id);
        if (query.Before is { } before) rows = rows.Where(row => row.Id < before);
        var page = await rows.OrderByDescending(row => row.Id).Take(Page + 1).ToListAsync(cancellationToken);
        return ([.. page.Take(Page)], page.Count > Page);
    }

    /// <summary>The ids of those who changed anything.</summary>
    public async Task<IReadOnlyList<long>> PeopleAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<AuditRow>().Where(row => row.ById != null).Select(row => row.ById!.Value).Distinct().ToListAsync(cancellationToken);
    }
}
