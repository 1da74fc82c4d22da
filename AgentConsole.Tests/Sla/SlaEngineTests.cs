using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Sla;

public sealed class SlaEngineTests
{
    // A Monday, an hour after opening.
    private static readonly DateTimeOffset Ten = Some.At("2026-03-02T10:00");

    private static readonly SlaPolicy Policy = Some.Policy(
        Some.Promise(SlaTarget.FirstResponse, 2, warnHours: 0.5),
        Some.Promise(SlaTarget.NextResponse, 1, warnHours: 0.25),
        Some.Promise(SlaTarget.FirstResolution, 8, warnHours: 2),
        Some.Promise(SlaTarget.TotalResolution, 10));

    private static Ticket Opened => Some.Ticket(Ten).Wrote(Ten);

    [Theory]
    [InlineData(0, SlaState.OnTrack)]
    [InlineData(89, SlaState.OnTrack)]
    [InlineData(90, SlaState.AtRisk)]
    [InlineData(119, SlaState.AtRisk)]
    [InlineData(120, SlaState.Breached)]
    [InlineData(100_000, SlaState.Breached)]
    public void A_target_is_on_track_then_at_risk_then_breached(int minutes, SlaState state)
    {
        var standing = Standing(Opened, SlaTarget.FirstResponse, Ten.AddMinutes(minutes));

        Assert.Equal(new TargetStanding(SlaTarget.FirstResponse, state, Ten, Ten.AddMinutes(90), Ten.AddMinutes(120), null, null), standing);
    }

    [Theory]
    [InlineData(119.9, SlaState.Met)]
    [InlineData(120, SlaState.Missed)]
    [InlineData(300, SlaState.Missed)]
    public void An_answer_in_time_meets_the_first_response_and_a_late_one_misses_it(double minutes, SlaState state)
    {
        var answered = Ten.AddMinutes(minutes);

        Assert.Equal(
            new TargetStanding(SlaTarget.FirstResponse, state, Ten, null, Ten.AddMinutes(120), answered, null),
            Standing(Opened.Answered(answered), SlaTarget.FirstResponse, answered.AddDays(9)));
    }

    [Fact]
    public void What_was_met_stays_met_whatever_comes_after()
    {
        var answered = Opened.Answered(Ten.AddMinutes(30));
        var later = answered.Wrote(Ten.AddHours(1)).Turned(TicketStatus.Pending, Ten.AddHours(2)).Turned(TicketStatus.Open, Ten.AddDays(3)).Answered(Ten.AddDays(4));

        Assert.Equal(Standing(answered, SlaTarget.FirstResponse, Ten.AddHours(1)), Standing(later, SlaTarget.FirstResponse, Ten.AddDays(5)));
    }

