using AgentConsole.People;

namespace AgentConsole.Tests.People;

public sealed class PresenceRuleTable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, false, Presence.Offline)]
    [InlineData(null, true, Presence.Offline)]
    [InlineData(0.0, false, Presence.Online)]
    [InlineData(0.0, true, Presence.Away)]
    [InlineData(1.0, false, Presence.Online)]
    [InlineData(2.0, false, Presence.Online)]
    [InlineData(2.49, false, Presence.Online)]
    [InlineData(2.49, true, Presence.Away)]
    [InlineData(2.5, false, Presence.Offline)]
    [InlineData(2.5, true, Presence.Offline)]
    [InlineData(100.0, false, Presence.Offline)]
    [InlineData(-1.0, false, Presence.Online)] // another node's clock is a little ahead
    public void Presence_is_given_up_after_two_and_a_half_missed_beats(double? beatsAgo, bool away, Presence expected) =>
        Assert.Equal(expected, PresenceRule.Decide(beatsAgo is { } beats ? Now - (beats * PresenceRule.Beat) : null, away, Now));

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.0, 2.5)]
    [InlineData(1.5, 1.0)]
    [InlineData(2.5, null)]
    public void It_says_when_silence_will_end_it(double? beatsAgo, double? beatsFromNow) =>
        Assert.Equal(
            beatsFromNow is { } left ? Now + (left * PresenceRule.Beat) : null,
            PresenceRule.OfflineAt(beatsAgo is { } beats ? Now - (beats * PresenceRule.Beat) : null, Now));
}
