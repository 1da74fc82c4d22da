using AgentConsole.Common;
using AgentConsole.People;
using AgentConsole.Tests.Support;

namespace AgentConsole.Tests.People;

public sealed class PresenceOnTheBoard
{
    private readonly FakeTime _time = new();
    private readonly PresenceBoard _board;
    private int _changes;

    public PresenceOnTheBoard()
    {
        _board = new PresenceBoard(_time);
        _board.Changed += () => _changes++;
    }

    [Fact]
    public void A_connected_screen_makes_its_agent_online_at_once_and_tells_it_once()
    {
        _board.Connected(7, "a");
        _board.Connected(7, "b");
        Assert.Equal((Presence.Online, 1), (_board.Of(7), _changes));
        Assert.Equal(Presence.Offline, _board.Of(8));
    }

    [Fact]
    public void A_reload_does_not_flicker()
    {
        _board.Connected(7, "a");
        _board.Disconnected(7, "a");
        _time.Advance(PresenceRule.Grace - TimeSpan.FromMilliseconds(1));
        _board.Look();
        _board.Connected(7, "b");
        _time.Advance(PresenceRule.Grace * 10);
        _board.Look();
        Assert.Equal((Presence.Online, 1), (_board.Of(7), _changes));
    }

    [Fact]
    public void Signing_out_ends_it_with_the_last_screen_and_without_the_grace()
    {
        _board.Connected(7, "a");
        _board.Leave(7);
        Assert.Equal(Presence.Online, _board.Of(7));
        _time.Advance(TimeSpan.FromMilliseconds(80));
        _board.Disconnected(7, "a");
        Assert.Equal((Presence.Offline, 2), (_board.Of(7), _changes));
    }

    [Fact]
    public void Signing_out_in_one_browser_leaves_the_other_and_signing_in_again_brings_the_grace_back()
    {
        _board.Connected(7, "a");
        _board.Connected(7, "b");
        _board.Leave(7);
        _board.Disconnected(7, "a");
        Assert.Equal(Presence.Online, _board.Of(7));
        _board.Connected(7, "c");
        _board.Disconnected(7, "b");
        _board.Disconnected(7, "c");
        Assert.Equal((Presence.Online, 1), (_board.Of(7), _changes));
    }

    [Fact]
    public void Silence_ends_it_at_its_instant()
    {
        _board.Connected(7, "a");
        Assert.Null(_board.NextChangeAt());
        _board.Disconnected(7, "a");
        Assert.Equal(_time.Instant() + PresenceRule.Grace, _board.NextChangeAt());
        _time.Advance(PresenceRule.Grace);
        _board.Look();
        Assert.Equal((Presence.Offline, 2), (_board.Of(7), _changes));
        Assert.Null(_board.NextChangeAt());
    }

    [Fact]
    public void One_screen_of_two_is_enough()
    {
        _board.Connected(7, "a");
        _board.Connected(7, "b");
        _board.Disconnected(7, "a");
        _time.Advance(PresenceRule.Grace * 2);
        _board.Look();
        Assert.Equal(Presence.Online, _board.Of(7));
    }

    [Fact]
    public void Away_is_the_agents_own_wish_and_outlives_a_reload()
    {
        _board.Connected(7, "a");
        _board.SetAway(7, true);
        _board.Disconnected(7, "a");
        _time.Advance(PresenceRule.Grace);
        _board.Look();
        _board.Connected(7, "b");
        Assert.Equal(Presence.Away, _board.Of(7));
        _board.SetAway(7, false);
        Assert.Equal(Presence.Online, _board.Of(7));
    }

    [Fact]
    public void A_wish_without_a_screen_is_not_presence()
    {
        _board.SetAway(7, true);
        Assert.Equal((Presence.Offline, 0), (_board.Of(7), _changes));
    }

    [Fact]
    public void Another_nodes_beat_counts_and_its_newer_wish_holds()
    {
        _board.SetAway(7, true);
        _time.Advance(TimeSpan.FromSeconds(1));
        var now = _time.Instant();
        _board.Hear([new AgentBeat(7, "other", now, Away: false, now), new AgentBeat(8, "other", now - PresenceRule.Grace, Away: false, now)]);
        Assert.Equal((Presence.Online, Presence.Offline), (_board.Of(7), _board.Of(8)));
        _board.Hear([new AgentBeat(7, "third", now, Away: true, now - TimeSpan.FromHours(1))]);
        Assert.Equal(Presence.Online, _board.Of(7));
    }

    [Fact]
    public void A_node_says_only_what_it_knows_itself()
    {
        var now = _time.Instant();
        _board.Hear([new AgentBeat(8, "other", now, Away: true, now)]);
        _board.Connected(7, "a");
        var beat = Assert.Single(_board.Beats("me"));
        Assert.Equal((7, "me", now, false), (beat.AgentId, beat.NodeId, beat.BeatAt, beat.Away));
    }

    [Fact]
    public void What_other_nodes_should_hear_at_once_is_said_and_nothing_else()
    {
        var urgent = 0;
        _board.Urgent += () => urgent++;
        _board.Connected(7, "a");
        Assert.Equal(1, urgent);
        _board.Connected(7, "b");
        _board.Disconnected(7, "b");
        _board.Look();
        Assert.Equal(1, urgent);
        _board.SetAway(7, true);
        Assert.Equal(2, urgent);
    }
}
