using System.Globalization;
using AgentConsole.Sla;
using AgentConsole.Sla.Simulation;
using AgentConsole.Tickets;
using NodaTime;

namespace AgentConsole.Channels.Api.Simulation;

/// <summary>Writes what a time line came to.</summary>
internal sealed class TimeLineWriter(SlaSentences sentences, PriorityNames priorities)
{
    private const int MaxClosed = 100;

    public TimeLineAnswer Write(string op, SimulationResult result)
    {
        var ticket = result.Ticket;
        return new TimeLineAnswer
        {
            Op = op,
            At = result.At,
            FirstResponseDue = Due(ticket, SlaTarget.FirstResponse),
            NextResponseDue = Due(ticket, SlaTarget.NextResponse),
            ResolutionDue = Due(ticket, SlaTarget.FirstResolution),
            TotalResolutionDue = Due(ticket, SlaTarget.TotalResolution),
            NextBreachAt = ticket.DueAt,
            FirstResponseMinutes = Ended(result, SlaTarget.FirstResponse)?.Used.TotalMinutes,
            FirstResponseSlackMinutes = Ended(result, SlaTarget.FirstResponse)?.Slack.TotalMinutes,
            NextResponseMinutes = Ended(result, SlaTarget.NextResponse)?.Used.TotalMinutes,
            NextResponseSlackMinutes = Ended(result, SlaTarget.NextResponse)?.Slack.TotalMinutes,
            ResolutionMinutes = Ended(result, SlaTarget.FirstResolution)?.Used.TotalMinutes,
            ResolutionSlackMinutes = Ended(result, SlaTarget.FirstResolution)?.Slack.TotalMinutes,
            TotalResolutionMinutes = Ended(result, SlaTarget.TotalResolution)?.Used.TotalMinutes,
            TotalResolutionSlackMinutes = Ended(result, SlaTarget.TotalResolution)?.Slack.TotalMinutes,
            State = Wire.Name(ticket.SlaState),
            Status = Wire.Name(ticket.Status),
            Priority = priorities.Name(ticket.PriorityId),
            Transitions = [.. result.Transitions.Select(Write)],
            Ledger = [.. result.Ledger.Select(Write)],
        };
    }

    private static DateTimeOffset? Due(Ticket ticket, SlaTarget target) => ticket.Sla.Targets.FirstOrDefault(t => t.Target == target && t.IsRunning)?.DueAt;

    private static SlaExplanation? Ended(SimulationResult result, SlaTarget target) =>
        result.Ledger.LastOrDefault(line => line.Target == target && line.Standing.EndedAt is not null);

    private static TransitionData Write(SimulatedTransition transition) => new(
        transition.At, Wire.Name(transition.What.Target), Wire.Name(transition.What.From), Wire.Name(transition.What.To), transition.What.DueAt);

    private LedgerData Write(SlaExplanation line) => new()
    {
        Target = Wire.Name(line.Target),
        State = Wire.Name(line.Standing.State),
        Priority = priorities.Name(line.PriorityId),
        PromisedSeconds = line.Amount.TotalSeconds,
        BusinessTime = line.InBusinessTime,
        StartedAt = line.StartedAt,
        AtRiskAt = line.Standing.AtRiskAt,
        DueAt = line.Standing.DueAt,
        EndedAt = line.Standing.EndedAt,
        ElapsedSeconds = line.Used.TotalSeconds,
        LeftSeconds = line.Slack.TotalSeconds,
        PausedSeconds = line.Paused.TotalSeconds,
        Pauses = [.. line.Pauses.Select(pause => new PauseData(Wire.Name(pause.Status), pause.From, pause.To))],
        ClosedSeconds = line.Closed.TotalSeconds,
        Closed = [.. line.ClosedHours(line.StartedAt, line.Until).Take(MaxClosed).Select(closed => new PeriodData(closed.From, closed.To))],
        Why = sentences.Say(line, at => Local(line.Calendar, at)),
    };

    private static string Local(BusinessCalendar calendar, DateTimeOffset at) =>
        calendar.Local(at).ToDateTimeUnspecified().ToString("f", CultureInfo.CurrentCulture);
}
