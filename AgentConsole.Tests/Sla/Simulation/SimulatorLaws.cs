using AgentConsole.Sla;
using AgentConsole.Sla.Simulation;
using AgentConsole.Tickets;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Sla.Simulation;

/// <summary>What holds for every imagined ticket.</summary>
public sealed class SimulatorLaws
{
    private static readonly SlaPolicy Policy = Some.Policy(
        Some.Promise(SlaTarget.FirstResponse, 2, warnHours: 0.5), Some.Promise(SlaTarget.NextResponse, 1), Some.Promise(SlaTarget.FirstResolution, 8, warnHours: 2),
        Some.Promise(SlaTarget.TotalResolution, 30, warnHours: 5, inBusinessTime: false));

    [Fact]
    public void Looking_in_between_changes_nothing() => Check((calendar, events, minutes) =>
    {
        var looked = events.SelectMany((e, i) => i + 1 < events.Count ? [e, new TimeLineEvent(Between(e.At, events[i + 1].At), TimeLineKind.Now)] : new[] { e }).ToList();
        var (once, often) = (Simulator.Run(Policy, calendar, events), Simulator.Run(Policy, calendar, looked));
        return once.Ticket.Sla.Equals(often.Ticket.Sla) && once.Transitions.SequenceEqual(often.Transitions)
            && once.Ledger.Select(Line).SequenceEqual(often.Ledger.Select(Line));

        DateTimeOffset Between(DateTimeOffset from, DateTimeOffset to) => from.AddMinutes(minutes) < to ? from.AddMinutes(minutes) : to;
    });

    [Fact]
    public void Transitions_are_told_in_order_and_end_where_the_ticket_stands() => Check((calendar, events, _) =>
    {
        var result = Simulator.Run(Policy, calendar, events);
        return result.Transitions.Zip(result.Transitions.Skip(1)).All(pair => pair.First.At <= pair.Second.At)
            && result.Ticket.Sla.Equals(SlaEngine.Judge(Policy, calendar, result.Ticket, result.At))
            && !(result.Ticket.NextTransitionAt <= result.At);
    });

    [Fact]
    public void A_ledger_line_was_met_exactly_where_its_clock_had_not_passed_the_amount() => Check((calendar, events, _) =>
        Simulator.Run(Policy, calendar, events).Ledger.All(line => line.Standing.State switch
        {
            SlaState.Met => line.Slack > TimeSpan.Zero,
            SlaState.Breached => line.Slack <= TimeSpan.Zero,
            SlaState.OnTrack or SlaState.AtRisk or SlaState.Paused => line.Slack > TimeSpan.Zero || line.Amount == line.Used,
            _ => true,
        }));

    [Fact]
    public void The_answered_waits_of_a_journal_are_those_of_the_same_time_line() => Check((calendar, events, _) =>
    {
        var journal = events.Select((e, i) => new JournalEntry(i + 1, 1, e.At, Actor.System, Event(e, Before(i)))).ToList();
        var simulated = Simulator.Run(Policy, calendar, events);
        return SlaLedger.Of(journal, _ => (Policy, calendar), simulated.At).Select(Line).SequenceEqual(simulated.Ledger.Select(Line));

        TicketStatus Before(int place) => events.Take(place).LastOrDefault(e => e.Kind == TimeLineKind.Status)?.Status ?? TicketStatus.New;

        static TicketEvent Event(TimeLineEvent e, TicketStatus before) => e.Kind switch
        {
            TimeLineKind.Created => new TicketOpened("", TicketChannel.Api, 1, PriorityLevel.NormalId, null, null, null),
            TimeLineKind.CustomerMessage => new CustomerWrote(1, ""),
            TimeLineKind.AgentReply => new AgentReplied(1, ""),
            TimeLineKind.Status => new StatusChanged(before, e.Status!.Value, null),
            _ => new BotReplied(1, ""),
        };
    });

    private static (SlaTarget, TargetStanding, TimeSpan, TimeSpan) Line(SlaExplanation line) => (line.Target, line.Standing, line.Used, line.Closed);

    /// <summary>Up to eight events after the opening, seconds to days apart.</summary>
    private static Gen<IReadOnlyList<TimeLineEvent>> AnyTimeLine =>
        from created in Calendars.AnyInstant
        from steps in Gen.ArrayOf(
            from kind in Gen.Elements(TimeLineKind.CustomerMessage, TimeLineKind.AgentReply, TimeLineKind.BotReply, TimeLineKind.Status, TimeLineKind.Status)
            from status in Gen.Elements(Enum.GetValues<TicketStatus>())
            from after in Gen.OneOf(Gen.Choose(0, 60), Gen.Choose(0, 7_200), Gen.Choose(0, 400_000))
            select (kind, status, after))
        select (IReadOnlyList<TimeLineEvent>)TimeLine(created, steps);

    private static List<TimeLineEvent> TimeLine(DateTimeOffset at, (TimeLineKind Kind, TicketStatus Status, int After)[] steps)
    {
        var events = new List<TimeLineEvent> { new(at, TimeLineKind.Created) };
        var now = TicketStatus.New;
        foreach (var step in steps.Take(8))
        {
            at = at.AddSeconds(step.After);
            if (step.Kind == TimeLineKind.Status && step.Status == now) continue;
            if (step.Kind == TimeLineKind.Status) now = step.Status;
            events.Add(new TimeLineEvent(at, step.Kind, step.Kind == TimeLineKind.Status ? step.Status : null));
        }

        return events;
    }

    private static void Check(Func<BusinessCalendar, IReadOnlyList<TimeLineEvent>, int, bool> law) =>
        Prop.ForAll(Calendars.AnyCalendar.ToArbitrary(), AnyTimeLine.ToArbitrary(), Gen.Choose(0, 3_000).ToArbitrary(), law).QuickCheckThrowOnFailure();
}
