using AgentConsole.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Sla;

/// <summary>The versions of policies and calendars that judged something.</summary>
public sealed record SlaVersions(
    IReadOnlyDictionary<(int Id, int Version), SlaPolicy> Policies, IReadOnlyDictionary<(int Id, int Version), BusinessCalendar> Calendars, SlaBook Book)
{
    /// <summary>What judged; null where it isn't known any more.</summary>
    public (SlaPolicy Policy, BusinessCalendar Calendar)? Of(TicketSla judged)
    {
        var policy = Policies.GetValueOrDefault((judged.PolicyId, judged.PolicyVersion))
            ?? Book.Policies.FirstOrDefault(p => p.Id == judged.PolicyId && p.Version == judged.PolicyVersion);
        if (policy is null) return null;
        // The built-in calendar's first version is never stored; old records don't name theirs, and the one in force stands for it.
        var calendar = Calendars.GetValueOrDefault((judged.CalendarId, judged.CalendarVersion))
            ?? ((judged.CalendarId, judged.CalendarVersion) == (SlaDefaults.CalendarId, 1) ? SlaDefaults.Calendar() : null)
            ?? Book.Calendars.GetValueOrDefault(judged.CalendarId == 0 ? policy.CalendarId : judged.CalendarId);
        return calendar is null ? null : (policy, calendar);
    }
}

public sealed partial class SlaCatalog
{
    /// <summary>The policies that judge nothing any more, as they were last.</summary>
    public async Task<IReadOnlyList<SlaPolicy>> RetiredPoliciesAsync(CancellationToken cancellationToken)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<SlaPolicyRow>().AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.Id).Select(versions => SlaJson.Read(versions.MaxBy(row => row.Version)!)).Where(policy => policy.IsRetired).OrderBy(policy => policy.Id)];
    }

    /// <summary>Everything that made these standings.</summary>
    public async Task<SlaVersions> VersionsAsync(IEnumerable<TicketSla> judged, CancellationToken cancellationToken)
    {
        var book = await BookAsync(cancellationToken);
        var standings = judged.ToList();
        var (policies, calendars) = (standings.Select(s => s.PolicyId).Distinct().ToList(), standings.Select(s => s.CalendarId).Distinct().ToList());
        var versions = standings.Select(s => s.PolicyVersion).Concat(standings.Select(s => s.CalendarVersion)).Distinct().ToList();
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var policyRows = await db.Set<SlaPolicyRow>().Where(row => policies.Contains(row.Id) && versions.Contains(row.Version)).ToListAsync(cancellationToken);
        var calendarRows = await db.Set<SlaCalendarRow>().Where(row => calendars.Contains(row.Id) && versions.Contains(row.Version)).ToListAsync(cancellationToken);
        return new SlaVersions(policyRows.ToDictionary(row => (row.Id, row.Version), SlaJson.Read), calendarRows.ToDictionary(row => (row.Id, row.Version), SlaJson.Read), book);
    }
}
