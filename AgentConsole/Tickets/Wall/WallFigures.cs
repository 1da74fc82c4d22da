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

/// <summary>What a screen across the room shows.</summary>
/// <param name="OpenByPriority">Highest rank first, every level.</param>
/// <param name="Waiting">Open tickets whose customer waits for an answer.</param>
/// <param name="OldestWaitingSince">Since when the one who has waited longest waits.</param>
/// <param name="NextToBreach">At most five that are due next and not overdue yet.</param>
/// <param name="OpenByAgent">Open tickets of each agent who has any.</param>
/// <param name="ChatsInProgress">Open chats that an agent has taken.</param>
/// <param name="Today">The 24 hours of today.</param>
public sealed record WallFigures(
    IReadOnlyList<WallPriority> OpenByPriority, int Waiting, DateTimeOffset? OldestWaitingSince, int AtRisk, int Breached,
    IReadOnlyList<WallDue> NextToBreach, IReadOnlyDictionary<long, int> OpenByAgent, int ChatsInProgress, IReadOnlyList<WallHour> Today);

/// <param name="Seq">The journal had made this at that sequence.</param>
public sealed record WallUpdate(long Seq, LiveState State, WallFigures Figures);
