using AgentConsole.Live;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Tickets.Wall;

public sealed record WallPriority(int PriorityId, int Open);

/// <param name="AtRiskAt">From when on its countdown looks at risk; null where it never warns.</param>
public sealed record WallDue(long TicketId, string Subject, int PriorityId, DateTimeOffset DueAt, DateTimeOffset? AtRiskAt, SlaState State)
{
    internal static WallDue Of(InboxRow row, DateTimeOffset dueAt) => new(row.TicketId, row.Subject, row.PriorityId, dueAt, row.AtRiskAt, row.SlaState);
}

/// <param name="Hour">0 to 23, on the clock of the wall's zone.</param>
public sealed record WallHour(int Hour, int Arrived, int Resolved);

/// <summary>What became of one policy's promises for one target, today and in the last seven days. Missed counts what is overdue and still running.</summary>
/// <param name="PolicyId">0 for what was told before the journal kept the policy.</param>
public sealed record WallCompliance(int PolicyId, SlaTarget Target, int MetToday, int MissedToday, int MetWeek, int MissedWeek);

/// <summary>What is expected of the next hour.</summary>
/// <param name="Expected">How many promises will break.</param>
/// <param name="Due">How many tickets are due in it.</param>
/// <param name="Agents">Who is here to do them.</param>
/// <param name="PerHour">How many these finish in an hour, by what was finished in the last one.</param>
/// <param name="Check">How good the forecast of an hour ago was; null where none was made then.</param>
public sealed record WallForecast(int Expected, int Due, int Agents, double PerHour, ForecastCheck? Check)
{
    public static WallForecast None { get; } = new(0, 0, 0, 0, null);
}

/// <summary>A team's chats now.</summary>
/// <param name="TeamId">0 for those of no team.</param>
/// <param name="Running">An agent has them, and they go on.</param>
/// <param name="Waiting">They wait for an agent.</param>
/// <param name="WaitingSince">Since when the one who has waited longest for an agent waits; null where nobody does.</param>
public sealed record WallChats(long TeamId, int Running, int Waiting, DateTimeOffset? WaitingSince);

/// <param name="Forecast">How many promises were expected to break.</param>
/// <param name="Happened">How many broke.</param>
public sealed record ForecastCheck(int Forecast, int Happened);

/// <summary>What a screen across the room shows.</summary>
/// <param name="OpenByPriority">Highest rank first, every level.</param>
/// <param name="Waiting">Open tickets whose customer waits for an answer.</param>
/// <param name="OldestWaitingSince">Since when the one who has waited longest waits.</param>
/// <param name="NextToBreach">At most five that are due next and not overdue yet.</param>
/// <param name="OpenByAgent">Open tickets of each agent who has any.</param>
/// <param name="Chats">Of each team that has any, those where most wait first.</param>
/// <param name="Today">The 24 hours of today.</param>
/// <param name="Compliance">What became of promises, by policy and target.</param>
public sealed record WallFigures(
    IReadOnlyList<WallPriority> OpenByPriority, int Waiting, DateTimeOffset? OldestWaitingSince, int AtRisk, int Breached,
    IReadOnlyList<WallDue> NextToBreach, IReadOnlyDictionary<long, int> OpenByAgent, IReadOnlyList<WallChats> Chats, IReadOnlyList<WallHour> Today,
    IReadOnlyList<WallCompliance> Compliance, WallForecast Forecast);

/// <param name="Seq">The journal had made this at that sequence.</param>
public sealed record WallUpdate(long Seq, LiveState State, WallFigures Figures);
