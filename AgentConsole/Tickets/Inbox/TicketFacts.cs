using System.Runtime.InteropServices;

namespace AgentConsole.Tickets.Inbox;

/// <summary>What views and orders need to know of a ticket that is not closed; small, because there is one for each in memory.</summary>
/// <param name="DueAt">Unix milliseconds; <see cref="long.MaxValue"/> where nothing is due.</param>
/// <param name="WaitingSince">Unix milliseconds; <see cref="long.MaxValue"/> where the customer does not wait.</param>
/// <param name="WeightedAt">Its key in the weighted order (<see cref="InboxWeights"/>), Unix milliseconds.</param>
/// <param name="AssigneeId">0 where nobody.</param>
/// <param name="TeamId">0 where none.</param>
/// <param name="PriorityId">Below 65,536.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TicketFacts(
    long Id, long DueAt, long WaitingSince, long WeightedAt, int AssigneeId, int TeamId,
    int PriorityId, int PriorityRank, TicketStatus Status, SlaState SlaState, TicketChannel Channel, bool IsSnoozed = false)
{
    public const long Never = long.MaxValue;

    // 48 bytes a ticket in all (a test measures): what has few values is kept in as few bytes.
    private readonly ushort _priorityId = checked((ushort)PriorityId);
    private readonly short _priorityRank = (short)Math.Clamp(PriorityRank, short.MinValue, short.MaxValue);
    private readonly byte _status = (byte)Status, _slaState = (byte)SlaState, _channel = (byte)Channel;

    public int PriorityId => _priorityId;

    public int PriorityRank => _priorityRank;

    public TicketStatus Status => (TicketStatus)_status;

    public SlaState SlaState => (SlaState)_slaState;

    public TicketChannel Channel => (TicketChannel)_channel;

    /// <summary>Work that the open views show: what is put away for later is not in them.</summary>
    public bool IsOpen => Status <= TicketStatus.OnHold && !IsSnoozed;

    /// <summary>True where it is in the inbox at all.</summary>
    public static bool IsListed(TicketStatus status) => status is not (TicketStatus.Closed or TicketStatus.Spam);

    /// <summary>Its place among others: a key that does not change as time passes.</summary>
    public static int Compare(InboxOrder order, in TicketFacts a, in TicketFacts b)
    {
        switch (order)
        {
            case InboxOrder.PriorityThenDue:
                if (a.PriorityRank != b.PriorityRank) return b.PriorityRank.CompareTo(a.PriorityRank);
                goto case InboxOrder.DueNext;
            case InboxOrder.DueNext:
                var due = a.DueAt.CompareTo(b.DueAt);
                return due != 0 ? due : a.Id.CompareTo(b.Id);
            case InboxOrder.Weighted:
                var weighted = a.WeightedAt.CompareTo(b.WeightedAt);
                if (weighted != 0) return weighted;
                goto case InboxOrder.PriorityThenDue;
            case LongestWait:
                var wait = a.WaitingSince.CompareTo(b.WaitingSince);
                return wait != 0 ? wait : a.Id.CompareTo(b.Id);
            default:
                // Numbers are given in the order of creation.
                return b.Id.CompareTo(a.Id);
        }
    }

    /// <summary>The wall's own order: who has waited longest.</summary>
    public const InboxOrder LongestWait = (InboxOrder)100;
}
