using AgentConsole.Tickets;

namespace AgentConsole.Sla.Simulation;

/// <summary>A state that one target took at an instant, by an event or because time passed.</summary>
public sealed record SimulatedTransition(DateTimeOffset At, SlaTransitioned What);

/// <summary>What a time line comes to.</summary>
/// <param name="At">The instant of the last event, for which all is said.</param>
/// <param name="Transitions">In order; nothing between two events is left out.</param>
/// <param name="Ledger">Each promise that was made, in the order in which they began.</param>
public sealed record SimulationResult(
    DateTimeOffset At, Ticket Ticket, IReadOnlyList<SimulatedTransition> Transitions, IReadOnlyList<SlaExplanation> Ledger);

/// <summary>
/// Lives through a time line as the Desk and the SLA clock would, with nothing stored: the same engine judges after every event and at every instant at
/// which time alone changes a state.
/// </summary>
public static class Simulator
{
    /// <param name="events">In order of time; the first, and no other, opens the ticket.</param>
    /// <exception cref="ArgumentException">The time line does not begin with its opening.</exception>
    public static SimulationResult Run(SlaPolicy policy, BusinessCalendar calendar, IReadOnlyList<TimeLineEvent> events)
    {
        if (events is not [{ Kind: TimeLineKind.Created }, ..]) throw new ArgumentException("A time line begins with its ticket's opening.", nameof(events));
        var ledger = new SlaLedger(_ => (policy, calendar));
        var transitions = new List<SimulatedTransition>();
        Ticket? ticket = null;
        foreach (var happened in events)
        {
            while (ticket?.NextTransitionAt is { } next && next <= happened.At) ticket = Judged(ticket, next);
            var after = After(ticket, happened);
            ledger.Step(after, happened.At);
            ticket = Judged(after, happened.At);
        }

        return new SimulationResult(events[^1].At, ticket!, transitions, ledger.At(events[^1].At));

        Ticket Judged(Ticket before, DateTimeOffset at)
        {
            var sla = SlaEngine.Judge(policy, calendar, before, at);
            transitions.AddRange(SlaEngine.Transitions(before.Sla, sla, at).Select(what => new SimulatedTransition(at, what)));
            return before with { Sla = sla };
        }
    }

    private static Ticket After(Ticket? before, TimeLineEvent happened)
    {
        if (happened.Kind == TimeLineKind.Created) return Opened(happened);
        var ticket = before!;
        return happened.Kind switch
        {
            TimeLineKind.CustomerMessage => Applied(ticket, happened.At, Actor.Customer(1, ""), new CustomerWrote(1, "")),
            TimeLineKind.CustomerAutoReply => Applied(ticket, happened.At, Actor.Customer(1, ""), new CustomerWrote(1, "", IsAutomatic: true)),
            TimeLineKind.AgentReply => Applied(ticket, happened.At, Actor.Agent(1, ""), new AgentReplied(1, "")),
            TimeLineKind.BotReply => Applied(ticket, happened.At, Actor.System, new BotReplied(1, "")),
            TimeLineKind.FirstAgentReply => ticket with { FirstResponseAt = ticket.FirstResponseAt ?? happened.At },
            TimeLineKind.AgentContact => ticket with { WaitingSince = null },
            TimeLineKind.Status when happened.Status is { } to && to != ticket.Status =>
                Applied(ticket, happened.At, Actor.System, new StatusChanged(ticket.Status, to, null)),
            TimeLineKind.Priority when happened.PriorityId is { } to => Applied(ticket, happened.At, Actor.System, new PriorityChanged(ticket.PriorityId, to, null)),
            _ => ticket,
        };
    }

    private static Ticket Opened(TimeLineEvent happened)
    {
        var opened = new TicketOpened("", TicketChannel.Api, 1, happened.PriorityId ?? PriorityLevel.NormalId, null, null, null);
        var ticket = TicketHistory.Apply(null, new JournalEntry(1, 1, happened.At, Actor.System, opened));
        return happened.Status is { } status and not TicketStatus.New
            ? ticket with { Status = status, Statuses = [new StatusSpan(status, happened.At)] }
            : ticket;
    }

    private static Ticket Applied(Ticket ticket, DateTimeOffset at, Actor by, TicketEvent what) => TicketHistory.Apply(ticket, new JournalEntry(1, 1, at, by, what));
}
