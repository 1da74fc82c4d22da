using AgentConsole.Common;
using AgentConsole.Console.Controls;
using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Console.Sla;

/// <summary>A step of an escalation while a person edits it.</summary>
public sealed class EscalationDraft
{
    /// <summary>What a step can do without naming anybody.</summary>
    public static IReadOnlyList<EscalationKind> Plain { get; } =
        [EscalationKind.NotifyAssignee, EscalationKind.NotifyTeam, EscalationKind.NotifySupervisors, EscalationKind.RaisePriority];

    private readonly HashSet<EscalationKind> _does;

    public EscalationDraft(SlaEscalation step)
    {
        (Id, When, Target, After, AtAnyHour) = (step.Id, step.When, step.Target, step.After == TimeSpan.Zero ? "" : Amounts.Write(step.After), step.AtAnyHour);
        _does = [.. step.Actions.Select(action => action.Kind).Where(Plain.Contains)];
        var handOver = step.Actions.FirstOrDefault(action => action.Kind == EscalationKind.HandOver);
        (HandOverTo, HandOverFrom) = (handOver?.TeamId, handOver?.AtLeast);
    }

    /// <summary>Kept over versions: it is what is remembered of a step that was taken.</summary>
    public int Id { get; }

    public SlaState When { get; set; }

    public SlaTarget? Target { get; set; }

    /// <summary>As a person writes an amount; empty for at once.</summary>
    public string After { get; set; }

    public bool AtAnyHour { get; set; }

    public long? HandOverTo { get; set; }

    /// <summary>Who of that team, or of the ticket's own: from this seniority on.</summary>
    public Seniority? HandOverFrom { get; set; }

    public bool Does(EscalationKind kind) => _does.Contains(kind);

    public void Do(EscalationKind kind, bool does)
    {
        if (does) _does.Add(kind);
        else _does.Remove(kind);
    }

    /// <summary>The step, unless its amount can't be read: then why.</summary>
    public Outcome<SlaEscalation> ToStep()
    {
        var after = string.IsNullOrWhiteSpace(After) ? TimeSpan.Zero : Amounts.Read(After);
        if (after is not { } wait) return new Refusal("policy.amount_unreadable", After);
        List<EscalationAction> actions = [.. Plain.Where(Does).Select(kind => new EscalationAction(kind))];
        if (HandOverTo is not null || HandOverFrom is not null) actions.Add(new EscalationAction(EscalationKind.HandOver, HandOverTo, HandOverFrom));
        return new SlaEscalation(Id, When, wait, actions, Target, AtAnyHour);
    }
}
