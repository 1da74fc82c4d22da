using AgentConsole.Console.Ticket;
using AgentConsole.Tickets;
using Bunit;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class TicketHeaderTests : ScreenContext
{
    private readonly List<TicketCommand> _asked = [];
    private readonly AgentConsole.Tickets.Ticket _ticket = new()
    {
        Id = 42,
        Version = 5,
        Subject = "<b>Late</b>",
        CustomerId = 3,
        Status = TicketStatus.Open,
        PriorityId = PriorityLevel.UrgentId,
        TagIds = [1],
    };

    [Fact]
    public void The_subject_is_text_and_is_changed_where_it_stands()
    {
        var header = Show(_ticket);
        Assert.Equal("<b>Late</b>", header.Find(".ticket-subject").TextContent);
        header.Find(".subject-button").Click();
        header.Find(".subject-edit input").Change("  Very late ");
        header.Find(".subject-edit").Submit();
        Assert.Equal(new ChangeSubject(Ana, 42, "Very late"), Assert.Single(_asked));
    }

    [Fact]
    public void A_subject_left_as_it_was_asks_for_nothing()
    {
        var header = Show(_ticket);
        header.Find(".subject-button").Click();
        header.Find(".subject-edit").Submit();
        Assert.Empty(_asked);
    }

    [Fact]
    public void Each_field_asks_for_its_command()
    {
        var header = Show(_ticket);
        header.FindAll("select")[0].Change(nameof(TicketStatus.OnHold));
        header.FindAll("select")[1].Change("3");
        header.FindAll("select")[2].Change("8");
        header.FindAll("select")[3].Change("1");
        Assert.Equal(
            [
                new ChangeStatus(Ana, 42, TicketStatus.OnHold, ExpectedVersion: 5), new ChangePriority(Ana, 42, 3),
                new Assign(Ana, 42, 8, ExpectedVersion: 5), new AssignTeam(Ana, 42, 1),
            ],
            _asked);
    }

    [Fact]
    public void A_choice_that_holds_already_hands_nothing_over_once_more()
    {
        var handed = new List<HandOverTarget>();
        var header = Render<TicketHeader>(p => p
            .Add(h => h.Ticket, _ticket with { AssigneeId = 8, TeamId = 1 }).Add(h => h.Names, Names).Add(h => h.Me, Ana).Add(h => h.MayWrite, true).Add(h => h.MayAssign, true)
            .Add(h => h.OnCommand, command => _asked.Add(command)).Add(h => h.OnHandOver, handed.Add));
        header.FindAll("select")[2].Change("8");
        header.FindAll("select")[3].Change("1");
        Assert.Empty(handed);
        Assert.Empty(_asked);
    }

    [Fact]
    public void Giving_a_ticket_to_nobody_is_a_choice()
    {
        var header = Show(_ticket with { AssigneeId = 8 });
        header.FindAll("select")[2].Change("");
        Assert.Equal(new Assign(Ana, 42, null, ExpectedVersion: 5), Assert.Single(_asked));
    }

    [Fact]
    public void New_and_closed_are_not_an_agents_to_give()
    {
        var offered = Show(_ticket).FindAll("select")[0].Children.Select(option => option.GetAttribute("value"));
        Assert.Equal(["Open", "Pending", "OnHold", "Resolved", "Spam"], offered);
    }

    [Fact]
    public void A_closed_ticket_changes_in_nothing_but_its_tags()
    {
        var header = Show(_ticket with { Status = TicketStatus.Closed });
        Assert.All(header.FindAll("select"), select => Assert.True(select.HasAttribute("disabled")));
        Assert.Empty(header.FindAll(".subject-button, [data-take]"));
        header.Find(".tag button").Click();
        var change = Assert.IsType<ChangeTags>(Assert.Single(_asked));
        Assert.Equal([1L], change.Remove);
    }

    [Fact]
    public void Take_is_offered_to_whoever_does_not_have_it()
    {
        Assert.Single(Show(_ticket).FindAll("[data-take]"));
        Assert.Single(Show(_ticket with { AssigneeId = 8 }).FindAll("[data-take]"));
        Assert.Empty(Show(_ticket with { AssigneeId = 7 }).FindAll("[data-take]"));
        Assert.Empty(Show(_ticket, mayAssign: false).FindAll("[data-take]"));
    }

    [Fact]
    public void Each_running_target_counts_down_and_what_was_met_is_not_in_the_way()
    {
        var sla = new TicketSla(1, 1,
        [
            new TargetStanding(SlaTarget.FirstResponse, SlaState.Met, Noon, null, Noon, Noon, null),
            new TargetStanding(SlaTarget.NextResponse, SlaState.AtRisk, Noon, Noon.AddMinutes(10), Noon.AddMinutes(30), null, null),
            new TargetStanding(SlaTarget.FirstResolution, SlaState.Paused, Noon, null, null, null, TimeSpan.FromMinutes(90)),
        ]);
        var lines = Show(_ticket with { Sla = sla }).FindAll(".countdown");
        Assert.Equal(2, lines.Count);
        Assert.Equal(Unix(Noon.AddMinutes(30)), lines[0].GetAttribute("data-due"));
        Assert.Equal(Unix(Noon.AddMinutes(10)), lines[0].GetAttribute("data-risk"));
        Assert.Equal("at-risk", lines[0].GetAttribute("data-state"));
        Assert.Equal("paused", lines[1].GetAttribute("data-state"));
        Assert.Equal("5400000", lines[1].GetAttribute("data-left"));
        Assert.Null(lines[1].GetAttribute("data-due"));
    }

    [Fact]
    public void A_tag_is_put_on_by_name()
    {
        var named = "";
        var tags = Render<TicketTags>(p => p.Add(t => t.TagIds, [1]).Add(t => t.Names, Names).Add(t => t.CanWrite, true).Add(t => t.OnAdd, name => named = name));
        tags.Find(".tag-new").Click();
        Assert.Equal(["late"], tags.FindAll("datalist option").Select(option => option.GetAttribute("value")));
        tags.Find(".tag-add input").Input(" brand new ");
        tags.Find(".tag-add").Submit();
        Assert.Equal("brand new", named);
    }

    private IRenderedComponent<TicketHeader> Show(AgentConsole.Tickets.Ticket ticket, bool mayAssign = true) => Render<TicketHeader>(p => p
        .Add(h => h.Ticket, ticket).Add(h => h.Names, Names).Add(h => h.Me, Ana).Add(h => h.MayWrite, true).Add(h => h.MayAssign, mayAssign)
        .Add(h => h.OnCommand, command => _asked.Add(command)));
}
