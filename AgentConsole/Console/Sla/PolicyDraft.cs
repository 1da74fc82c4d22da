using AgentConsole.Common;
using AgentConsole.Console.Conditions;
using AgentConsole.Console.Controls;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Console.Sla;

/// <summary>What is promised for one priority and target, as it is being written.</summary>
public sealed class PromiseDraft
{
    public string Amount { get; set; } = "";

    public string Warn { get; set; } = "";

    public bool InBusinessTime { get; set; } = true;
}

/// <summary>A policy while a person edits it. What the form does not show is kept as it was.</summary>
public sealed class PolicyDraft
{
    private static readonly SlaTarget[] s_targets = Enum.GetValues<SlaTarget>();

    private readonly SlaPolicy _began;
    private readonly Dictionary<(SlaTarget Target, int PriorityId), PromiseDraft> _promises = [];
    private readonly Dictionary<SlaTarget, HashSet<TicketStatus>> _pauses;

    /// <param name="priorityIds">The levels that the form shows.</param>
    public PolicyDraft(SlaPolicy began, IEnumerable<int> priorityIds)
    {
        (_began, Name, CalendarId, UseTeamCalendar, When) = (began, began.Name, began.CalendarId, began.UseTeamCalendar, DraftGroup.Of(began.When));
        Escalations = [.. began.Escalations.Select(step => new EscalationDraft(step))];
        _pauses = s_targets.ToDictionary(target => target, target => began.PausesOf(target).ToHashSet());
        foreach (var priority in priorityIds)
        {
            foreach (var target in s_targets)
            {
                var promise = began.PromiseOf(target, priority);
                _promises.Add((target, priority), new PromiseDraft
                {
                    Amount = promise is null ? "" : Amounts.Write(promise.Amount),
                    Warn = promise is null ? "" : Amounts.Write(promise.WarnBefore),
                    InBusinessTime = promise?.InBusinessTime ?? true,
                });
            }
        }
    }

    /// <summary>The statuses a target can wait in: those of tickets that are open.</summary>
    public static IReadOnlyList<TicketStatus> Pausable { get; } = [TicketStatus.New, TicketStatus.Open, TicketStatus.Pending, TicketStatus.OnHold];

    public bool IsDefault => _began.IsDefault;

    public string Name { get; set; }

    public DraftGroup When { get; }

    public int CalendarId { get; set; }

    public bool UseTeamCalendar { get; set; }

    public List<EscalationDraft> Escalations { get; }

    /// <summary>A number that no step of any version has had: each edit makes a version of its own.</summary>
    public int NextStepId() => Math.Max(((_began.Version + 1) * 100) + 1, Escalations.Select(step => step.Id + 1).DefaultIfEmpty().Max());

    public PromiseDraft Promise(SlaTarget target, int priorityId) => _promises[(target, priorityId)];

    public bool WaitsIn(SlaTarget target, TicketStatus status) => _pauses[target].Contains(status);

    public void Wait(SlaTarget target, TicketStatus status, bool waits)
    {
        if (waits) _pauses[target].Add(status);
        else _pauses[target].Remove(status);
    }

    /// <summary>The next version, and everything that keeps it from being used.</summary>
    public (SlaPolicy Policy, IReadOnlyList<SlaProblem> Problems) ToPolicy(int version)
    {
        var unreadable = new List<SlaProblem>();
        var shown = _promises.Keys.Select(key => key.PriorityId).ToHashSet();
        var promises = _began.Promises.Where(kept => !shown.Contains(kept.Key)).ToDictionary(kept => kept.Key, kept => kept.Value);
        foreach (var priority in shown)
        {
            IReadOnlyList<SlaPromise> read = [.. s_targets.Select(target => Read(target, priority, unreadable)).OfType<SlaPromise>()];
            if (read.Count > 0) promises.Add(priority, read);
        }

        var steps = new List<SlaEscalation>();
        foreach (var (at, step) in Escalations.Index())
        {
            var read = step.ToStep();
            if (read.Succeeded) steps.Add(read.Value);
            else unreadable.Add(new($"escalations[{at}]", read.Refusal));
        }

        var policy = _began with
        {
            Version = version,
            Name = Name.Trim(),
            When = _began.IsDefault ? null : When.ToCondition(),
            CalendarId = CalendarId,
            UseTeamCalendar = UseTeamCalendar,
            Promises = promises,
            Escalations = steps,
            Pauses = s_targets.ToDictionary(target => target, IReadOnlyList<TicketStatus> (target) => [.. _pauses[target].Order()]),
        };
        return (policy, [.. unreadable, .. policy.Validate()]);
    }

    private SlaPromise? Read(SlaTarget target, int priority, List<SlaProblem> unreadable)
    {
        var draft = _promises[(target, priority)];
        if (string.IsNullOrWhiteSpace(draft.Amount)) return null;
        var (amount, warn) = (Amounts.Read(draft.Amount), string.IsNullOrWhiteSpace(draft.Warn) ? TimeSpan.Zero : Amounts.Read(draft.Warn));
        if (amount is { } within && warn is { } before) return new SlaPromise(target, within, before, draft.InBusinessTime);
        unreadable.Add(new($"promises.{priority}.{target}", new Refusal("policy.amount_unreadable", amount is null ? draft.Amount : draft.Warn)));
        return null;
    }
}
