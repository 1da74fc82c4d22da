using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Sla;

/// <summary>What one target promises to tickets of one priority.</summary>
/// <param name="Amount">How long it may take.</param>
/// <param name="WarnBefore">At risk when no more than this is left; zero for no warning.</param>
/// <param name="InBusinessTime">Counted while the policy's calendar is open; else by day and by night.</param>
public sealed record SlaPromise(SlaTarget Target, TimeSpan Amount, TimeSpan WarnBefore, bool InBusinessTime = true);

/// <summary>A service level, as data: what is promised for each priority, by which calendar, and what makes the clocks wait.</summary>
public sealed record SlaPolicy
{
    public required int Id { get; init; }

    /// <summary>Goes up with each change; a version is never changed, so what it judged can be explained later.</summary>
    public int Version { get; init; } = 1;

    public required string Name { get; init; }

    /// <summary>Its place among the policies: the first that fits a ticket judges it.</summary>
    public int Order { get; init; }

    /// <summary>It judges what no other policy fits, so that nothing sinks.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Judges nothing any more; kept because old records name it.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Which tickets it judges; null for all. The default policy has none.</summary>
    public Condition? When { get; init; }

    public required int CalendarId { get; init; }

    /// <summary>Where a ticket's team keeps hours of its own, those count instead of <see cref="CalendarId"/>'s.</summary>
    public bool UseTeamCalendar { get; init; }

    /// <summary>Priority id → what is promised. A priority or target that is missing is promised nothing.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<SlaPromise>> Promises { get; init; }

    /// <summary>Target → the statuses in which it waits; <see cref="DefaultPausesOf"/> where a target is missing.</summary>
    public IReadOnlyDictionary<SlaTarget, IReadOnlyList<TicketStatus>> Pauses { get; init; } = new Dictionary<SlaTarget, IReadOnlyList<TicketStatus>>();

    /// <summary>Whom a warning or a breach brings in, and what it does to the ticket.</summary>
    public IReadOnlyList<SlaEscalation> Escalations { get; init; } = [];

    /// <summary>Answering never waits; resolving waits for the customer and for third parties.</summary>
    public static IReadOnlyList<TicketStatus> DefaultPausesOf(SlaTarget target) =>
        target is SlaTarget.FirstResolution or SlaTarget.TotalResolution ? [TicketStatus.Pending, TicketStatus.OnHold] : [];

    public IReadOnlyList<TicketStatus> PausesOf(SlaTarget target) => Pauses.GetValueOrDefault(target) ?? DefaultPausesOf(target);

    public SlaPromise? PromiseOf(SlaTarget target, int priorityId) =>
        Promises.GetValueOrDefault(priorityId)?.FirstOrDefault(p => p.Target == target);

    /// <summary>Everything that keeps this policy from being used; empty where it is sound.</summary>
    public IReadOnlyList<SlaProblem> Validate() => PolicyRules.Problems(this);

    /// <summary>True where two versions promise the same, whatever their numbers.</summary>
    public static bool SameContent(SlaPolicy one, SlaPolicy other) => (one with { Version = 0 }).ToRow().Json == (other with { Version = 0 }).ToRow().Json;

    /// <summary>A version never changes, so two policies are equal where id and version are.</summary>
    public bool Equals(SlaPolicy? other) => other is not null && Id == other.Id && Version == other.Version;

    public override int GetHashCode() => HashCode.Combine(Id, Version);
}
