using AgentConsole.Console.Inbox;
using AgentConsole.People;
using AgentConsole.Resources;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Inbox;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace AgentConsole.Tests.Console.Inbox;

public sealed class TicketRowTests : InboxScreen
{
    [Fact]
    public void A_row_is_a_link_to_its_ticket_in_the_view_that_is_open()
    {
        var link = Row(SomeRow.With(12), Look("?view=mine")).Find("a");
        Assert.Equal("/inbox/12?view=mine", link.GetAttribute("href"));
        Assert.False(link.HasAttribute("aria-current"));
    }

    [Fact]
    public void The_open_ticket_is_marked() =>
        Assert.Equal("true", Render<TicketRow>(p => p.Add(r => r.Row, SomeRow.With()).Add(r => r.Look, Look()).Add(r => r.IsOpen, true)).Find("a").GetAttribute("aria-current"));

    [Fact]
    public void The_countdown_says_instants_and_the_server_writes_no_seconds()
    {
        var countdown = Row(SomeRow.With()).Find("time.countdown");
        Assert.Equal($"{SomeRow.Noon.AddHours(1).ToUnixTimeMilliseconds()}", countdown.GetAttribute("data-due"));
        Assert.Equal($"{SomeRow.Noon.AddMinutes(45).ToUnixTimeMilliseconds()}", countdown.GetAttribute("data-risk"));
        Assert.Equal("on-track", countdown.GetAttribute("data-state"));
        Assert.Equal("", countdown.TextContent);
        Assert.Equal($"{SomeRow.Noon.ToUnixTimeMilliseconds()}", Row(SomeRow.With()).Find("time[data-since]").GetAttribute("data-since"));
    }

    [Fact]
    public void A_paused_clock_says_what_is_left_and_no_due_instant()
    {
        var row = SomeRow.With() with { SlaState = SlaState.Paused, DueAt = null, AtRiskAt = null, PausedLeft = TimeSpan.FromMinutes(90) };
        var countdown = Row(row).Find("time.countdown");
        Assert.Equal("paused", countdown.GetAttribute("data-state"));
        Assert.Equal("5400000", countdown.GetAttribute("data-left"));
        Assert.False(countdown.HasAttribute("data-due"));
    }

    [Fact]
    public void A_resolved_ticket_has_its_status_in_the_countdowns_place()
    {
        var row = Row(SomeRow.With() with { Status = TicketStatus.Resolved, SlaState = SlaState.None, DueAt = null });
        Assert.Empty(row.FindAll("time.countdown"));
        Assert.Equal("Resolved", row.Find(".trow-sla.badge").TextContent);
    }

    [Fact]
    public void A_snoozed_row_says_when_it_returns_and_others_say_nothing_of_it()
    {
        var telling = new RowLook(
            Services.GetRequiredService<IStringLocalizer<Shared>>(), Services.GetRequiredService<IStringLocalizer<InboxWords>>(), _ => new PriorityLevel(1, "High", 30, "#f00"), _ => null, _ => null, "")
        { Snoozed = until => until is { } at ? $"returns {at:HH:mm}" : "returns with a reply" };
        Assert.Equal("returns 12:00", Row(SomeRow.With() with { IsSnoozed = true, SnoozedUntil = SomeRow.Noon }, telling).Find(".trow-own").TextContent);
        Assert.Equal("returns with a reply", Row(SomeRow.With() with { IsSnoozed = true }, telling).Find(".trow-own").TextContent);
        Assert.Empty(Row(SomeRow.With(), telling).FindAll(".trow-own"));
        Assert.Empty(Row(SomeRow.With(), Look()).FindAll(".trow-own"));
    }

    [Fact]
    public void What_shape_colour_and_place_tell_is_said_in_words_too()
    {
        Assert.Equal("Unread. High. E-mail. Unassigned. First response: On track.", Row(SomeRow.With()).Find(".visually-hidden").TextContent);
        var quiet = SomeRow.With() with { IsUnread = false, AssigneeId = 5, SlaState = SlaState.None, DueTarget = null, DueAt = null };
        Assert.Equal("High. E-mail. Omar Haddad.", Row(quiet).Find(".visually-hidden").TextContent);
    }

