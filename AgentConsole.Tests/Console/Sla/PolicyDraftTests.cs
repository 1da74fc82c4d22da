using AgentConsole.Console.Sla;
using AgentConsole.Sla;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Console.Sla;

public sealed class PolicyDraftTests
{
    private const int Retired = 9;

    private static readonly int[] Shown = [PriorityLevel.UrgentId, PriorityLevel.HighId, PriorityLevel.NormalId, PriorityLevel.LowId];

    private static readonly SlaPolicy Began = SlaDefaults.Policy() with
    {
        Promises = SlaDefaults.Policy().Promises.Append(new(Retired, [new SlaPromise(SlaTarget.FirstResponse, TimeSpan.FromHours(1), TimeSpan.Zero)])).ToDictionary(),
    };

    [Fact]
    public void A_form_that_nobody_touched_gives_what_it_began_with_and_keeps_what_it_does_not_show()
    {
        var (policy, problems) = new PolicyDraft(Began, Shown).ToPolicy(2);

        Assert.Empty(problems);
        Assert.Equal(2, policy.Version);
        foreach (var priority in Shown.Append(Retired))
        {
            foreach (var target in Enum.GetValues<SlaTarget>()) Assert.Equal(Began.PromiseOf(target, priority), policy.PromiseOf(target, priority));
        }

        foreach (var target in Enum.GetValues<SlaTarget>()) Assert.Equal(Began.PausesOf(target), policy.PausesOf(target));
        Assert.Equal(Began.Escalations.Select(step => step.Id), policy.Escalations.Select(step => step.Id));
    }

    [Fact]
    public void What_is_written_is_promised_and_what_is_emptied_is_not()
    {
        var draft = new PolicyDraft(Began, Shown);
        var promise = draft.Promise(SlaTarget.TotalResolution, PriorityLevel.NormalId);
        (promise.Amount, promise.Warn, promise.InBusinessTime) = ("1h 30m", "", false);
        draft.Promise(SlaTarget.FirstResponse, PriorityLevel.LowId).Amount = " ";
        draft.Wait(SlaTarget.TotalResolution, TicketStatus.Pending, waits: false);

        var (policy, problems) = draft.ToPolicy(2);

        Assert.Empty(problems);
        Assert.Equal(new SlaPromise(SlaTarget.TotalResolution, TimeSpan.FromMinutes(90), TimeSpan.Zero, InBusinessTime: false), policy.PromiseOf(SlaTarget.TotalResolution, PriorityLevel.NormalId));
        Assert.Null(policy.PromiseOf(SlaTarget.FirstResponse, PriorityLevel.LowId));
        Assert.Equal([TicketStatus.OnHold], policy.PausesOf(SlaTarget.TotalResolution));
    }

    [Theory]
    [InlineData("soon", "", "policy.amount_unreadable")]
    [InlineData("1h", "soon", "policy.amount_unreadable")]
    [InlineData("1h", "2h", "policy.warning_outside_amount")]
    [InlineData("0", "", "policy.amount_not_positive")]
    public void What_cannot_be_promised_is_told_where_it_stands(string amount, string warn, string code)
    {
        var draft = new PolicyDraft(Began, Shown);
        var promise = draft.Promise(SlaTarget.FirstResponse, PriorityLevel.HighId);
        (promise.Amount, promise.Warn) = (amount, warn);

        var problem = Assert.Single(draft.ToPolicy(2).Problems);

        Assert.Equal(($"promises.{PriorityLevel.HighId}.FirstResponse", code), (problem.Where, problem.What.Code));
    }
}
