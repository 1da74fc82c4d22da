using AgentConsole.Sla;
using AgentConsole.Tickets;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Tests.Sla;

/// <summary>What holds for every history, calendar and instant.</summary>
public sealed class SlaEngineLaws
{
    private static readonly SlaPolicy Policy = Some.Policy(
        Some.Promise(SlaTarget.FirstResponse, 2, warnHours: 0.5), Some.Promise(SlaTarget.NextResponse, 1), Some.Promise(SlaTarget.FirstResolution, 8, warnHours: 2),
        Some.Promise(SlaTarget.TotalResolution, 30, warnHours: 5, inBusinessTime: false));

    [Fact]
    public void Due_instants_do_not_depend_on_the_present_and_judging_twice_is_equal() => Check(AnyTicket, Calendars.AnyCalendar, Gen.Choose(0, 10_000), (ticket, calendar, minutes) =>
    {
        var now = SlaEngine.Judge(Policy, calendar, ticket, ticket.UpdatedAt);
        var later = SlaEngine.Judge(Policy, calendar, ticket, ticket.UpdatedAt.AddMinutes(minutes));
        return now.Equals(SlaEngine.Judge(Policy, calendar, ticket, ticket.UpdatedAt))
            && now.Targets.Select(t => (t.Target, t.DueAt, t.AtRiskAt, t.EndedAt, t.Left)).SequenceEqual(later.Targets.Select(t => (t.Target, t.DueAt, t.AtRiskAt, t.EndedAt, t.Left)));
    });

    [Fact]
    public void Between_two_transitions_nothing_changes_and_at_one_something_does() => Check(AnyTicket, Calendars.AnyCalendar, Gen.Choose(0, 100_000), (ticket, calendar, minutes) =>
    {
        var start = ticket.UpdatedAt.AddMinutes(minutes);
        var sla = SlaEngine.Judge(Policy, calendar, ticket, start);
        return sla.NextTransitionAt is not { } next
            ? sla.Equals(SlaEngine.Judge(Policy, calendar, ticket, start.AddYears(15)))
            : next > start && sla.Equals(SlaEngine.Judge(Policy, calendar, ticket, next.AddTicks(-1)))
                && SlaEngine.Transitions(sla, SlaEngine.Judge(Policy, calendar, ticket, next)).Count > 0;
    });

    [Fact]
    public void Time_alone_tells_each_transition_once_and_in_order() => Check(AnyTicket, Calendars.AnyCalendar, Gen.Choose(1, 500), (ticket, calendar, step) =>
    {
        var told = new List<(SlaTarget, SlaState)>();
        var sla = SlaEngine.Judge(Policy, calendar, ticket, ticket.UpdatedAt);
        for (var i = 0; i < 60; i++)
        {
            var next = SlaEngine.Judge(Policy, calendar, ticket, ticket.UpdatedAt.AddMinutes(step * i));
            told.AddRange(SlaEngine.Transitions(sla, next).Select(t => (t.Target, t.To)));
            sla = next;
        }

        return told.Distinct().Count() == told.Count && told.All(t => t.Item2 is SlaState.AtRisk or SlaState.Breached)
            && told.GroupBy(t => t.Item1).All(g => g.Select(t => t.Item2).SequenceEqual(g.Select(t => t.Item2).Order()));
    });

    [Fact]
    public void A_pause_in_open_time_moves_the_due_instant_by_its_length() => Check(Gen.Choose(0, 7 * 60 - 1), Gen.Choose(1, 20_000), Calendars.AnyInstant, (before, pause, at) =>
    {
        var ticket = Some.Ticket(at);
        var paused = ticket.Turned(TicketStatus.OnHold, at.AddMinutes(before)).Turned(TicketStatus.Open, at.AddMinutes(before + pause));
        return Resolution(paused).DueAt == Resolution(ticket).DueAt + TimeSpan.FromMinutes(pause);

        TargetStanding Resolution(Ticket t) => SlaEngine.Judge(Policy, Some.AlwaysOpen, t, t.UpdatedAt).Targets.Single(s => s.Target == SlaTarget.FirstResolution);
    });

