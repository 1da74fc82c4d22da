using AgentConsole.People;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Conditions;

namespace AgentConsole.Tests.Sla;

public sealed class SlaPolicyTests
{
    [Theory]
    [InlineData(-300, 0, "policy.amount_not_positive")]
    [InlineData(0, 0, "policy.amount_not_positive")]
    [InlineData(0.5, 0, "policy.not_whole_seconds")]
    [InlineData(300, -1, "policy.warning_outside_amount")]
    [InlineData(300, 300, "policy.warning_outside_amount")]
    [InlineData(400 * 86_400, 0, "policy.amount_too_long")]
    [InlineData(300, 299, null)]
    public void An_amount_is_positive_and_warns_before_it_is_due(double seconds, double warn, string? problem) =>
        Assert.Equal(
            problem is null ? [] : [("promises.2.FirstResponse", problem)],
            Some.Policy(new SlaPromise(SlaTarget.FirstResponse, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(warn))).Validate().Select(p => (p.Where, p.What.Code)));

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var policy = Some.Policy(Some.Promise(SlaTarget.FirstResponse, 1), Some.Promise(SlaTarget.FirstResponse, 2)) with
        {
            Name = "",
            Pauses = new Dictionary<SlaTarget, IReadOnlyList<TicketStatus>> { [SlaTarget.FirstResponse] = [TicketStatus.New, TicketStatus.Open] },
        };

