using AgentConsole.Tickets;

namespace AgentConsole.Demo;

/// <summary>One thing that happens to a ticket.</summary>
/// <param name="Command">The command, given the ticket as it is then.</param>
internal sealed record PlannedStep(DateTimeOffset At, Func<Ticket, TicketCommand> Command);

/// <summary>A ticket's story from its opening on.</summary>
/// <param name="Opening">The command that opens it, given the customer as known by then.</param>
/// <param name="ClosedAt">When it ended for good; null where it has not.</param>
internal sealed record TicketPlan(
    DemoCustomer Customer, TicketChannel Channel, DateTimeOffset OpensAt, Func<Actor, CustomerWrites> Opening, IReadOnlyList<PlannedStep> Steps, DateTimeOffset? ClosedAt = null);

/// <summary>How far a ticket has come when the demonstration begins.</summary>
internal enum Fate { Fresh, Waiting, Answered, OnHold, Resolved, Closed, Spam }
