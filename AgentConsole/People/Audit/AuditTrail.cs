using AgentConsole.Common;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.People.Audit;

/// <summary>Writes down who changed what for others, from what to what. Secrets and their hashes are never among it: whoever adds says what may be told.</summary>
public sealed class AuditTrail(TimeProvider time)
{
    /// <summary>Adds the line to what the context saves next, in the same transaction. Nothing where nothing differs.</summary>
    /// <param name="was">A value that can be written as JSON; null where the thing is new.</param>
    /// <param name="became">Null where it is gone.</param>
    /// <param name="by">The agent, where it is not the person of the request or circuit.</param>
    public void Add(DbContext db, AuditThing thing, string id, string name, object? was, object? became, long? by = null)
    {
        var changes = AuditDiff.Between(was, became);
        if (changes.Count == 0) return;
        var who = Acting.Who;
        db.Add(new AuditRow
        {
            At = time.Instant(),
            ById = who?.Id ?? by,
            ByName = Text.Preview(who?.Name ?? "", AuditRow.MaxNameLength),
            Kind = was is null ? AuditKind.Made : became is null ? AuditKind.Removed : AuditKind.Changed,
            Thing = thing,
            ThingId = id,
            ThingName = Text.Preview(name, AuditRow.MaxNameLength),
            Changes = AuditDiff.Write(changes),
        });
    }

    /// <summary>The same for the order of things: what came or went is told for itself and moves nothing.</summary>
    public void AddOrder(DbContext db, AuditThing thing, IReadOnlyList<(long Id, string Name)> was, IReadOnlyList<(long Id, string Name)> became)
    {
        var (before, after) = (was.Where(one => became.Any(other => other.Id == one.Id)).ToList(), became.Where(one => was.Any(other => other.Id == one.Id)).ToList());
        if (!before.Select(one => one.Id).SequenceEqual(after.Select(one => one.Id)))
            Add(db, thing, "", "", new { order = before.Select(one => one.Name) }, new { order = after.Select(one => one.Name) });
    }
}
