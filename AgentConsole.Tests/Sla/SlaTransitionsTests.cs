using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Sla;

public sealed class SlaTransitionsTests
{
    private static readonly DateTimeOffset Start = Some.At("2026-03-02T10:00");
    private static readonly DateTimeOffset Due = Start.AddHours(2);

    [Theory]
    [InlineData(SlaState.OnTrack, SlaState.AtRisk, true)]
    [InlineData(SlaState.OnTrack, SlaState.Breached, true)]
    [InlineData(SlaState.AtRisk, SlaState.Breached, true)]
    [InlineData(SlaState.OnTrack, SlaState.Paused, true)]
    [InlineData(SlaState.Paused, SlaState.OnTrack, true)]
    [InlineData(SlaState.Paused, SlaState.AtRisk, true)]
    [InlineData(SlaState.AtRisk, SlaState.Met, true)]
    [InlineData(SlaState.Breached, SlaState.Missed, true)]
    [InlineData(SlaState.Breached, SlaState.OnTrack, true)]
    [InlineData(SlaState.Met, SlaState.OnTrack, true)]
    [InlineData(SlaState.OnTrack, SlaState.OnTrack, false)]
    [InlineData(SlaState.Breached, SlaState.Breached, false)]
    [InlineData(SlaState.Missed, SlaState.Breached, false)]
    public void A_transition_is_a_state_that_became_another_and_was_not_told(SlaState from, SlaState to, bool told) =>
        Assert.Equal(
            told ? [new SlaTransitioned(SlaTarget.FirstResolution, from, to, Due)] : [],
            SlaEngine.Transitions(Sla(Target(SlaTarget.FirstResolution, from)), Sla(Target(SlaTarget.FirstResolution, to))));

    [Theory]
    [InlineData(SlaState.OnTrack, false)]
    [InlineData(SlaState.Paused, false)]
    [InlineData(SlaState.AtRisk, true)]
    [InlineData(SlaState.Breached, true)]
    public void A_target_that_begins_is_told_only_where_it_begins_badly(SlaState state, bool told) =>
        Assert.Equal(
            told ? [new SlaTransitioned(SlaTarget.FirstResponse, SlaState.None, state, Due)] : [],
            SlaEngine.Transitions(TicketSla.Empty, Sla(Target(SlaTarget.FirstResponse, state))));

    [Theory]
    [InlineData(SlaState.OnTrack, null, SlaState.Met)]
    [InlineData(SlaState.Breached, null, SlaState.Missed)]
    [InlineData(SlaState.AtRisk, 119, SlaState.Met)]
    // The clock had not come round yet to tell that it was overdue.
    [InlineData(SlaState.AtRisk, 120, SlaState.Missed)]
    [InlineData(SlaState.OnTrack, 500, SlaState.Missed)]
    public void An_answered_next_response_was_met_or_missed(SlaState before, int? answeredAfter, SlaState after) =>
        Assert.Equal(
            [new SlaTransitioned(SlaTarget.NextResponse, before, after, Due)],
            SlaEngine.Transitions(
                Sla(Target(SlaTarget.FirstResponse, SlaState.Met), Target(SlaTarget.NextResponse, before)), Sla(Target(SlaTarget.FirstResponse, SlaState.Met)),
                answeredAfter is { } minutes ? Start.AddMinutes(minutes) : null));

    [Fact]
    public void A_new_wait_is_another_target() =>
        Assert.Equal(
            [new SlaTransitioned(SlaTarget.NextResponse, SlaState.AtRisk, SlaState.Met, Due)],
            SlaEngine.Transitions(
                Sla(Target(SlaTarget.NextResponse, SlaState.AtRisk)),
                Sla(Target(SlaTarget.NextResponse, SlaState.OnTrack) with { StartedAt = Start.AddHours(1), DueAt = Due.AddHours(1) })));

    [Fact]
    public void What_spam_or_another_policy_takes_away_is_neither_met_nor_missed()
    {
        var before = Sla(Target(SlaTarget.FirstResponse, SlaState.Met), Target(SlaTarget.NextResponse, SlaState.Breached));

        Assert.Empty(SlaEngine.Transitions(before, Sla()));
        Assert.Empty(SlaEngine.Transitions(before, Sla(Target(SlaTarget.FirstResponse, SlaState.Met)) with { PolicyVersion = 2 }));
    }

    private static TicketSla Sla(params TargetStanding[] targets) => new(1, 1, targets);

    private static TargetStanding Target(SlaTarget target, SlaState state) => new(target, state, Start, null, Due, null, null);
}
