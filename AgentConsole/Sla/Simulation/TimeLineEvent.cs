using AgentConsole.Tickets;

namespace AgentConsole.Sla.Simulation;

/// <summary>What can happen to a ticket that is only imagined.</summary>
public enum TimeLineKind
{
    /// <summary>The ticket is opened; the first of every time line.</summary>
    Created,

    /// <summary>The customer writes; where nobody has answered an earlier message, that one is still the one that waits.</summary>
    CustomerMessage,

    /// <summary>The customer's mail program answers by itself: it starts nothing.</summary>
    CustomerAutoReply,

    /// <summary>A person answers publicly: it meets the first response, and the next.</summary>
    AgentReply,

    /// <summary>The stamp of the first response alone, as other products keep it; a wait for the next response goes on.</summary>
    FirstAgentReply,

    /// <summary>The stamp of an agent's last contact alone: it ends a wait, and is no first response.</summary>
    AgentContact,

    /// <summary>A machine answers: it meets nothing.</summary>
    BotReply,

    /// <summary>An agent writes what only agents see: it meets nothing.</summary>
    Note,

    Status,

    Priority,

    /// <summary>Nothing but time: how things stand at this instant.</summary>
    Now,
}

/// <summary>One event of an imagined ticket.</summary>
/// <param name="Status">The new status; for <see cref="TimeLineKind.Created"/> the first one, New where null.</param>
/// <param name="PriorityId">The new priority; for <see cref="TimeLineKind.Created"/> the first one, Normal where null.</param>
public sealed record TimeLineEvent(DateTimeOffset At, TimeLineKind Kind, TicketStatus? Status = null, int? PriorityId = null);