    [Fact]
    public void A_row_with_everything_is_small_in_a_circuits_memory()
    {
        var full = SomeRow.With() with { AssigneeId = 5, LastMessageBy = ActorKind.Agent, PausedLeft = TimeSpan.FromHours(1), TagIds = new InboxRow.IdList([1, 1, 1, 1]) };
        Assert.InRange(Frames.Of<TicketRow>(("Row", full), ("Look", Look()), ("IsOpen", true)), 1, 64);
    }

    [Fact]
    public void A_level_of_the_companys_own_is_told_by_its_name() =>
        Assert.Contains("Board member", Row(SomeRow.With() with { PriorityId = 9 }).Find(".visually-hidden").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Tier_and_vip_are_shown_where_there_is_something_to_show()
    {
        Assert.Equal("VIP", Row(SomeRow.With()).Find(".trow-vip").TextContent);
        Assert.Equal("Gold", Row(SomeRow.With()).Find(".trow-tier").TextContent);
        var plain = Row(SomeRow.With() with { CustomerTier = CustomerTier.Standard, CustomerIsVip = false });
        Assert.Empty(plain.FindAll(".trow-vip, .trow-tier"));
    }

    [Fact]
    public void Who_is_on_it_is_shown_by_initials_and_said_by_name()
    {
        var avatar = Row(SomeRow.With() with { AssigneeId = 5 }).Find(".trow-avatar");
        Assert.Equal("OH", avatar.TextContent);
        Assert.Equal("Omar Haddad", avatar.GetAttribute("title"));
        Assert.Equal("", Row(SomeRow.With()).Find(".trow-avatar").TextContent);
    }

    [Fact]
    public void Text_from_outside_is_text()
    {
        var row = Row(SomeRow.With(1, "<img src=x onerror=alert(1)>") with { CustomerName = "<script>x</script>", LastMessagePreview = "<b>hi</b>" });
        Assert.Equal("<img src=x onerror=alert(1)>", row.Find(".trow-subject").TextContent);
        Assert.Empty(row.FindAll("img, script, b"));
    }

    [Fact]
    public void A_tags_colours_are_colours_or_nothing()
    {
        var tags = Row(SomeRow.With()).FindAll(".trow-tag");
        Assert.Equal("--tag-text:#112233;--tag-back:#ddeeff", tags[0].GetAttribute("style"));
        Assert.False(tags[1].HasAttribute("style"));
        Assert.Equal("<b>bold</b>", tags[1].TextContent);
        Assert.Equal("+1", Row(SomeRow.With()).Find(".trow-more").TextContent);
    }

    [Fact]
    public void What_we_wrote_last_says_so()
    {
        Assert.Equal("Agent:", Row(SomeRow.With() with { LastMessageBy = ActorKind.Agent }).Find(".trow-author").TextContent.Trim());
        Assert.Empty(Row(SomeRow.With()).FindAll(".trow-author"));
    }

    [Fact]
    public void An_equal_row_is_not_rendered_again_and_a_different_one_is()
    {
        var look = Look();
        var row = Row(SomeRow.With(), look);
        Assert.Equal(1, row.RenderCount);
        row.Render(p => p.Add(r => r.Row, SomeRow.With()));
        row.Render(p => p.Add(r => r.Row, SomeRow.With() with { TagIds = new InboxRow.IdList([1, 2, 3]) }));
        Assert.Equal(1, row.RenderCount);
        row.Render(p => p.Add(r => r.Row, SomeRow.With() with { IsUnread = false }));
        Assert.Equal(2, row.RenderCount);
        row.Render(p => p.Add(r => r.Look, Look()));
        Assert.Equal(3, row.RenderCount);
    }

    private IRenderedComponent<TicketRow> Row(InboxRow row, RowLook? look = null) =>
        Render<TicketRow>(p => p.Add(r => r.Row, row).Add(r => r.Look, look ?? Look()));
}
