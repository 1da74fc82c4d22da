using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;

namespace AgentConsole.Tests.Tickets.Life;

public sealed class LifeRulesTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Actor Ana = Actor.Agent(7, "Ana"), Maja = Actor.Customer(1, "Maja"), Other = Actor.Customer(2, "Bor");

    [Fact]
    public void A_snooze_keeps_the_status_and_the_customers_message_ends_it()
    {
        var snoozed = Do(Some(TicketStatus.New), new Snooze(Ana, 1, Monday.AddDays(1)));
        Assert.Equal((TicketStatus.New, true, Monday.AddDays(1)), (snoozed.Status, snoozed.IsSnoozed, snoozed.SnoozedUntil));

        var woken = Do(snoozed, new CustomerWrites(Maja, TicketChannel.Chat, "and?"));
        Assert.Equal((TicketStatus.New, false, null), (woken.Status, woken.IsSnoozed, woken.SnoozedUntil));
    }

    [Fact]
    public void An_automatic_message_wakes_nothing() =>
        Assert.True(Do(Do(Some(TicketStatus.Open), new Snooze(Ana, 1, null)), new CustomerWrites(Maja, TicketChannel.Email, "I am away", IsAutomatic: true)).IsSnoozed);

    [Fact]
    public void A_ticket_that_ends_is_not_snoozed_any_more() =>
        Assert.False(Do(Do(Some(TicketStatus.Open), new Snooze(Ana, 1, null)), new ChangeStatus(Ana, 1, TicketStatus.Resolved)).IsSnoozed);

    [Theory]
    [InlineData(TicketStatus.Resolved, 1, "snooze.ended")]
    [InlineData(TicketStatus.Spam, 1, "snooze.ended")]
    [InlineData(TicketStatus.Open, 0, "snooze.past")]
    [InlineData(TicketStatus.Open, 367 * 24, "snooze.too_far")]
    public void What_can_not_be_snoozed_says_so(TicketStatus status, int hours, string code) =>
        Assert.Equal(code, Try(Some(status), new Snooze(Ana, 1, Monday.AddHours(hours))));

    [Theory]
    [InlineData(ReopenRule.Window, TicketStatus.Resolved, 95, false)]
    [InlineData(ReopenRule.Window, TicketStatus.Resolved, 97, true)]
    [InlineData(ReopenRule.Window, TicketStatus.Closed, 0, true)]
    [InlineData(ReopenRule.Always, TicketStatus.Resolved, 9000, false)]
    [InlineData(ReopenRule.Always, TicketStatus.Closed, 9000, false)]
    [InlineData(ReopenRule.Never, TicketStatus.Resolved, 0, true)]
    [InlineData(ReopenRule.WithinDays, TicketStatus.Closed, 48, false)]
    [InlineData(ReopenRule.WithinDays, TicketStatus.Closed, 49, true)]
    [InlineData(ReopenRule.WithinDays, TicketStatus.Resolved, 49, true)]
    [InlineData(ReopenRule.Never, TicketStatus.Pending, 0, false)]
    public void The_teams_rule_says_what_a_message_to_an_ended_ticket_does(ReopenRule rule, TicketStatus status, int hours, bool followUp)
    {
        var policy = new LifePolicy { Reopen = rule, ReopenDays = 2 };
        Assert.Equal(followUp, LifeRules.NeedsFollowUp(Some(status), Monday.AddHours(hours), Lifecycle.DefaultReopenWindow, policy));
    }

    [Fact]
    public void A_team_that_always_reopens_takes_a_message_on_a_closed_ticket()
    {
        var reopened = Do(Some(TicketStatus.Closed), new CustomerWrites(Maja, TicketChannel.Chat, "again", TicketId: 1), new LifePolicy { Reopen = ReopenRule.Always });
        Assert.Equal((TicketStatus.Open, null), (reopened.Status, reopened.ClosedAt));
        Assert.Equal("ticket.closed", Try(Some(TicketStatus.Closed), new AgentReplies(Ana, 1, "x"), new LifePolicy { Reopen = ReopenRule.Always }));
    }

    [Fact]
    public void Agreement_closes_and_not_yet_reopens()
    {
        var agreed = Do(Some(TicketStatus.Resolved), new CustomerJudges(Maja, 1, true));
        Assert.Equal((TicketStatus.Closed, TicketEnding.Agreed), (agreed.Status, agreed.Ending));
        Assert.Equal(TicketStatus.Open, Do(Some(TicketStatus.Resolved), new CustomerJudges(Maja, 1, false)).Status);
        Assert.Equal("ticket.not_resolved", Try(Some(TicketStatus.Open), new CustomerJudges(Maja, 1, true)));
        Assert.Equal("ticket.not_found", Try(Some(TicketStatus.Resolved), new CustomerJudges(Other, 1, true)));
        Assert.Equal("ticket.window_over", Try(Some(TicketStatus.Resolved), new CustomerJudges(Maja, 1, false), new LifePolicy { Reopen = ReopenRule.Never }));
    }

    [Fact]
    public void Each_resolution_is_rated_once()
    {
        var rated = Do(Some(TicketStatus.Resolved), new RateResolution(Maja, 1, 4, "  quick "));
        Assert.Equal((4, "quick", Monday), (rated.Score, rated.ScoreComment, rated.ScoreFor));
        Assert.Equal("score.twice", Try(rated, new RateResolution(Maja, 1, 1, null)));

        var again = rated with { ResolvedAt = Monday.AddHours(1) };
        Assert.Equal(1, Do(again, new RateResolution(Maja, 1, 1, null)).Score);
    }

    [Fact]
    public void Nobody_is_asked_after_an_automatic_resolution_unless_the_team_wants_it()
    {
        var automatic = Some(TicketStatus.Resolved) with { Ending = TicketEnding.ResolvedByRule };
        Assert.Equal("score.not_asked", Try(automatic, new RateResolution(Maja, 1, 5, null)));
        Assert.Equal(5, Do(automatic, new RateResolution(Maja, 1, 5, null), new LifePolicy { AsksAfterAutomatic = true }).Score);
    }

    [Theory]
    [InlineData(0, 0, "score.range")]
    [InlineData(6, 0, "score.range")]
    [InlineData(3, LifeRules.MaxComment + 1, "score.comment_too_long")]
    public void A_rating_has_limits(int score, int length, string code) =>
        Assert.Equal(code, Try(Some(TicketStatus.Resolved), new RateResolution(Maja, 1, score, new string('x', length))));

    [Fact]
    public void An_agent_closes_only_with_a_reason_and_what_was_tried()
    {
        ContactAttempt call = new(ContactKind.Phone, Monday.AddMinutes(-5), "voicemail");
        var closed = Do(Some(TicketStatus.Pending), new CloseUnanswered(Ana, 1, UnansweredReason.Unreachable, null, [call]));
        Assert.Equal((TicketStatus.Closed, TicketEnding.Unanswered), (closed.Status, closed.Ending));

        Assert.Equal("unanswered.attempts", Try(Some(TicketStatus.Open), new CloseUnanswered(Ana, 1, UnansweredReason.Unreachable, null, [])));
        Assert.Equal("unanswered.reason", Try(Some(TicketStatus.Open), new CloseUnanswered(Ana, 1, UnansweredReason.Other, " ", [])));
        Assert.Equal("unanswered.future", Try(Some(TicketStatus.Open), new CloseUnanswered(Ana, 1, UnansweredReason.Other, "x", [call with { At = Monday.AddDays(1) }])));
        Assert.Equal("unanswered.too_many", Try(Some(TicketStatus.Open), new CloseUnanswered(Ana, 1, UnansweredReason.Other, "x", [.. Enumerable.Repeat(call, 11)])));
        Assert.Equal("unanswered.note", Try(Some(TicketStatus.Open), new CloseUnanswered(Ana, 1, UnansweredReason.Other, new string('x', 501), [])));
        Assert.Equal("status.not_allowed", Try(Some(TicketStatus.Spam), new CloseUnanswered(Ana, 1, UnansweredReason.Withdrawn, null, [])));
    }

    [Fact]
    public void A_status_of_the_companys_own_changes_nothing_but_its_name_within_its_category()
    {
        var resolved = Some(TicketStatus.Resolved) with { RestsSince = Monday, Statuses = [new StatusSpan(TicketStatus.Resolved, Monday)] };
        var named = Do(resolved, new ChangeStatus(Ana, 1, TicketStatus.Resolved, StatusId: 3), at: Monday.AddHours(1));
        Assert.Equal((3, Monday, Monday, 1), (named.StatusId, named.ResolvedAt, named.RestsSince, named.Statuses.Count));
        Assert.Null(Do(named, new CustomerWrites(Maja, TicketChannel.Chat, "no", TicketId: 1)).StatusId);
    }

    private static Ticket Do(Ticket ticket, TicketCommand command, LifePolicy? policy = null, DateTimeOffset? at = null)
    {
        var outcome = Lifecycle.Decide(ticket, command, At(policy));
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
        var seq = 1000L;
        foreach (var what in outcome.Value.Events) ticket = TicketHistory.Apply(ticket, new JournalEntry(++seq, 1, at ?? Monday, command.By, what));
        return ticket;
    }

    private static string? Try(Ticket ticket, TicketCommand command, LifePolicy? policy = null) => Lifecycle.Decide(ticket, command, At(policy)).Refusal?.Code;

    private static LifecycleContext At(LifePolicy? policy) => new(Monday, 1, 1000, Lifecycle.DefaultReopenWindow) { Policy = policy ?? LifePolicy.Default };

    private static Ticket Some(TicketStatus status) => new()
    {
        Id = 1,
        Version = 1,
        Subject = "s",
        CustomerId = 1,
        Status = status,
        CreatedAt = Monday,
        UpdatedAt = Monday,
        ResolvedAt = status is TicketStatus.Resolved or TicketStatus.Closed ? Monday : null,
        ClosedAt = status == TicketStatus.Closed ? Monday : null,
    };
}
