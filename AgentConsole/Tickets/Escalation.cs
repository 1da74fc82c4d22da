using AgentConsole.People;

namespace AgentConsole.Tickets;

/// <summary>What an escalation does.</summary>
public enum EscalationKind { NotifyAssignee = 0, NotifyTeam = 1, NotifySupervisors = 2, RaisePriority = 3, HandOver = 4 }

/// <summary>One thing that a step of an escalation does.</summary>
/// <param name="TeamId">For <see cref="EscalationKind.HandOver"/>: the team that takes the ticket, such as the seniors'.</param>
/// <param name="AtLeast">For <see cref="EscalationKind.HandOver"/>: who of that team, or where none is named of the ticket's own, takes it.</param>
public sealed record EscalationAction(EscalationKind Kind, long? TeamId = null, Seniority? AtLeast = null);

/// <summary>A step was taken for one standing: the target, with the instant its clock started, and the step's id.</summary>
public sealed record EscalationTaken(SlaTarget Target, DateTimeOffset StartedAt, int Step);
