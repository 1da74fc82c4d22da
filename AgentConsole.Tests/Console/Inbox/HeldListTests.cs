using AgentConsole.Console.Inbox;
using AgentConsole.Tickets.Inbox;

namespace AgentConsole.Tests.Console.Inbox;

public sealed class HeldListTests
{
    private readonly HeldList _list = new();

    [Fact]
    public void The_first_window_is_shown_even_when_held()
    {
        _list.Hold(true);
        _list.Offer(SomeRow.Window(1, 2));
        Assert.Equal([1L, 2], Ids);
    }

    [Fact]
    public void Rows_move_at_once_when_nothing_holds_them()
    {
        _list.Offer(SomeRow.Window(1, 2));
        _list.Offer(SomeRow.Window(2, 1));
        Assert.Equal([2L, 1], Ids);
        Assert.Equal(0, _list.Waiting);
    }

    [Fact]
    public void Held_rows_keep_their_places_and_what_waits_is_counted()
    {
        _list.Offer(SomeRow.Window(1, 2));
        _list.Hold(true);
        _list.Offer(SomeRow.Window(3, 1, 2));
        Assert.Equal([1L, 2], Ids);
        Assert.Equal(1, _list.Waiting);
        _list.Offer(SomeRow.Window(4, 3, 1, 2));
        Assert.Equal(2, _list.Waiting);
    }

    [Fact]
    public void Held_rows_show_their_newest_contents()
    {
        _list.Offer(SomeRow.Window(1, 2));
        _list.Hold(true);
        _list.Offer(SomeRow.Window(2, 1) with { Rows = [SomeRow.With(2), SomeRow.With(1, "Subject of today")] });
        Assert.Equal([1L, 2], Ids);
        Assert.Equal("Subject of today", _list.Shown!.Rows[0].Subject);
    }

    [Fact]
    public void Leaving_the_list_applies_what_waits()
    {
        _list.Offer(SomeRow.Window(1, 2));
        _list.Hold(true);
        _list.Offer(SomeRow.Window(3, 1, 2));
        _list.Hold(false);
        Assert.Equal([3L, 1, 2], Ids);
        Assert.Equal(0, _list.Waiting);
    }

    [Fact]
    public void The_badge_applies_what_waits_and_the_hold_goes_on()
    {
        _list.Offer(SomeRow.Window(1, 2));
        _list.Hold(true);
        _list.Offer(SomeRow.Window(3, 1, 2));
        _list.Apply();
        Assert.Equal([3L, 1, 2], Ids);
        _list.Offer(SomeRow.Window(4, 3, 1, 2));
        Assert.Equal([3L, 1, 2], Ids);
        Assert.Equal(1, _list.Waiting);
    }

    [Fact]
    public void A_change_that_is_taken_back_waits_no_more()
    {
        _list.Offer(SomeRow.Window(1, 2));
        _list.Hold(true);
        _list.Offer(SomeRow.Window(2, 1));
        _list.Offer(SomeRow.Window(1, 2));
        Assert.Equal(0, _list.Waiting);
    }

    [Fact]
    public void Rows_that_the_person_scrolled_to_are_shown_though_the_list_is_held()
    {
        _list.Offer(SomeRow.Part(0, 100, 1, 2, 3));
        _list.Hold(true);
        _list.Ask(10, 3);
        _list.Offer(SomeRow.Part(0, 101, 4, 1, 2)); // was on its way before the scroll
        Assert.Equal([1L, 2, 3], Ids);
        _list.Offer(SomeRow.Part(10, 101, 11, 12, 13));
        Assert.Equal([11L, 12, 13], Ids);
        Assert.Equal(10, _list.Shown!.Start);
        Assert.Equal(0, _list.Waiting);
    }

    [Fact]
    public void A_longer_window_of_the_same_start_is_an_answer_and_not_a_change()
    {
        _list.Offer(SomeRow.Part(0, 100, 1, 2));
        _list.Hold(true);
        _list.Ask(0, 4);
        _list.Offer(SomeRow.Part(0, 100, 1, 2, 3, 4));
        Assert.Equal([1L, 2, 3, 4], Ids);
        Assert.Equal(0, _list.Waiting);
    }

    [Fact]
    public void The_end_of_a_view_answers_with_fewer_rows_than_asked()
    {
        _list.Offer(SomeRow.Part(0, 3, 1, 2));
        _list.Hold(true);
        _list.Ask(1, 50);
        _list.Offer(SomeRow.Part(1, 3, 2, 3));
        Assert.Equal([2L, 3], Ids);
    }

    [Fact]
    public void The_whole_of_a_view_comes_in_place_of_its_beginning_though_the_list_is_held()
    {
        var list = new HeldList();
        list.Offer(SomeRow.Window(1) with { Total = null });
        list.Hold(true);
        list.Offer(SomeRow.Window(1, 2));
        Assert.Equal((2, 0), (list.Shown!.Total, list.Waiting));
    }

    [Fact]
    public void Another_view_begins_with_nothing_of_the_one_before()
    {
        _list.Offer(SomeRow.Window(1, 2));
        _list.Hold(true);
        _list.Offer(SomeRow.Window(3, 1, 2));
        _list.Clear();
        Assert.Null(_list.Shown);
        Assert.Equal(0, _list.Waiting);
        _list.Offer(SomeRow.Window(9));
        Assert.Equal([9L], Ids);
    }

    private IEnumerable<long> Ids => _list.Shown!.Rows.Select(row => row.TicketId);
}
