namespace AgentConsole.Tickets;

/// <summary>New → Open ↔ Pending (waiting for the customer) ↔ On hold (waiting for a third party) → Resolved → Closed; Spam apart.</summary>
public enum TicketStatus { New = 0, Open = 1, Pending = 2, OnHold = 3, Resolved = 4, Closed = 5, Spam = 6 }

/// <summary>Where a ticket came from.</summary>
public enum TicketChannel { Chat = 0, Email = 1, Phone = 2, Web = 3, Api = 4, Social = 5 }

/// <summary>Who did something.</summary>
public enum ActorKind { System = 0, Agent = 1, Customer = 2, Rule = 3, Clock = 4, Bot = 5, Import = 6 }

/// <summary>Who did something, with the name it had then.</summary>
public sealed record Actor(ActorKind Kind, long Id, string Name)
{
    public static Actor Agent(long id, string name) => new(ActorKind.Agent, id, name);

    public static Actor Customer(long id, string name) => new(ActorKind.Customer, id, name);

    public static Actor Clock { get; } = new(ActorKind.Clock, 0, "SLA clock");

    /// <summary>What a team's policy lets happen while the customer is silent.</summary>
    public static Actor TeamPolicy { get; } = new(ActorKind.Rule, 0, "team policy");

    public static Actor System { get; } = new(ActorKind.System, 0, "system");
}

/// <summary>The shape a priority is told by beside its colour and its word.</summary>
public enum PriorityMark { Circle = 0, Down = 1, Up = 2, DoubleUp = 3, Square = 4, Diamond = 5, Star = 6 }

/// <summary>A priority is data: a level with a name, a rank (higher is more urgent), a colour and a shape.</summary>
/// <param name="Name">What people see. The four default levels are named by resources (<c>Priority.Low</c> …), others by this.</param>
/// <param name="IsRetired">No longer offered; the tickets that have it keep it, and their place.</param>
public sealed record PriorityLevel(int Id, string Name, int Rank, string Colour, PriorityMark Mark = PriorityMark.Circle, bool IsRetired = false)
{
    public const int LowId = 1, NormalId = 2, HighId = 3, UrgentId = 4;
}

/// <summary>A tag: name, text and background colour, public or internal.</summary>
/// <param name="IsArchived">No longer offered; the tickets that have it keep it.</param>
public sealed record Tag(long Id, string Name, string TextColour, string Background, bool IsPublic, bool IsArchived = false);

/// <summary>From this instant on the ticket had this status.</summary>
public sealed record StatusSpan(TicketStatus Status, DateTimeOffset From);

/// <summary>What a service-level agreement promises.</summary>
public enum SlaTarget { FirstResponse = 0, NextResponse = 1, FirstResolution = 2, TotalResolution = 3 }

/// <summary>State per target. Met and Missed are final; Breached is overdue and running.</summary>
public enum SlaState { None = 0, OnTrack = 1, AtRisk = 2, Breached = 3, Paused = 4, Met = 5, Missed = 6 }

/// <summary>How one target of one ticket stands.</summary>
/// <param name="StartedAt">When it began to count.</param>
/// <param name="AtRiskAt">When it warns, while it runs.</param>
/// <param name="DueAt">When it is due, while it runs or since it ended; null while paused.</param>
/// <param name="EndedAt">When it was met or missed for good.</param>
/// <param name="Left">What is left of the amount, while paused.</param>
public sealed record TargetStanding(
    SlaTarget Target, SlaState State, DateTimeOffset StartedAt,
    DateTimeOffset? AtRiskAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt, TimeSpan? Left)
{
    /// <summary>True while the target counts: neither ended nor paused.</summary>
    public bool IsRunning => State is SlaState.OnTrack or SlaState.AtRisk or SlaState.Breached;
}

/// <summary>How a ticket stands with its agreement, judged by one version of one policy and of its calendar, and stored with the ticket.</summary>
public sealed record TicketSla(
    int PolicyId, int PolicyVersion, IReadOnlyList<TargetStanding> Targets, int CalendarId = 0, int CalendarVersion = 0)
{
    public static TicketSla Empty { get; } = new(0, 0, []);

    /// <summary>The escalations that were taken for the standings that are here, so that each is taken once; null for none.</summary>
    public IReadOnlyList<EscalationTaken>? Escalated { get; init; }

    /// <summary>When the next escalation is to be taken; null where none is to come.</summary>
    public DateTimeOffset? EscalateAt { get; init; }

    /// <summary>The earliest due instant among running targets: the instant the ticket's place is made of.</summary>
    public DateTimeOffset? DueAt => Targets.Where(t => t.IsRunning).Min(t => t.DueAt);

    /// <summary>The target that <see cref="DueAt"/> belongs to.</summary>
    public SlaTarget? DueTarget => Targets.Where(t => t.IsRunning && t.DueAt is not null).MinBy(t => t.DueAt)?.Target;

    /// <summary>The worst state among running targets; Paused where only paused ones are left, None where none counts.</summary>
    public SlaState State
    {
        get
        {
            var worst = SlaState.None;
            foreach (var target in Targets)
            {
                if (target.IsRunning && (worst == SlaState.Paused || target.State > worst)) worst = target.State;
                else if (target.State == SlaState.Paused && worst == SlaState.None) worst = SlaState.Paused;
            }

            return worst;
        }
    }

    /// <summary>When time alone will next change a state or bring an escalation; null where it will not.</summary>
    public DateTimeOffset? NextTransitionAt => Targets
        .Select(t => t.State switch { SlaState.OnTrack => t.AtRiskAt ?? t.DueAt, SlaState.AtRisk => t.DueAt, _ => null })
        .Append(EscalateAt)
        .Min();

    /// <summary>The earliest due instant's at-risk instant, for a countdown that changes look by itself.</summary>
    public DateTimeOffset? AtRiskAt => Targets.Where(t => t.IsRunning).Min(t => t.AtRiskAt);

    public bool Equals(TicketSla? other) =>
        other is not null && PolicyId == other.PolicyId && PolicyVersion == other.PolicyVersion
        && CalendarId == other.CalendarId && CalendarVersion == other.CalendarVersion && Targets.SequenceEqual(other.Targets)
        && EscalateAt == other.EscalateAt && (Escalated ?? []).SequenceEqual(other.Escalated ?? []);

    public override int GetHashCode() => HashCode.Combine(PolicyId, PolicyVersion, Targets.Count);
}
