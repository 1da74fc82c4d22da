using AgentConsole.Tickets;

namespace AgentConsole.Sla;

/// <summary>A step of a policy's escalation: what is done when a target warns or breaches, taken once for each.</summary>
/// <param name="Id">Unique within the policy, and kept by its later versions: it is what is remembered of a step that was taken.</param>
/// <param name="When"><see cref="SlaState.AtRisk"/> or <see cref="SlaState.Breached"/>.</param>
/// <param name="After">How long after that; counted like the target's amount, in business or calendar time.</param>
/// <param name="Target">The one target it is about; null for any.</param>
/// <param name="AtAnyHour">Done by night too. Otherwise it waits until the calendar opens, because people are told.</param>
public sealed record SlaEscalation(
    int Id, SlaState When, TimeSpan After, IReadOnlyList<EscalationAction> Actions, SlaTarget? Target = null, bool AtAnyHour = false)
{
    public const int MaxSteps = 20, MaxActions = 8;

    /// <summary>The instant to take this step for a standing; null where the standing never comes to it as it is now.</summary>
    public DateTimeOffset? At(SlaPolicy policy, BusinessCalendar calendar, int priorityId, TargetStanding standing)
    {
        if ((Target is { } target && target != standing.Target) || !standing.IsRunning) return null;
        // A warning that waited for the opening while the target breached is no news any more.
        if (When == SlaState.AtRisk && standing.State == SlaState.Breached) return null;
        if ((When == SlaState.AtRisk ? standing.AtRiskAt : standing.DueAt) is not { } from) return null;
        var inBusinessTime = policy.PromiseOf(standing.Target, priorityId)?.InBusinessTime ?? true;
        var at = After <= TimeSpan.Zero ? from : inBusinessTime ? calendar.Add(from, After) : from + After;
        return at is not { } reached || AtAnyHour ? at : calendar.NextOpening(reached);
    }
}

/// <summary>A step whose instant has come.</summary>
public sealed record DueEscalation(SlaEscalation Step, TargetStanding Standing);

public static partial class SlaEngine
{
    /// <summary>
    /// Which steps of the escalation have come for a ticket that was just judged, in the order of their instants, and the judgement with those counted as taken
    /// and the next instant noted. Steps that were taken for the same standing before are not taken again, whatever became of its due instant.
    /// </summary>
    /// <param name="before">The ticket's last judgement, which remembers what was taken.</param>
    public static (IReadOnlyList<DueEscalation> Due, TicketSla Sla) Escalate(
        SlaPolicy policy, BusinessCalendar calendar, int priorityId, TicketSla before, TicketSla judged, DateTimeOffset now)
    {
        if (policy.Escalations.Count == 0) return ([], judged);
        var taken = (before.Escalated ?? []).Where(mark => judged.Targets.Any(t => t.Target == mark.Target && t.StartedAt == mark.StartedAt)).ToList();
        var due = new List<(DateTimeOffset At, DueEscalation Escalation)>();
        DateTimeOffset? next = null;
        foreach (var standing in judged.Targets)
        {
            foreach (var step in policy.Escalations)
            {
                if (step.At(policy, calendar, priorityId, standing) is not { } at || taken.Contains(new(standing.Target, standing.StartedAt, step.Id))) continue;
                if (at <= now) due.Add((at, new DueEscalation(step, standing)));
                else if (next is null || at < next) next = at;
            }
        }

        taken.AddRange(due.Select(d => new EscalationTaken(d.Escalation.Standing.Target, d.Escalation.Standing.StartedAt, d.Escalation.Step.Id)));
        return ([.. due.OrderBy(d => d.At).Select(d => d.Escalation)], judged with { Escalated = taken.Count == 0 ? null : taken, EscalateAt = next });
    }
}