    [Fact]
    public void A_pause_moves_the_due_instant_by_the_open_time_in_it_by_any_calendar() => Check(Calendars.AnyCalendar, Gen.Choose(1, 20_000), Calendars.AnyInstant, (calendar, pause, at) =>
    {
        var ticket = Some.Ticket(at);
        var due = Resolution(ticket).DueAt;
        var from = at.AddMinutes(1);
        var to = from.AddMinutes(pause);
        var paused = Resolution(ticket.Turned(TicketStatus.OnHold, from).Turned(TicketStatus.Open, to)).DueAt;
        return due is null || paused is null || due <= from || calendar.Elapsed(at, paused.Value) == TimeSpan.FromHours(8) + calendar.Elapsed(from, to);

        TargetStanding Resolution(Ticket t) => SlaEngine.Judge(Policy, calendar, t, t.UpdatedAt).Targets.Single(s => s.Target == SlaTarget.FirstResolution);
    });

    [Fact]
    public void An_explanation_adds_up_to_the_due_instant() => Check(AnyTicket, Calendars.AnyCalendar, Gen.Constant(0), (ticket, calendar, _) =>
        SlaEngine.Judge(Policy, calendar, ticket, ticket.UpdatedAt).Targets.All(standing =>
        {
            var explanation = SlaExplanation.Of(Policy, calendar, ticket, standing)!;
            return standing.DueAt is not { } due || explanation.Pauses is [.., { To: null }]
                || explanation.StartedAt + explanation.Amount + explanation.Closed + explanation.Paused == due;
        }));

    [Fact]
    public void A_pause_and_its_mirror_image_share_the_time_between_them() => Check(AnyTicket, Calendars.AnyCalendar, Gen.Choose(0, 200_000), (ticket, calendar, minutes) =>
    {
        TicketStatus[] waits = [TicketStatus.Pending, TicketStatus.OnHold];
        var until = ticket.CreatedAt.AddMinutes(minutes);
        return Counted(waits) + Counted([.. Enum.GetValues<TicketStatus>().Except(waits)]) == calendar.Elapsed(ticket.CreatedAt, until);

        TimeSpan Counted(TicketStatus[] pausing) =>
            new TargetClock(calendar, Some.Promise(SlaTarget.FirstResolution, 8), pausing, ticket.Statuses, ticket.CreatedAt, null).RunUntil(until).Counted;
    });

    [Fact]
    public void A_larger_amount_is_never_due_sooner() => Check(AnyTicket, Calendars.AnyCalendar, Gen.Choose(1, 20_000), (ticket, calendar, minutes) =>
    {
        var (less, more) = (Due(TimeSpan.FromMinutes(minutes)), Due(TimeSpan.FromMinutes(minutes + 7)));
        return more is null || less <= more;

        DateTimeOffset? Due(TimeSpan amount) => new TargetClock(
            calendar, Some.Promise(SlaTarget.FirstResolution, 8), [TicketStatus.Pending, TicketStatus.OnHold], ticket.Statuses, ticket.CreatedAt, null).Spend(amount).At;
    });

    /// <summary>A history of up to eight things that happen to a ticket, seconds to days apart.</summary>
    internal static Gen<Ticket> AnyTicket =>
        from created in Calendars.AnyInstant
        from steps in Gen.ArrayOf(AnyStep)
        select steps.Take(8).Aggregate(Some.Ticket(created).Wrote(created), (ticket, step) => step.What switch
        {
            < 2 => ticket.Wrote(ticket.UpdatedAt.AddSeconds(step.After)),
            < 4 => ticket.Answered(ticket.UpdatedAt.AddSeconds(step.After)),
            < 5 => ticket.AnsweredByBot(ticket.UpdatedAt.AddSeconds(step.After)),
            var what => ticket.Turned((TicketStatus)(what - 5), ticket.UpdatedAt.AddSeconds(step.After)),
        });

    private static Gen<(int What, int After)> AnyStep =>
        from what in Gen.Choose(0, 11)
        from after in Gen.OneOf(Gen.Choose(0, 60), Gen.Choose(0, 7_200), Gen.Choose(0, 400_000))
        select (what, after);

    private static void Check<TOne, TTwo, TThree>(Gen<TOne> one, Gen<TTwo> two, Gen<TThree> three, Func<TOne, TTwo, TThree, bool> law) =>
        Prop.ForAll(one.ToArbitrary(), two.ToArbitrary(), three.ToArbitrary(), law).QuickCheckThrowOnFailure();
}
