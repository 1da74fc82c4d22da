using AgentConsole.Console.Inbox;
using AgentConsole.Tickets.Inbox;
using Bunit;

namespace AgentConsole.Tests.Console.Inbox;

public sealed class TicketListTests : InboxScreen
{
    private readonly HeldList _list = new();

    [Fact]
    public void Rows_that_are_not_rendered_keep_their_room()
    {
        _list.Offer(SomeRow.Part(20, 100, 1, 2, 3));
        var list = List();
        Assert.Equal(["block-size:1520px", "block-size:5852px"], list.FindAll(".spacer").Select(spacer => spacer.GetAttribute("style")));
        Assert.Equal(("20", "3", "100"), (list.Find(".tickets").GetAttribute("data-start"), list.Find(".tickets").GetAttribute("data-count"), list.Find(".tickets").GetAttribute("data-total")));
        Assert.Equal(["1", "2", "3"], list.FindAll(".trow").Select(row => row.GetAttribute("data-id")));
    }

    [Fact]
    public void Before_the_first_window_it_says_that_it_loads()
    {
        var list = List();
        Assert.Equal("true", list.Find(".tickets").GetAttribute("aria-busy"));
        Assert.Equal("Loading tickets", list.Find("[role=status]").TextContent);
    }

    [Fact]
    public void Before_a_view_is_counted_its_first_rows_are_there_and_no_number_is_told()
    {
        _list.Offer(SomeRow.Window(1, 2) with { Total = null });
        var list = List();
        Assert.Equal(["1", "2"], list.FindAll(".trow").Select(row => row.GetAttribute("data-id")));
        Assert.Equal("Looking for the rest of this view", list.Find("[role=status]").TextContent);
        Assert.Equal("All open, being counted", list.Find(".rows").GetAttribute("aria-label"));
        Assert.Null(list.Find(".tickets").GetAttribute("data-total"));
    }

    [Theory]
    [InlineData(InboxView.Breached, "No promise is broken")]
    [InlineData(InboxView.Unassigned, "Everything has an owner")]
    public void An_empty_view_says_what_that_means(InboxView view, string words)
    {
        _list.Offer(SomeRow.Window());
        Assert.Equal(words, List(view).Find(".empty h2").TextContent);
    }

    [Fact]
    public void Every_view_has_words_for_being_empty()
    {
        _list.Offer(SomeRow.Window());
        Assert.All(Enum.GetValues<InboxView>(), view => Assert.DoesNotContain("Empty.", List(view).Find(".empty").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_browser_asks_for_is_handed_on()
    {
        ShowRowsEventArgs? asked = null;
        HoldRowsEventArgs? hold = null;
        _list.Offer(SomeRow.Window(1));
        var list = Render<TicketList>(p => p.Add(l => l.List, _list).Add(l => l.Look, Look()).Add(l => l.OnShowRows, e => asked = e).Add(l => l.OnHoldRows, e => hold = e));
        await list.Find(".tickets").TriggerEventAsync("onshowrows", new ShowRowsEventArgs { Start = 5, Count = 40 });
        await list.Find(".tickets").TriggerEventAsync("onholdrows", new HoldRowsEventArgs { Held = true });
        Assert.Equal((5, 40), (asked!.Start, asked.Count));
        Assert.True(hold!.Held);
    }

    private IRenderedComponent<TicketList> List(InboxView view = InboxView.AllOpen) =>
        Render<TicketList>(p => p.Add(l => l.List, _list).Add(l => l.Look, Look()).Add(l => l.View, view).Add(l => l.ServerNow, SomeRow.Noon));
}