        Assert.Equal(["policy.name_missing", "policy.target_twice", "policy.never_runs"], policy.Validate().Select(p => p.What.Code));
        Assert.Equal(["policy.promises_nothing"], Some.Policy().Validate().Select(p => p.What.Code));
    }

    [Fact]
    public void What_a_new_company_starts_with_is_valid_and_the_more_urgent_is_due_sooner()
    {
        var book = SlaBook.Of([SlaDefaults.Policy()], [SlaDefaults.Calendar("Europe/Ljubljana")]);
        var monday = Some.At("2026-03-02T09:00");

        Assert.Empty(SlaDefaults.Policy().Validate());
        Assert.Empty(SlaDefaults.Calendar("Europe/Ljubljana").Validate());
        var due = new[] { PriorityLevel.UrgentId, PriorityLevel.HighId, PriorityLevel.NormalId, PriorityLevel.LowId }
            .Select(priority => book.Judge(Some.Ticket(monday) with { PriorityId = priority }, monday).DueAt!.Value).ToList();
        Assert.Equal(due.Order(), due);
        Assert.Equal(4, due.Distinct().Count());
    }

    [Fact]
    public void Nothing_sinks_where_no_policy_is_stored()
    {
        var book = SlaBook.Of([], []);

        Assert.NotNull(book.Judge(Some.Ticket(Some.At("2026-03-02T09:00")), Some.At("2026-03-02T09:00")).DueAt);
    }

    [Fact]
    public void The_first_policy_whose_condition_fits_judges_and_the_default_judges_the_rest()
    {
        var morning = Some.At("2026-03-02T09:00");
        var book = SlaBook.Of(
            [
                SlaDefaults.Policy(),
                Policy(2, 1, new FieldTest(ConditionField.Tier, ConditionOperator.AnyOf, ["Gold"])),
                Policy(3, 0, new FieldTest(ConditionField.Team, ConditionOperator.AnyOf, ["7"])),
                Policy(4, -1, new FieldTest(ConditionField.Tags, ConditionOperator.AnyOf, ["1"])) with { IsRetired = true },
            ],
            [SlaDefaults.Calendar()]);
        var (gold, ticket) = (new Customer { Id = 1, Name = "Maja", Tier = CustomerTier.Gold }, Some.Ticket(morning) with { TagIds = [1] });

        Assert.True(book.ReadsCustomer);
        Assert.Equal([3, 2, 1], book.Policies.Select(policy => policy.Id));
        Assert.Equal(3, book.PolicyFor(ticket with { TeamId = 7 }, gold, morning).Id);
        Assert.Equal(2, book.PolicyFor(ticket, gold, morning).Id);
        Assert.Equal(1, book.PolicyFor(ticket, gold with { Tier = CustomerTier.Standard }, morning).Id);
        Assert.Equal((2, 5, 1, 1), book.Judge(ticket, morning, gold) is var sla ? (sla.PolicyId, sla.PolicyVersion, sla.CalendarId, sla.CalendarVersion) : default);

        SlaPolicy Policy(int id, int order, Condition when) => SlaDefaults.Policy() with { Id = id, Version = 5, Order = order, IsDefault = false, When = when };
    }

    [Fact]
    public void A_condition_is_checked_with_the_policy_and_the_default_has_none()
    {
        var when = new AllOf([new FieldTest(ConditionField.Waiting, ConditionOperator.LongerThan, ["01:00:00"])]);

        Assert.Equal([("when.all[0]", "condition.field_not_here")], (SlaDefaults.Policy() with { IsDefault = false, When = when }).Validate().Select(p => (p.Where, p.What.Code)));
        Assert.Contains("policy.default_fits_all", (SlaDefaults.Policy() with { When = when }).Validate().Select(p => p.What.Code));
        Assert.Contains("policy.default_stays", (SlaDefaults.Policy() with { IsRetired = true }).Validate().Select(p => p.What.Code));
    }

    [Fact]
    public void What_is_stored_is_read_back_whole()
    {
        var calendar = SlaDefaults.Calendar("Asia/Beirut") with
        {
            Version = 3,
            Holidays = [new Holiday(Some.Date("2026-01-01"), "New Year", Yearly: true), new Holiday(Some.Date("2026-12-24"), "Eve", Parts: Some.Hours("12:00-24:00"))],
            SpecialDays = [new SpecialHours(Some.Date("2026-03-07"), Some.Hours("10:00-14:00"), OverHolidays: true)],
        };
        var policy = SlaDefaults.Policy() with { Version = 2, When = new NotThat(new FieldTest(ConditionField.Tags, ConditionOperator.AllOf, ["1", "2"])), Pauses = new Dictionary<SlaTarget, IReadOnlyList<TicketStatus>> { [SlaTarget.NextResponse] = [TicketStatus.OnHold] } };

        Assert.Equal(calendar.ToRow(), SlaJson.Read(calendar.ToRow()).ToRow());
        Assert.Equal(policy.ToRow(), SlaJson.Read(policy.ToRow()).ToRow());
        Assert.Contains("\"monday\"", calendar.ToRow().Json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_explanation_says_what_the_due_instant_was_made_of()
    {
        var ten = Some.At("2026-03-02T10:00");
        var ticket = Some.Ticket(ten).Turned(TicketStatus.Pending, ten.AddHours(1)).Turned(TicketStatus.Open, ten.AddHours(3)).Turned(TicketStatus.OnHold, ten.AddHours(4));
        var policy = Some.Policy(Some.Promise(SlaTarget.FirstResolution, 12, warnHours: 1)) with { Version = 7 };
        var open = ticket.Turned(TicketStatus.Open, ten.AddHours(5));

        var paused = Explain(ticket);
        var running = Explain(open);

        Assert.Equal((TimeSpan.FromHours(10), SlaState.Paused), (paused.Standing.Left!.Value, paused.Standing.State));
        Assert.Equal([(TicketStatus.Pending, ten.AddHours(1), ten.AddHours(3)), (TicketStatus.OnHold, ten.AddHours(4), (DateTimeOffset?)null)], paused.Pauses.Select(p => (p.Status, p.From, p.To)));
        Assert.Equal((TimeSpan.FromHours(3), TimeSpan.FromHours(16), 7, "Etc/UTC"), (running.Paused, running.Closed, running.PolicyVersion, running.TimeZone!));
        Assert.Equal(Some.At("2026-03-03T17:00"), running.Standing.DueAt);

        SlaExplanation Explain(Ticket t) => SlaExplanation.Of(policy, Some.Calendar(), t, SlaEngine.Judge(policy, Some.Calendar(), t, t.UpdatedAt).Targets.Single())!;
    }

    [Fact]
    public void A_policy_counts_by_the_hours_of_the_team_where_it_says_so_and_the_team_keeps_some()
    {
        var nights = Some.EveryDay("20:00-04:00") with { Id = 2, Name = "Nights", TeamIds = [7] };
        var own = Some.Policy(Some.Promise(SlaTarget.FirstResponse, 1)) with { UseTeamCalendar = true };
        var at = Some.At("2026-03-04T12:00");
        var ticket = Some.Ticket(at);

        Assert.Equal((at.AddHours(9), 2), Judged(own, ticket with { TeamId = 7 }));
        Assert.Equal((at.AddHours(1), 1), Judged(own, ticket with { TeamId = 8 }));
        Assert.Equal((at.AddHours(1), 1), Judged(own, ticket));
        Assert.Equal((at.AddHours(1), 1), Judged(own with { UseTeamCalendar = false }, ticket with { TeamId = 7 }));

        (DateTimeOffset?, int) Judged(SlaPolicy policy, Ticket t)
        {
            var sla = SlaBook.Of([policy], [Some.Calendar(), nights]).Judge(t, at);
            return (sla.DueAt, sla.CalendarId);
        }
    }
}
