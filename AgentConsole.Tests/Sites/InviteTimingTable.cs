using AgentConsole.Sites.Invitations;
using AgentConsole.Sites.Visitors;

namespace AgentConsole.Tests.Sites;

/// <summary>Whom a rule invites, and when.</summary>
public sealed class InviteTimingTable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly SiteVisitor Visitor = new() { Id = 1, SiteId = 1, SiteName = "Shop", Page = "https://shop.example/tents?size=2", CameAt = Noon, PageAt = Noon, Visits = 2 };

    private static InviteRule Rule(int id, int seconds) => new() { Id = id, Name = $"Rule {id}", Seconds = seconds, Text = "Hello", IfOnline = false };

    private static SiteInviting On(params InviteRule[] rules) => new() { IsOn = true, Rules = rules };

    [Theory]
    [InlineData(PageTest.Any, "", true)]
    [InlineData(PageTest.Contains, "TENTS", true)]
    [InlineData(PageTest.Contains, "lamps", false)]
    [InlineData(PageTest.Begins, "https://shop.example/te", true)]
    [InlineData(PageTest.Begins, "/tents", false)]
    public void A_rule_asks_on_pages_like_its_own(PageTest test, string page, bool asks) =>
        Assert.Equal(asks, InviteTiming.Choose(On(Rule(1, 0) with { Test = test, Page = page }), Visitor, null, Noon, isOpen: true, isAnybodyThere: true) is not null);

    [Theory]
    [InlineData(29, null)]
    [InlineData(30, 1)]
    [InlineData(60, 1)]
    public void The_first_rule_whose_time_has_come_asks(int seconds, int? rule) =>
        Assert.Equal(rule, InviteTiming.Choose(On(Rule(1, 30), Rule(2, 40)), Visitor, null, Noon.AddSeconds(seconds), isOpen: true, isAnybodyThere: true)?.Id);

    [Theory]
    [InlineData(true, true, true, true, true)]
    [InlineData(true, false, false, true, false)]
    [InlineData(false, true, true, false, false)]
    [InlineData(false, false, false, false, true)]
    public void Hours_and_presence_count_where_the_rule_says_so(bool inHours, bool ifOnline, bool isOpen, bool isAnybodyThere, bool asks) =>
        Assert.Equal(asks, InviteTiming.Choose(On(Rule(1, 0) with { InHours = inHours, IfOnline = ifOnline }), Visitor, null, Noon, isOpen, isAnybodyThere) is not null);

    [Fact]
    public void Nobody_is_asked_who_is_away_or_talks_or_was_asked_or_declined_lately_or_has_not_come_often_enough()
    {
        var rule = Rule(1, 0);
        bool Asks(SiteVisitor visitor, DateTimeOffset? declined = null, InviteRule? by = null) =>
            InviteTiming.Choose(On(by ?? rule), visitor, declined, Noon, isOpen: true, isAnybodyThere: true) is not null;

        Assert.True(Asks(Visitor));
        Assert.False(Asks(Visitor with { IsAway = true }));
        Assert.False(Asks(Visitor with { TicketId = 3 }));
        Assert.False(Asks(Visitor with { Stage = InviteStage.Shown }));
        Assert.False(Asks(Visitor with { InvitedAt = Noon.AddDays(-6) }));
        Assert.True(Asks(Visitor with { InvitedAt = Noon.AddDays(-7) }));
        Assert.False(Asks(Visitor, Noon.AddDays(-29)));
        Assert.True(Asks(Visitor, Noon.AddDays(-30)));
        Assert.False(Asks(Visitor, by: rule with { Visits = 3 }));
        Assert.False(Asks(Visitor, by: rule with { IsOff = true }));
        Assert.Null(InviteTiming.Choose(On(rule) with { IsOn = false }, Visitor, null, Noon, isOpen: true, isAnybodyThere: true));
    }

    [Fact]
    public void The_rules_are_asked_when_the_first_of_them_could_say_yes_and_again_later_where_it_waits_for_the_office()
    {
        var inviting = On(Rule(1, 60), Rule(2, 10));
        Assert.Equal(Noon.AddSeconds(10), InviteTiming.NextLook(inviting, Visitor, null, Noon));
        Assert.Equal(Noon.AddSeconds(40), InviteTiming.NextLook(inviting, Visitor, null, Noon.AddSeconds(10), wereAsked: true));
        Assert.Equal(Noon.AddSeconds(60), InviteTiming.NextLook(inviting, Visitor, null, Noon.AddSeconds(45), wereAsked: true));
        Assert.Null(InviteTiming.NextLook(On(Rule(1, 5) with { Visits = 9 }), Visitor, null, Noon));
    }

    [Fact]
    public void Rules_are_numbered_once_for_all_and_stored_without_what_stands_around_their_words()
    {
        var stored = InvitingRules.Stored(new SiteInviting { NextId = 5, Rules = [Rule(0, 1) with { Text = " Hi ", Page = "/x" }, Rule(3, 1), Rule(0, 1)] });
        Assert.Equal([5, 3, 6], stored.Rules.Select(rule => rule.Id));
        Assert.Equal(("Hi", "", 7), (stored.Rules[0].Text, stored.Rules[0].Page, stored.NextId));
        Assert.Equal(["invite.rule_page", "invite.text_empty"], InvitingRules.Check(Rule(1, 1) with { Test = PageTest.Begins, Text = "" }).Select(wrong => wrong.Refusal.Code));
        Assert.Equal("invite.too_many_rules", InvitingRules.Check(new SiteInviting { Rules = [.. Enumerable.Range(1, 21).Select(id => Rule(id, 1))] })?.Code);
    }
}
