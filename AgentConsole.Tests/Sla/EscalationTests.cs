using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Sla;

/// <summary>A first response of four hours that warns one hour before, from Monday 2 March 2026 10:00 UTC, office hours 9 to 17.</summary>
public sealed class EscalationTests
{
    private static readonly DateTimeOffset Created = Some.At("2026-03-02T10:00:00"), AtRisk = Created.AddHours(3), Due = Created.AddHours(4);
    private static readonly IReadOnlyList<EscalationAction> Tell = [new(EscalationKind.NotifyAssignee)];

    [Fact]
    public void A_step_is_taken_at_its_instant_and_once()
    {
        var policy = With(new SlaEscalation(1, SlaState.AtRisk, TimeSpan.Zero, Tell), new SlaEscalation(2, SlaState.Breached, TimeSpan.Zero, Tell));
        var sla = TicketSla.Empty;

        Assert.Empty(Taken(policy, ref sla, Created));
        Assert.Equal(AtRisk, sla.EscalateAt);
        Assert.Equal([1], Taken(policy, ref sla, AtRisk));
        Assert.Equal(Due, sla.EscalateAt);
        Assert.Empty(Taken(policy, ref sla, Due.AddMilliseconds(-1)));
        Assert.Equal([2], Taken(policy, ref sla, Due));
        Assert.Null(sla.EscalateAt);
        Assert.Empty(Taken(policy, ref sla, Due.AddHours(1)));
    }

    [Fact]
    public void Some_time_after_a_breach_is_business_time_where_the_target_is()
    {
        // Due at 14:00: four hours after it are 17:00 and one hour of Tuesday.
        var policy = With(new SlaEscalation(1, SlaState.Breached, TimeSpan.FromHours(4), Tell));
        var sla = TicketSla.Empty;

        Taken(policy, ref sla, Due);

        Assert.Equal(Some.At("2026-03-03T10:00:00"), sla.EscalateAt);
    }

    [Theory]
    [InlineData(false, "2026-03-03T09:00:00")]
    [InlineData(true, "2026-03-02T22:00:00")]
    public void By_night_a_step_waits_for_the_opening_unless_it_says_otherwise(bool atAnyHour, string at)
    {
        var policy = With(new SlaEscalation(1, SlaState.Breached, TimeSpan.Zero, Tell, AtAnyHour: atAnyHour)) with { Promises = Promise(12, inBusinessTime: false) };
        var sla = TicketSla.Empty;

        Taken(policy, ref sla, Created);

        Assert.Equal(Some.At(at), sla.EscalateAt);
    }

    [Fact]
    public void A_warning_that_waited_until_the_breach_is_no_news_any_more()
    {
        var policy = With(
            new SlaEscalation(1, SlaState.AtRisk, TimeSpan.Zero, Tell), new SlaEscalation(2, SlaState.Breached, TimeSpan.Zero, Tell)) with
        { Promises = Promise(12, inBusinessTime: false) };
        var sla = TicketSla.Empty;

        Assert.Empty(Taken(policy, ref sla, Some.At("2026-03-02T21:30:00")));
        Assert.Equal([2], Taken(policy, ref sla, Some.At("2026-03-03T09:00:00")));
    }

    [Fact]
    public void A_step_for_one_target_leaves_the_others_alone()
    {
        var policy = With(new SlaEscalation(1, SlaState.Breached, TimeSpan.Zero, Tell, SlaTarget.FirstResolution));
        var sla = TicketSla.Empty;

        Assert.Empty(Taken(policy, ref sla, Due.AddDays(1)));
    }

    [Fact]
    public void What_was_taken_is_not_taken_again_when_the_due_instant_moves()
    {
        var policy = With(new SlaEscalation(1, SlaState.AtRisk, TimeSpan.Zero, Tell));
        var sla = TicketSla.Empty;
        Taken(policy, ref sla, AtRisk);

        var longer = policy with { Promises = Promise(6) };

        Assert.Empty(Taken(longer, ref sla, Created.AddHours(5)));
        Assert.Null(sla.EscalateAt);
    }

    [Fact]
    public void An_answer_ends_what_was_to_come()
    {
        var policy = With(new SlaEscalation(1, SlaState.Breached, TimeSpan.Zero, Tell));
        var ticket = Some.Ticket(Created).Wrote(Created).Answered(AtRisk);

        var (due, sla) = SlaEngine.Escalate(policy, Some.Calendar(), ticket.PriorityId, TicketSla.Empty, SlaEngine.Judge(policy, Some.Calendar(), ticket, Due.AddDays(1)), Due.AddDays(1));

        Assert.Empty(due);
        Assert.Null(sla.EscalateAt);
    }

    [Theory]
    [InlineData("policy.step_actions")]
    [InlineData("policy.step_when")]
    [InlineData("policy.step_after")]
    [InlineData("policy.step_team")]
    [InlineData("policy.step_twice")]
    [InlineData("policy.too_many_steps")]
    public void A_step_that_makes_no_sense_is_told(string code)
    {
        var step = new SlaEscalation(1, SlaState.Breached, TimeSpan.Zero, Tell);
        var policy = code switch
        {
            "policy.step_actions" => With(step with { Actions = [] }),
            "policy.step_when" => With(step with { When = SlaState.Met }),
            "policy.step_after" => With(step with { After = TimeSpan.FromMinutes(-1) }),
            "policy.step_team" => With(step with { Actions = [new(EscalationKind.HandOver)] }),
            "policy.step_twice" => With(step, step),
            _ => With([.. Enumerable.Range(1, SlaEscalation.MaxSteps + 1).Select(id => step with { Id = id })]),
        };

        Assert.Equal([code], policy.Validate().Select(problem => problem.What.Code));
        Assert.Empty(With(step).Validate());
    }

    private static SlaPolicy With(params SlaEscalation[] steps) => Some.Policy() with { Promises = Promise(4), Escalations = steps };

    private static Dictionary<int, IReadOnlyList<SlaPromise>> Promise(double hours, bool inBusinessTime = true) =>
        new() { [PriorityLevel.NormalId] = [Some.Promise(SlaTarget.FirstResponse, hours, 1, inBusinessTime)] };

    private static IEnumerable<int> Taken(SlaPolicy policy, ref TicketSla sla, DateTimeOffset now)
    {
        var ticket = Some.Ticket(Created).Wrote(Created);
        (var due, sla) = SlaEngine.Escalate(policy, Some.Calendar(), ticket.PriorityId, sla, SlaEngine.Judge(policy, Some.Calendar(), ticket, now), now);
        return due.Select(escalation => escalation.Step.Id);
    }
}
