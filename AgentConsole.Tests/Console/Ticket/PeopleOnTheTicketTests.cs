using AgentConsole.Console.Ticket;
using AgentConsole.Live;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class PeopleOnTheTicketTests
{
    private readonly FakeTime _time = new();
    private readonly List<bool> _told = [];

    [Fact]
    public void Typing_is_told_at_most_once_in_three_seconds()
    {
        using var sender = new TypingSender(_time, _told.Add);
        for (var key = 0; key < 70; key++)
        {
            sender.Typed();
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal([true, true, true], _told);
    }

    [Fact]
    public void Typing_ends_by_itself_when_no_key_is_pressed()
    {
        using var sender = new TypingSender(_time, _told.Add);
        sender.Typed();
        _time.Advance(TypingSender.Idle - TimeSpan.FromSeconds(1));
        sender.Typed();
        _time.Advance(TypingSender.Idle - TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(false, _told);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true, true, false], _told);
    }

    [Fact]
    public void What_was_sent_is_no_longer_typed()
    {
        using var sender = new TypingSender(_time, _told.Add);
        sender.Typed();
        sender.Stopped();
        sender.Stopped();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([true, false], _told);
    }

    [Fact]
    public void Whoever_leaves_while_typing_is_told_to_have_stopped()
    {
        using (var sender = new TypingSender(_time, _told.Add)) sender.Typed();
        Assert.Equal([true, false], _told);
    }

    [Fact]
    public void Who_has_sent_what_they_wrote_types_no_longer_though_nothing_says_so()
    {
        var signals = new LiveSignals(NullLogger<LiveSignals>.Instance);
        using var presence = new TicketPresence(signals, _time, 1, AgentConsole.Tickets.Actor.Agent(7, "Ana"), () => { });
        signals.Publish("ticket:1", "typing.customer", """{"id":3,"name":"Maja","on":true}""");
        signals.Publish("ticket:1", "typing.agent", """{"id":3,"name":"Bor","on":true}""");
        Assert.Equal(["Bor", "Maja"], presence.Typing.Select(person => person.Name));

        presence.Wrote([new Message { Id = 9, TicketId = 1, Seq = 9, AuthorKind = ActorKind.Customer, AuthorId = 3, AuthorName = "Maja", Text = "Hello", Kind = MessageKind.Public, At = _time.GetUtcNow() }]);

        Assert.Equal(["Bor"], presence.Typing.Select(person => person.Name));
    }

    [Fact]
    public void The_customers_page_is_shown_while_it_is_said_again_and_again()
    {
        var signals = new LiveSignals(NullLogger<LiveSignals>.Instance);
        var changes = 0;
        using var presence = new TicketPresence(signals, _time, 1, AgentConsole.Tickets.Actor.Agent(7, "Ana"), () => changes++);
        signals.Publish("ticket:1", "page.customer", """{"page":"https://shop.example/<b>tents","title":"Tents & <i>poles"}""");
        signals.Publish("ticket:1", "page.customer", """{"page":"https://shop.example/<b>tents","title":"Tents & <i>poles"}""");
        Assert.Equal((new PageSignal("https://shop.example/<b>tents", "Tents & <i>poles"), 1), (presence.CustomerPage, changes));
        signals.Publish("ticket:1", "page.customer", "[]");
        signals.Publish("ticket:1", "page.customer", """{"page":null}""");
        Assert.Equal((null, 2), (presence.CustomerPage, changes));
        signals.Publish("ticket:1", "page.customer", """{"page":"https://shop.example/"}""");
        _time.Advance(TicketPresence.Beat * 2.5);
        Assert.Null(presence.CustomerPage);
    }

    [Fact]
    public void Somebody_who_vanished_is_forgotten()
    {
        var board = new PeopleBoard(_time, TimeSpan.FromSeconds(6));
        var maja = new Person("customer", 3, "Maja");
        Assert.True(board.Hear(maja, true));
        Assert.False(board.Hear(maja, true));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([maja], board.Now);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(board.Now);
        Assert.True(board.Forget());
        Assert.Null(board.NextEnd);
    }

    [Fact]
    public void Two_agents_on_one_ticket_see_each_other_and_who_leaves_is_gone()
    {
        var signals = new LiveSignals(NullLogger<LiveSignals>.Instance);
        using var ana = new TicketPresence(signals, _time, 1, AgentConsole.Tickets.Actor.Agent(7, "Ana"), () => { });
        _time.Advance(TimeSpan.Zero);
        var bor = new TicketPresence(signals, _time, 1, AgentConsole.Tickets.Actor.Agent(8, "Bor"), () => { });
        _time.Advance(TimeSpan.Zero);
        Assert.Equal("Bor", Assert.Single(ana.Viewing).Name);
        Assert.Equal("Ana", Assert.Single(bor.Viewing).Name);

        bor.Type(true);
        Assert.Equal("Bor", Assert.Single(ana.Typing).Name);
        Assert.Empty(bor.Typing);
        bor.Dispose();
        Assert.Empty(ana.Viewing);
        Assert.Empty(ana.Typing);
    }

    [Fact]
    public void A_ticket_next_door_and_a_malformed_signal_are_not_heard()
    {
        var signals = new LiveSignals(NullLogger<LiveSignals>.Instance);
        var changes = 0;
        using var ana = new TicketPresence(signals, _time, 1, AgentConsole.Tickets.Actor.Agent(7, "Ana"), () => changes++);
        signals.Publish("ticket:2", SignalKinds.CustomerTypes, new PersonSignal(3, "Maja", true).Write());
        signals.Publish("ticket:1", SignalKinds.CustomerTypes, "nonsense");
        signals.Publish("ticket:1", "something.else", new PersonSignal(3, "Maja", true).Write());
        Assert.Equal(0, changes);
        Assert.Empty(ana.Typing);
    }
}
