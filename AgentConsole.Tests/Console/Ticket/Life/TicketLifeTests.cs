using AgentConsole.Console.Ticket;
using AgentConsole.Console.Ticket.Life;
using AgentConsole.Sla;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Life;
using AgentConsole.Tickets.Statuses;
using Bunit;

namespace AgentConsole.Tests.Console.Ticket.Life;

public sealed class TicketLifeTests : ScreenContext
{
    private static readonly BusinessCalendar Always = new() { Id = 1, Name = "Always", TimeZone = "Etc/UTC", AlwaysOpen = true };

    private readonly List<TicketCommand> _asked = [];
    private readonly AgentConsole.Tickets.Ticket _ticket = new() { Id = 42, Version = 5, Subject = "Late", CustomerId = 3, Status = TicketStatus.Open };

    [Fact]
    public void An_ordinary_ticket_takes_no_room() => Assert.Equal("", Show(_ticket).Markup.Trim());

    [Fact]
    public void A_snoozed_ticket_says_until_when_and_is_brought_back_by_a_press()
    {
        var life = Show(_ticket with { IsSnoozed = true, SnoozedUntil = Noon.AddHours(3) });
        Assert.Contains("Snoozed until 15:00", life.Find("[data-life=snoozed]").TextContent, StringComparison.Ordinal);
        life.Find("[data-wake]").Click();
        Assert.Equal(new EndSnooze(Ana, 42), Assert.Single(_asked));
        Assert.Contains("until the customer writes", Show(_ticket with { IsSnoozed = true }).Find("[data-life=snoozed]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void How_it_ended_and_what_the_customer_said_is_shown_as_text()
    {
        var ended = _ticket with { Status = TicketStatus.Closed, Ending = TicketEnding.ResolvedByRule | TicketEnding.ClosedByRule, Score = 2, ScoreComment = "<b>slow</b>", FollowUpOf = 7 };
        var life = Show(ended, followedBy: [50]);
        Assert.Equal(["ResolvedByRule", "ClosedByRule"], life.FindAll("[data-ending]").Select(label => label.GetAttribute("data-ending")));
        Assert.Equal("<b>slow</b>", life.Find("q").TextContent);
        Assert.Equal(["/ticket/7", "/ticket/50"], life.FindAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Why_it_was_closed_without_an_answer_stands_with_what_was_tried()
    {
        var why = Row(9, Ana, new ClosedUnanswered(UnansweredReason.Unreachable, "moved", [new ContactAttempt(ContactKind.Phone, Noon, "voicemail")]));
        var life = Show(_ticket with { Status = TicketStatus.Closed, Ending = TicketEnding.Unanswered }, [why]);
        Assert.Equal("The customer can't be reached", life.Find("summary").TextContent);
        Assert.Equal("Telephone, 12:00 voicemail", life.Find("li").TextContent.Trim());
    }

    [Fact]
    public void A_snooze_is_one_press_or_an_instant_of_ones_own()
    {
        var menu = Render<SnoozeMenu>(p => p.Add(m => m.Ticket, _ticket).Add(m => m.Me, Ana).Add(m => m.CalendarOf, _ => Always).Add(m => m.OnCommand, command => _asked.Add(command)));
        menu.Find("[data-until='Snooze.Tomorrow']").Click();
        menu.Find("[data-until=reply]").Click();
        menu.Find("input").Change("2026-03-10T08:30");
        menu.Find("form").Submit();
        Assert.Equal([new Snooze(Ana, 42, Noon.AddHours(21)), new Snooze(Ana, 42, null), new Snooze(Ana, 42, new DateTimeOffset(2026, 3, 10, 8, 30, 0, TimeSpan.Zero))], _asked);
    }

    [Fact]
    public void A_status_of_the_companys_own_is_offered_within_its_category_and_a_retired_one_only_where_it_is()
    {
        var names = Names with { Statuses = [new CustomStatus(1, "At the carrier", TicketStatus.OnHold, new Dictionary<string, string>()), new CustomStatus(2, "Old", TicketStatus.Open, new Dictionary<string, string>(), IsRetired: true)] };
        Assert.Equal(["Open", "Pending", "OnHold", "OnHold/1", "Resolved", "Spam"], StatusChoice.For(_ticket, names).Select(choice => choice.Value));
        Assert.Contains("Open/2", StatusChoice.For(_ticket with { StatusId = 2 }, names).Select(choice => choice.Value));

        var header = Render<TicketHeader>(p => p.Add(h => h.Ticket, _ticket).Add(h => h.Names, names).Add(h => h.Me, Ana).Add(h => h.MayWrite, true).Add(h => h.OnCommand, command => _asked.Add(command)));
        header.FindAll("select")[0].Change("OnHold/1");
        Assert.Equal(new ChangeStatus(Ana, 42, TicketStatus.OnHold, ExpectedVersion: 5, StatusId: 1), Assert.Single(_asked));
    }

    private IRenderedComponent<TicketLife> Show(AgentConsole.Tickets.Ticket ticket, IReadOnlyList<JournalEntry>? journal = null, IReadOnlyList<long>? followedBy = null) => Render<TicketLife>(p => p
        .Add(l => l.Ticket, ticket).Add(l => l.Me, Ana).Add(l => l.MayWrite, true).Add(l => l.Journal, journal ?? []).Add(l => l.FollowedBy, followedBy ?? [])
        .Add(l => l.OnCommand, command => _asked.Add(command)));
}