    [Fact]
    public void A_pause_that_outlasts_the_target_does_not_reach_back_into_it()
    {
        var policy = Policy with { Pauses = new Dictionary<SlaTarget, IReadOnlyList<TicketStatus>> { [SlaTarget.FirstResponse] = [TicketStatus.OnHold] } };
        var answered = Opened.Turned(TicketStatus.OnHold, Ten.AddHours(1)).Answered(Ten.AddHours(2));
        var later = answered.Turned(TicketStatus.Open, Ten.AddHours(5));

        Assert.Equal(Response(answered), Response(later));
        Assert.Equal((SlaState.Met, Ten.AddHours(3)), (Response(later).State, Response(later).DueAt!.Value));

        TargetStanding Response(Ticket ticket) => SlaEngine.Judge(policy, Some.Calendar(), ticket, Ten.AddHours(6)).Targets[0];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_wait_that_begins_in_a_pause_counts_from_its_end(bool inBusinessTime)
    {
        var policy = Some.Policy(Some.Promise(SlaTarget.NextResponse, 1, inBusinessTime: inBusinessTime)) with
        {
            Pauses = new Dictionary<SlaTarget, IReadOnlyList<TicketStatus>> { [SlaTarget.NextResponse] = [TicketStatus.OnHold] },
        };
        var ticket = Opened.Answered(Ten.AddHours(1)).Turned(TicketStatus.OnHold, Ten.AddHours(2)).Wrote(Ten.AddHours(3)).Turned(TicketStatus.Open, Ten.AddHours(4));

        Assert.Equal(Ten.AddHours(5), SlaEngine.Judge(policy, Some.Calendar(), ticket, Ten.AddHours(4)).DueAt);
    }

    [Fact]
    public void A_bots_answer_meets_nothing()
    {
        var sla = Judge(Opened.AnsweredByBot(Ten.AddMinutes(1)), Ten.AddMinutes(2));

        Assert.Equal(SlaState.OnTrack, sla.Targets.Single(t => t.Target == SlaTarget.FirstResponse).State);
        Assert.Equal(Ten.AddMinutes(120), sla.DueAt);
    }

    [Fact]
    public void The_next_response_is_waited_for_only_after_the_first_and_while_the_customer_waits()
    {
        var answered = Opened.Answered(Ten.AddMinutes(30));
        var waiting = answered.Wrote(Ten.AddHours(1)).Wrote(Ten.AddHours(1.5));

        Assert.Null(Standing(Opened, SlaTarget.NextResponse, Ten));
        Assert.Null(Standing(answered, SlaTarget.NextResponse, Ten.AddHours(1)));
        Assert.Equal(
            new TargetStanding(SlaTarget.NextResponse, SlaState.AtRisk, Ten.AddHours(1), Ten.AddHours(1.75), Ten.AddHours(2), null, null),
            Standing(waiting, SlaTarget.NextResponse, Ten.AddHours(1.8)));
        Assert.Null(Standing(waiting.Answered(Ten.AddHours(1.9)), SlaTarget.NextResponse, Ten.AddHours(1.9)));
    }

    [Fact]
    public void Resolving_waits_while_the_customer_is_waited_for_and_answering_does_not()
    {
        var pending = Opened.Turned(TicketStatus.Pending, Ten.AddHours(1));

        Assert.Equal(
            new TargetStanding(SlaTarget.FirstResolution, SlaState.Paused, Ten, null, null, null, TimeSpan.FromHours(7)),
            Standing(pending, SlaTarget.FirstResolution, Ten.AddDays(30)));
        Assert.Equal(Ten.AddHours(2), Standing(pending, SlaTarget.FirstResponse, Ten.AddHours(1))?.DueAt);
    }

    [Fact]
    public void A_pause_moves_the_due_instant_by_the_open_time_it_took()
    {
        // Pending from Monday 11:00 to Tuesday 10:00: 6 open hours on Monday and 1 on Tuesday.
        var ticket = Opened.Turned(TicketStatus.Pending, Ten.AddHours(1)).Turned(TicketStatus.Open, Ten.AddHours(24));

        var standing = Standing(ticket, SlaTarget.FirstResolution, Ten.AddHours(24));

        Assert.Equal(Some.At("2026-03-03T17:00"), standing?.DueAt);
        Assert.Equal(Some.At("2026-03-03T15:00"), standing?.AtRiskAt);
    }

    [Fact]
    public void A_pause_in_closed_hours_moves_nothing()
    {
        var night = Opened.Turned(TicketStatus.OnHold, Some.At("2026-03-02T18:00")).Turned(TicketStatus.Open, Some.At("2026-03-03T08:00"));

        Assert.Equal(Standing(Opened, SlaTarget.FirstResolution, Ten), Standing(night, SlaTarget.FirstResolution, Ten));
    }

    [Fact]
    public void What_is_overdue_stays_so_though_it_waits()
    {
        var late = Opened.Turned(TicketStatus.Pending, Some.At("2026-03-04T10:00"));

        var standing = Standing(late, SlaTarget.FirstResolution, Some.At("2026-03-05T10:00"));

        Assert.Equal((SlaState.Breached, Some.At("2026-03-03T10:00")), (standing!.State, standing.DueAt!.Value));
    }

    [Fact]
    public void The_first_resolution_is_final_and_a_reopening_does_not_undo_it()
    {
        var resolved = Opened.Answered(Ten.AddHours(1)).Turned(TicketStatus.Resolved, Ten.AddHours(2));
        var reopened = resolved.Turned(TicketStatus.Open, Ten.AddHours(3)).Turned(TicketStatus.Resolved, Ten.AddDays(9));

        var met = new TargetStanding(SlaTarget.FirstResolution, SlaState.Met, Ten, null, Ten.AddDays(1), Ten.AddHours(2), null);
        Assert.Equal(met, Standing(resolved, SlaTarget.FirstResolution, Ten.AddDays(1)));
        Assert.Equal(met, Standing(reopened, SlaTarget.FirstResolution, Ten.AddDays(10)));
    }

    [Fact]
    public void The_total_resolution_goes_on_when_reopened_and_leaves_out_the_time_it_was_resolved()
    {
        var resolved = Opened.Answered(Ten.AddHours(1)).Turned(TicketStatus.Resolved, Ten.AddHours(2));
        var reopened = resolved.Turned(TicketStatus.Open, Ten.AddHours(24));

        Assert.Equal((SlaState.Met, Ten.AddHours(2)), (State(resolved), Standing(resolved, SlaTarget.TotalResolution, Ten.AddHours(3))!.EndedAt!.Value));
        // 2 of 10 hours are used: 7 are left of Tuesday, and one comes on Wednesday.
        Assert.Equal(Some.At("2026-03-04T10:00"), Standing(reopened, SlaTarget.TotalResolution, Ten.AddHours(24))!.DueAt);

        static SlaState State(Ticket ticket) => Standing(ticket, SlaTarget.TotalResolution, Ten.AddHours(3))!.State;
    }

    [Fact]
    public void Closing_without_an_answer_misses_the_first_response_though_it_was_early()
    {
        var closed = Opened.Turned(TicketStatus.Closed, Ten.AddMinutes(10));

        Assert.Equal((SlaState.Missed, Ten.AddMinutes(10)), Ended(SlaTarget.FirstResponse));
        Assert.Equal((SlaState.Met, Ten.AddMinutes(10)), Ended(SlaTarget.FirstResolution));
        Assert.Null(Judge(closed, Ten.AddMinutes(10)).NextTransitionAt);

        (SlaState, DateTimeOffset) Ended(SlaTarget target) => Standing(closed, target, Ten.AddDays(1)) is { EndedAt: { } at } s ? (s.State, at) : default;
    }

    [Fact]
    public void An_unanswered_ticket_that_is_resolved_waits_and_misses_when_closed()
    {
        var resolved = Opened.Turned(TicketStatus.Resolved, Ten.AddMinutes(30));

        Assert.Equal(SlaState.Paused, Standing(resolved, SlaTarget.FirstResponse, Ten.AddDays(1))?.State);
        Assert.Equal(Ten.AddMinutes(240), Standing(resolved.Turned(TicketStatus.Open, Ten.AddMinutes(150)), SlaTarget.FirstResponse, Ten.AddMinutes(150))?.DueAt);
        Assert.Equal(SlaState.Missed, Standing(resolved.Turned(TicketStatus.Closed, Ten.AddDays(4)), SlaTarget.FirstResponse, Ten.AddDays(4))?.State);
    }

    [Fact]
    public void Spam_has_no_targets_and_its_time_does_not_count_when_it_was_none()
    {
        var spam = Opened.Turned(TicketStatus.Spam, Ten.AddMinutes(30));

        Assert.Equal(new TicketSla(1, 1, [], 1, 1), Judge(spam, Ten.AddHours(9)));
        Assert.Equal(Ten.AddHours(4), Standing(spam.Turned(TicketStatus.Open, Ten.AddHours(2.5)), SlaTarget.FirstResponse, Ten.AddHours(3))?.DueAt);
    }

    [Fact]
    public void A_priority_that_is_promised_nothing_has_no_targets() =>
        Assert.Equal(new TicketSla(1, 1, [], 1, 1), Judge(Opened with { PriorityId = PriorityLevel.LowId }, Ten));

    [Fact]
    public void Calendar_time_runs_by_day_and_by_night()
    {
        var policy = Some.Policy(Some.Promise(SlaTarget.FirstResponse, 24, warnHours: 1, inBusinessTime: false));

        var standing = SlaEngine.Judge(policy, Some.Calendar(), Opened, Ten).Targets.Single();

        Assert.Equal((Ten.AddHours(23), Ten.AddHours(24)), (standing.AtRiskAt!.Value, standing.DueAt!.Value));
    }

    [Fact]
    public void A_calendar_that_never_opens_makes_nothing_due()
    {
        var closed = Some.Calendar() with { Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>() };

        var standing = SlaEngine.Judge(Policy, closed, Opened, Ten).Targets[0];

        Assert.Equal((SlaState.OnTrack, null), (standing.State, standing.DueAt));
    }

    [Fact]
    public void The_targets_pausing_statuses_are_the_policys_own()
    {
        var policy = Policy with { Pauses = new Dictionary<SlaTarget, IReadOnlyList<TicketStatus>> { [SlaTarget.FirstResponse] = [TicketStatus.Pending], [SlaTarget.FirstResolution] = [] } };
        var sla = SlaEngine.Judge(policy, Some.Calendar(), Opened.Turned(TicketStatus.Pending, Ten.AddHours(1)), Ten.AddHours(1));

        Assert.Equal(SlaState.Paused, sla.Targets[0].State);
        Assert.Equal(Ten.AddDays(1), sla.Targets[1].DueAt);
    }

    private static TicketSla Judge(Ticket ticket, DateTimeOffset now) => SlaEngine.Judge(Policy, Some.Calendar(), ticket, now);

    private static TargetStanding? Standing(Ticket ticket, SlaTarget target, DateTimeOffset now) =>
        Judge(ticket, now).Targets.SingleOrDefault(t => t.Target == target);
}
