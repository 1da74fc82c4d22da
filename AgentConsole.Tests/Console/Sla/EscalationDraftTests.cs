using AgentConsole.Console.Sla;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Console.Sla;

public sealed class EscalationDraftTests
{
    [Fact]
    public void A_step_that_nobody_edits_stays_as_it_is()
    {
        var step = new SlaEscalation(
            102, SlaState.AtRisk, TimeSpan.FromMinutes(90),
            [new(EscalationKind.NotifyTeam), new(EscalationKind.RaisePriority), new(EscalationKind.HandOver, 4)], SlaTarget.NextResponse, AtAnyHour: true);

        var again = new EscalationDraft(step).ToStep().Value!;

        Assert.Equal(step.Actions, again.Actions);
        Assert.Equal(step with { Actions = again.Actions }, again);
    }

    [Fact]
    public void What_can_t_be_read_as_an_amount_is_told() =>
        Assert.Equal("policy.amount_unreadable", new EscalationDraft(Breached(1)) { After = "soon" }.ToStep().Refusal?.Code);

    [Fact]
    public void A_new_step_s_number_was_never_another_step_s()
    {
        var policy = SlaDefaults.Policy() with { Version = 3, Escalations = [Breached(1), Breached(402)] };
        var draft = new PolicyDraft(policy, []);
        var first = draft.NextStepId();
        draft.Escalations.Add(new EscalationDraft(Breached(first)));
        var second = draft.NextStepId();
        draft.Escalations.Clear();

        Assert.Equal((403, 404), (first, second));
        // A step that was thrown away before it was saved was never taken; one of an earlier version can't have this number.
        Assert.Equal(401, draft.NextStepId());
    }

    [Fact]
    public void The_policy_carries_the_edited_steps_and_names_the_one_that_is_wrong()
    {
        var draft = new PolicyDraft(SlaDefaults.Policy(), []);
        draft.Escalations[1].Do(EscalationKind.RaisePriority, true);
        draft.Escalations[0].After = "?";

        var (policy, problems) = draft.ToPolicy(2);

        Assert.Equal("escalations[0]", Assert.Single(problems).Where);
        Assert.Contains(new EscalationAction(EscalationKind.RaisePriority), Assert.Single(policy.Escalations).Actions);
    }

    private static SlaEscalation Breached(int id) => new(id, SlaState.Breached, TimeSpan.Zero, [new(EscalationKind.NotifySupervisors)]);
}
