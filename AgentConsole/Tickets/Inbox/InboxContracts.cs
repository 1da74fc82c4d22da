using AgentConsole.People;
using AgentConsole.Tickets.Fields;

namespace AgentConsole.Tickets.Inbox;

/// <summary>The views an agent starts with.</summary>
public enum InboxView { Mine = 0, Unassigned = 1, MyTeams = 2, AllOpen = 3, AtRisk = 4, Breached = 5, Waiting = 6, Resolved = 7, Snoozed = 8 }

/// <summary>PriorityThenDue: highest rank first, within it the earliest due instant. DueNext: earliest due instant. Newest: latest created.
/// Weighted: the due instant brought forward by named boosts (<see cref="InboxWeights"/>).</summary>
public enum InboxOrder { PriorityThenDue = 0, DueNext = 1, Newest = 2, Weighted = 3 }

/// <summary>What a watcher asks for.</summary>
/// <param name="AgentId">Whose 'mine'; ignored by views that are the same for everyone.</param>
/// <param name="TeamIds">The watcher's teams, for 'my teams'; ignored elsewhere.</param>
/// <param name="Filter">A saved view's; the view is then not looked at.</param>
public sealed record InboxQuery(InboxView View, InboxOrder Order, long AgentId, IReadOnlyList<long> TeamIds, ViewFilter? Filter = null);

/// <summary>One row of the list: everything it shows, immutable, equal where it looks equal.</summary>
/// <param name="Version">The ticket's version, for 'changed since you looked'.</param>
/// <param name="WaitingSince">Since when the customer waits for an answer; null where nobody does.</param>
/// <param name="DueAt">The earliest due instant; the browser counts down to it.</param>
/// <param name="AtRiskAt">When the countdown begins to look at risk.</param>
/// <param name="PausedLeft">What is left, where paused.</param>
public sealed record InboxRow(
    long TicketId, int Version, string Subject, TicketStatus Status, int PriorityId, TicketChannel Channel,
    long CustomerId, string CustomerName, CustomerTier CustomerTier, bool CustomerIsVip,
    InboxRow.IdList TagIds, long? AssigneeId, long? TeamId,
    DateTimeOffset CreatedAt, DateTimeOffset LastMessageAt, ActorKind LastMessageBy, string LastMessagePreview, bool IsUnread, DateTimeOffset? WaitingSince,
    SlaState SlaState, SlaTarget? DueTarget, DateTimeOffset? DueAt, DateTimeOffset? AtRiskAt, TimeSpan? PausedLeft)
{
    public bool IsSnoozed { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>The company's own status within the category.</summary>
    public int? StatusId { get; init; }

    /// <summary>What it holds of the company's own fields.</summary>
    public FieldValues Fields { get; init; } = FieldValues.None;

    /// <summary>Ids compared by what they are.</summary>
    public readonly struct IdList(IReadOnlyList<long> ids) : IEquatable<IdList>
    {
        public IReadOnlyList<long> Ids => ids ?? [];

        public bool Equals(IdList other) => Ids.SequenceEqual(other.Ids);

        public override bool Equals(object? obj) => obj is IdList other && Equals(other);

        public override int GetHashCode() => Ids.Count == 0 ? 0 : HashCode.Combine(Ids.Count, Ids[0]);

        public static bool operator ==(IdList left, IdList right) => left.Equals(right);

        public static bool operator !=(IdList left, IdList right) => !left.Equals(right);
    }
}

/// <summary>How many tickets each view holds for one watcher. Kept as tickets change, never counted.</summary>
public sealed record InboxCounts(int Mine, int Unassigned, int MyTeams, int AllOpen, int AtRisk, int Breached, int Waiting, int Resolved, int Snoozed = 0)
{
    public int Of(InboxView view) => view switch
    {
        InboxView.Mine => Mine,
        InboxView.Unassigned => Unassigned,
        InboxView.MyTeams => MyTeams,
        InboxView.AllOpen => AllOpen,
        InboxView.AtRisk => AtRisk,
        InboxView.Breached => Breached,
        InboxView.Waiting => Waiting,
        InboxView.Snoozed => Snoozed,
        _ => Resolved,
    };
}

/// <summary>A window of a view: the rows from <paramref name="Start"/> on, as the journal had made them at <paramref name="Seq"/>.</summary>
/// <param name="Total">How many rows the whole view has; null while they are being counted: the rows are its first ones then, though perhaps not as many as were asked for.</param>
public sealed record InboxWindow(long Seq, int? Total, int Start, IReadOnlyList<InboxRow> Rows);
