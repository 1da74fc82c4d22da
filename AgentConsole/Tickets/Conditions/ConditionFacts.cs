using AgentConsole.People;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Tickets.Conditions;

/// <summary>Everything that a condition may ask of one ticket at one instant.</summary>
public sealed class ConditionFacts
{
    private readonly Ticket? _ticket;
    private readonly string? _said;
    private readonly SlaState _slaState;
    private readonly DateTimeOffset? _dueAt;
    private TicketFacts _listed;
    private string? _subject;
    private string? _text;

    /// <param name="customer">Null where nobody read it: what asks about the customer then doesn't fit.</param>
    /// <param name="text">What the customer wrote just now; null where nothing.</param>
    public ConditionFacts(Ticket ticket, Customer? customer, DateTimeOffset now, string? text = null)
    {
        (_ticket, Customer, Now, _said) = (ticket, customer, now, text);
        (_slaState, _dueAt) = (ticket.SlaState, ticket.DueAt);
    }

    /// <summary>Of what the inbox keeps of a ticket only: <see cref="IsListed"/> says what may be asked. One is turned to many tickets, one after another.</summary>
    internal ConditionFacts(DateTimeOffset now) => Now = now;

    public Ticket Ticket => _ticket ?? throw new InvalidOperationException("Only what the inbox keeps of this ticket is known.");

    public Customer? Customer { get; }

    public DateTimeOffset Now { get; }

    internal int PriorityId => _ticket?.PriorityId ?? _listed.PriorityId;

    internal TicketStatus Status => _ticket?.Status ?? _listed.Status;

    internal TicketChannel Channel => _ticket?.Channel ?? _listed.Channel;

    internal long TeamId => _ticket is null ? _listed.TeamId : _ticket.TeamId ?? 0;

    internal long AssigneeId => _ticket is null ? _listed.AssigneeId : _ticket.AssigneeId ?? 0;

    internal bool IsSnoozed => _ticket?.IsSnoozed ?? _listed.IsSnoozed;

    internal DateTimeOffset? WaitingSince => _ticket is null ? Instant(_listed.WaitingSince) : _ticket.WaitingSince;

    internal SlaState SlaState { get => _ticket is null ? _listed.SlaState : _slaState; init => _slaState = value; }

    internal DateTimeOffset? DueAt { get => _ticket is null ? Instant(_listed.DueAt) : _dueAt; init => _dueAt = value; }

    /// <summary>Folded once for all keywords that are looked for in it.</summary>
    internal string Subject => _subject ??= Folding.Fold(Ticket.Subject);

    internal string Text => _text ??= _said is null ? "" : Folding.Fold(_said);

    internal static bool IsListed(ConditionField field) => field is ConditionField.Priority or ConditionField.Status or ConditionField.Channel
        or ConditionField.Team or ConditionField.Assignee or ConditionField.Waiting or ConditionField.SlaState or ConditionField.Due or ConditionField.Snoozed;

    internal ConditionFacts Of(in TicketFacts listed)
    {
        _listed = listed;
        return this;
    }

    private static DateTimeOffset? Instant(long milliseconds) => milliseconds == TicketFacts.Never ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
