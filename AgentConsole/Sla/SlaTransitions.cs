using AgentConsole.Tickets;

namespace AgentConsole.Sla;

public static partial class SlaEngine
{
    /// <summary>
    /// The differences worth a journal row between two judgements of one ticket. A target that starts on track or waiting is none, and one that the policy no
    /// longer has, or that spam took away, is none either.
    /// </summary>
    /// <param name="at">When the second judgement was made: an answered next response is gone from it, and this tells whether it came in time.
    /// Without it the first judgement's state tells.</param>
    public static IReadOnlyList<SlaTransitioned> Transitions(TicketSla before, TicketSla after, DateTimeOffset? at = null)
    {
        var transitions = new List<SlaTransitioned>();
        foreach (var old in before.Targets)
        {
            var now = Find(after, old.Target);
            if (IsTheSame(old, now)) AddDifference(transitions, old, now);
            // The next response ends by an answer, which leaves nothing to wait for. Another policy or spam withdraws it instead.
            else if (old.Target == SlaTarget.NextResponse && IsUnfinished(old) && after.Targets.Count > 0
                && before.PolicyId == after.PolicyId && before.PolicyVersion == after.PolicyVersion)
                transitions.Add(new(old.Target, old.State, AnsweredLate(old, at) ? SlaState.Missed : SlaState.Met, old.DueAt));
        }

        foreach (var now in after.Targets)
        {
            if (!IsTheSame(now, Find(before, now.Target)) && now.State is not (SlaState.OnTrack or SlaState.Paused))
                transitions.Add(new(now.Target, SlaState.None, now.State, now.DueAt));
        }

        return transitions;
    }

    private static void AddDifference(List<SlaTransitioned> transitions, TargetStanding old, TargetStanding now)
    {
        // A resolution that was missed and is taken up again has been told.
        if (old.State == now.State || (old.State == SlaState.Missed && now.State == SlaState.Breached)) return;
        transitions.Add(new(now.Target, old.State, now.State, now.DueAt));
    }

    private static bool AnsweredLate(TargetStanding standing, DateTimeOffset? at) =>
        standing.State == SlaState.Breached || standing.DueAt <= at;

    private static bool IsUnfinished(TargetStanding standing) => standing.IsRunning || standing.State == SlaState.Paused;

    private static TargetStanding? Find(TicketSla sla, SlaTarget target) => sla.Targets.FirstOrDefault(t => t.Target == target);

    /// <summary>Two standings are of one target where it started at one instant; each wait for a next response is another one.</summary>
    private static bool IsTheSame(TargetStanding one, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] TargetStanding? other) =>
        other is not null && one.StartedAt == other.StartedAt;
}
