using AgentConsole.Tickets;

namespace AgentConsole.Sla;

/// <summary>What a new company starts with.</summary>
public static class SlaDefaults
{
    public const int PolicyId = 1, CalendarId = 1;

    /// <summary>Monday to Friday, nine to five.</summary>
    /// <param name="timeZone">An IANA name.</param>
    public static BusinessCalendar Calendar(string timeZone = "Etc/UTC") => new()
    {
        Id = CalendarId,
        Name = "Office hours",
        TimeZone = timeZone,
        Week = new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }
            .ToDictionary(day => day, IReadOnlyList<OpenInterval> (_) => [OpenInterval.Hours(9, 17)]),
    };

    /// <summary>First response, next response and resolution, the more urgent the sooner; Urgent runs by night too.</summary>
    public static SlaPolicy Policy() => new()
    {
        Id = PolicyId,
        Name = "Standard",
        IsDefault = true,
        CalendarId = CalendarId,
        Promises = new Dictionary<int, IReadOnlyList<SlaPromise>>
        {
            [PriorityLevel.UrgentId] = Promises(firstResponse: 15, nextResponse: 15, resolution: 4 * 60, inBusinessTime: false),
            [PriorityLevel.HighId] = Promises(firstResponse: 60, nextResponse: 60, resolution: 8 * 60),
            [PriorityLevel.NormalId] = Promises(firstResponse: 4 * 60, nextResponse: 4 * 60, resolution: 24 * 60),
            [PriorityLevel.LowId] = Promises(firstResponse: 8 * 60, nextResponse: 8 * 60, resolution: 40 * 60),
        },
        Escalations =
        [
            new SlaEscalation(1, SlaState.AtRisk, TimeSpan.Zero, [new(EscalationKind.NotifyAssignee)]),
            new SlaEscalation(2, SlaState.Breached, TimeSpan.Zero, [new(EscalationKind.NotifyAssignee), new(EscalationKind.NotifySupervisors)]),
        ],
    };

    /// <summary>Amounts in minutes; the warning comes when a quarter is left.</summary>
    private static IReadOnlyList<SlaPromise> Promises(int firstResponse, int nextResponse, int resolution, bool inBusinessTime = true) =>
    [
        Promise(SlaTarget.FirstResponse, firstResponse, inBusinessTime),
        Promise(SlaTarget.NextResponse, nextResponse, inBusinessTime),
        Promise(SlaTarget.FirstResolution, resolution, inBusinessTime),
    ];

    private static SlaPromise Promise(SlaTarget target, int minutes, bool inBusinessTime) =>
        new(target, TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes) / 4, inBusinessTime);
}
