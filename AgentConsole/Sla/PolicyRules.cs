using AgentConsole.Common;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Sla;

/// <summary>What a policy must be like.</summary>
internal static class PolicyRules
{
    public const int MaxNameLength = 120;

    /// <summary>A year of business time still ends within <see cref="BusinessCalendar.Horizon"/> where a calendar is open four hours a working day.</summary>
    public static readonly TimeSpan MaxAmount = TimeSpan.FromDays(366);

    public static IReadOnlyList<SlaProblem> Problems(SlaPolicy policy)
    {
        var problems = new List<SlaProblem>();
        if (string.IsNullOrWhiteSpace(policy.Name)) problems.Add(new("name", new Refusal("policy.name_missing")));
        else if (policy.Name.Length > MaxNameLength) problems.Add(new("name", new Refusal("policy.name_too_long", MaxNameLength)));
        if (policy.When is { } when)
        {
            if (policy.IsDefault) problems.Add(new("when", new Refusal("policy.default_fits_all")));
            problems.AddRange(ConditionRules.Problems(when, ConditionUse.Policy).Select(problem => new SlaProblem(problem.Where, problem.What)));
        }

        if (policy.IsDefault && policy.IsRetired) problems.Add(new("", new Refusal("policy.default_stays")));
        if (policy.Promises.Values.All(p => p.Count == 0)) problems.Add(new("promises", new Refusal("policy.promises_nothing")));
        foreach (var (priority, promises) in policy.Promises.OrderBy(p => p.Key)) CheckPromises(problems, $"promises.{priority}", promises);
        foreach (var (target, statuses) in policy.Pauses.OrderBy(p => p.Key)) CheckPauses(problems, $"pauses.{target}", statuses);
        CheckEscalations(problems, policy.Escalations);
        return problems;
    }

    private static void CheckPromises(List<SlaProblem> problems, string where, IReadOnlyList<SlaPromise> promises)
    {
        foreach (var promise in promises)
        {
            var place = $"{where}.{promise.Target}";
            if (promise.Amount <= TimeSpan.Zero) problems.Add(new(place, new Refusal("policy.amount_not_positive", promise.Amount)));
            else if (promise.Amount > MaxAmount) problems.Add(new(place, new Refusal("policy.amount_too_long", MaxAmount)));
            else if (!IsWholeSeconds(promise.Amount) || !IsWholeSeconds(promise.WarnBefore)) problems.Add(new(place, new Refusal("policy.not_whole_seconds")));
            else if (promise.WarnBefore < TimeSpan.Zero || promise.WarnBefore >= promise.Amount)
                problems.Add(new(place, new Refusal("policy.warning_outside_amount", promise.WarnBefore, promise.Amount)));
        }

        foreach (var twice in promises.GroupBy(p => p.Target).Where(g => g.Count() > 1))
            problems.Add(new(where, new Refusal("policy.target_twice", twice.Key)));
    }

    private static void CheckEscalations(List<SlaProblem> problems, IReadOnlyList<SlaEscalation> steps)
    {
        if (steps.Count > SlaEscalation.MaxSteps) problems.Add(new("escalations", new Refusal("policy.too_many_steps", SlaEscalation.MaxSteps)));
        for (var i = 0; i < steps.Count; i++)
        {
            var (place, step) = ($"escalations[{i}]", steps[i]);
            if (step.When is not (SlaState.AtRisk or SlaState.Breached)) problems.Add(new(place, new Refusal("policy.step_when", step.When)));
            if (step.After < TimeSpan.Zero || step.After > MaxAmount) problems.Add(new(place, new Refusal("policy.step_after", MaxAmount)));
            else if (!IsWholeSeconds(step.After)) problems.Add(new(place, new Refusal("policy.not_whole_seconds")));
            if (step.Actions.Count is 0 or > SlaEscalation.MaxActions) problems.Add(new(place, new Refusal("policy.step_actions", SlaEscalation.MaxActions)));
            if (step.Actions.Any(action => (action.Kind == EscalationKind.HandOver) != (action.TeamId is not null || action.AtLeast is not null))) problems.Add(new(place, new Refusal("policy.step_team")));
        }

        foreach (var twice in steps.GroupBy(step => step.Id).Where(group => group.Count() > 1))
            problems.Add(new("escalations", new Refusal("policy.step_twice", twice.Key)));
    }

    // Instants are kept in whole milliseconds: a due instant between two of them would never be reached exactly.
    private static bool IsWholeSeconds(TimeSpan span) => span.Ticks % TimeSpan.TicksPerSecond == 0;

    private static void CheckPauses(List<SlaProblem> problems, string where, IReadOnlyList<TicketStatus> statuses)
    {
        // A clock that waits in all open statuses would never run, and would look as if all were well.
        if (statuses.Contains(TicketStatus.New) && statuses.Contains(TicketStatus.Open))
            problems.Add(new(where, new Refusal("policy.never_runs")));
    }
}
