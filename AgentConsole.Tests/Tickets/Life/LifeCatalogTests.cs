using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Statuses;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Tickets.Life;

public sealed class LifeCatalogTests() : OnEachDesk(DatabaseKind.Sqlite)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    private LifeCatalog Life => Host.Services.GetRequiredService<LifeCatalog>();

    public static TheoryData<LifePolicy, string> Unusable => new()
    {
        { new LifePolicy { ResolveHours = 1 }, "life.reminder_first" },
        { new LifePolicy { RemindHours = 0 }, "life.hours" },
        { new LifePolicy { CloseHours = LifePolicy.MaxHours + 1 }, "life.hours" },
        { new LifePolicy { CloseNoticeHours = 1 }, "life.close_first" },
        { new LifePolicy { CloseHours = 2, CloseNoticeHours = 2 }, "life.notice_too_early" },
        { new LifePolicy { Reopen = ReopenRule.WithinDays }, "life.days" },
        { new LifePolicy { Reopen = (ReopenRule)9 }, "life.reopen" },
        { new LifePolicy { RemindHours = 1, ReminderText = new string('x', LifePolicy.MaxReminderLength + 1) }, "life.text_too_long" },
        { new LifePolicy { RemindHours = 1, ReminderText = "a\0b" }, "message.not_text" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_policy_that_can_not_be_used_is_refused_by_name(LifePolicy policy, string code) =>
        Assert.Equal(code, (await Life.SaveAsync(policy, default)).Refusal?.Code);

    [Fact]
    public async Task A_team_goes_by_its_own_policy_else_by_that_of_all_others_else_by_the_desks()
    {
        Assert.Same(LifePolicy.Default, Life.PolicyOf(4));
        await Life.SaveAsync(new LifePolicy { Reopen = ReopenRule.Always }, default);
        await Life.SaveAsync(new LifePolicy { TeamId = 4, Reopen = ReopenRule.Never }, default);
        Assert.Equal((ReopenRule.Never, ReopenRule.Always, ReopenRule.Always), (Life.PolicyOf(4).Reopen, Life.PolicyOf(5).Reopen, Life.PolicyOf(null).Reopen));
        await Life.ForgetAsync(4, default);
        Assert.Equal(ReopenRule.Always, Life.PolicyOf(4).Reopen);
    }

    [Theory]
    [InlineData("", TicketStatus.OnHold, "status.name_empty")]
    [InlineData("Workshop", TicketStatus.OnHold, "status.name_twice")]
    [InlineData("Lab", TicketStatus.Closed, "status.category")]
    [InlineData("LONG", TicketStatus.OnHold, "status.name_too_long")]
    [InlineData("a\0b", TicketStatus.OnHold, "status.not_text")]
    public async Task A_status_that_can_not_be_one_is_refused_by_name(string name, TicketStatus category, string code)
    {
        await StatusAsync("workshop");
        if (name == "LONG") name = new string('x', CustomStatus.MaxNameLength + 1);
        Assert.Equal(code, (await Life.SaveAsync(new CustomStatus(0, name, category, new Dictionary<string, string>()), default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_status_keeps_its_category_and_says_itself_in_the_readers_language()
    {
        var status = await StatusAsync("Workshop");
        Assert.Equal("status.category_fixed", (await Life.SaveAsync(status with { Category = TicketStatus.Open }, default)).Refusal?.Code);
        Assert.Equal(("Delavnica", "Workshop"), (Life.Statuses[0].For(new("sl-SI")), Life.Statuses[0].For(new("de"))));
    }

    [Fact]
    public async Task A_ticket_is_given_a_status_of_ones_own_within_its_category_and_its_clocks_go_by_that()
    {
        var status = await StatusAsync("Workshop");
        await Host.OpenAsync();
        Assert.Equal("status.gone", (await Host.TryAsync(new ChangeStatus(Ana, 1, TicketStatus.Open, StatusId: status.Id))).Refusal?.Code);

        var held = (await Host.DoAsync(new ChangeStatus(Ana, 1, TicketStatus.OnHold, StatusId: status.Id))).Ticket;
        Assert.Equal((TicketStatus.OnHold, status.Id), (held.Status, held.StatusId));
        Assert.Contains(held.Sla.Targets, target => target.State == SlaState.Paused);
        Assert.Equal(held, TicketHistory.Replay(await Host.Queries.JournalAsync(1, 100, default)));

        await Life.SaveAsync(status with { IsRetired = true }, default);
        Assert.Equal("status.gone", (await Host.TryAsync(new ChangeStatus(Ana, 1, TicketStatus.OnHold, StatusId: status.Id))).Refusal?.Code);
        Assert.Equal(status.Id, (await Host.Queries.TicketAsync(1, default))!.StatusId);
    }

    private async Task<CustomStatus> StatusAsync(string name) =>
        (await Life.SaveAsync(new CustomStatus(0, name, TicketStatus.OnHold, new Dictionary<string, string> { ["sl"] = "Delavnica", ["xx"] = "?" }), default)).Value!;
}
