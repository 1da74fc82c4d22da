using System.Globalization;
using AgentConsole.Data;
using AgentConsole.People.Audit;
using AgentConsole.People.Bans;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Desk;

/// <summary>Bans within one commit. They are few: each is written at once, and gone again where the commit is.</summary>
internal sealed class UnitBans(DeskDb db)
{
    /// <summary>In place of whatever the profile was under.</summary>
    public async Task PutAsync(Ban ban)
    {
        var before = await TakeAsync(ban.Customers);
        db.Add(ban);
        await WriteAsync(ban.CustomerId, ban.ById, ban.ByName, ban.At, before, ban);
    }

    /// <summary>False where there was none.</summary>
    public async Task<bool> LiftAsync(IReadOnlyList<long> customers, long profile, Actor by, DateTimeOffset now)
    {
        var before = await TakeAsync(customers);
        if (before is not null) await WriteAsync(profile, by.Id, by.Name, now, before, null);
        return before is not null;
    }

    public Task EraseAsync(IReadOnlyList<long> customers) =>
        db.Set<Ban>().Where(ban => customers.Contains(ban.CustomerId)).ExecuteUpdateAsync(set => set.SetProperty(ban => ban.Reason, ""));

    // Profiles may have been merged since: whatever holds one of them goes.
    private async Task<Ban?> TakeAsync(IReadOnlyList<long> customers)
    {
        var held = (await db.Set<Ban>().AsNoTracking().ToListAsync()).Where(ban => ban.Customers.Any(customers.Contains)).OrderBy(ban => ban.Id).ToList();
        foreach (var ban in held) await db.Set<Ban>().Where(other => other.Id == ban.Id).ExecuteDeleteAsync();
        return held.LastOrDefault();
    }

    // Whom and why is in the customer's record, from which a person can be erased.
    private async Task WriteAsync(long profile, long byId, string byName, DateTimeOffset at, Ban? was, Ban? became)
    {
        db.Add(new AuditRow
        {
            At = at,
            ById = byId,
            ByName = Common.Text.Preview(byName, AuditRow.MaxNameLength),
            Kind = was is null ? AuditKind.Made : became is null ? AuditKind.Removed : AuditKind.Changed,
            Thing = AuditThing.Ban,
            ThingId = profile.ToString(CultureInfo.InvariantCulture),
            ThingName = Redaction.Name(profile),
            Changes = AuditDiff.Write(AuditDiff.Between(Facts(was), Facts(became))),
        });
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    private static object? Facts(Ban? ban) => ban is null ? null : new { until = ban.Until?.ToString("u", CultureInfo.InvariantCulture) ?? "-", address = ban.AddressUntil };
}
