using AgentConsole.Common;

namespace AgentConsole.Sla;

/// <summary>Nothing counts by a calendar that is retired.</summary>
internal static class RetiredCalendars
{
    /// <summary>What new versions would leave counting by a retired calendar. Refusals: <c>calendar.default_stays</c>, <c>calendar.policy_uses</c>, <c>calendar.team_uses</c>, <c>policy.calendar_retired</c>.</summary>
    public static Refusal? Problem(SlaBook before, IReadOnlyList<SlaPolicy> policies, IReadOnlyList<BusinessCalendar> calendars)
    {
        var after = before.Calendars.Values.Where(old => calendars.All(fresh => fresh.Id != old.Id)).Concat(calendars);
        var inForce = before.Policies.Where(old => policies.All(fresh => fresh.Id != old.Id)).Concat(policies.Where(policy => !policy.IsRetired)).ToList();
        foreach (var retired in after.Where(calendar => calendar.IsRetired))
        {
            if (retired.Id == SlaDefaults.CalendarId) return new Refusal("calendar.default_stays");
            if (retired.TeamIds.Count > 0) return new Refusal("calendar.team_uses", retired.Name);
            if (inForce.Where(policy => policy.CalendarId == retired.Id).ToList() is not [var first, ..] users) continue;
            return policies.Contains(first)
                ? new Refusal("policy.calendar_retired", retired.Name)
                : new Refusal("calendar.policy_uses", retired.Name, string.Join(", ", users.Select(policy => policy.Name)));
        }

        return null;
    }
}
