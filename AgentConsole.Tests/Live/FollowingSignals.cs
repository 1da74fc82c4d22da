using AgentConsole.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Live;

public sealed class FollowingSignals
{
    [Fact]
    public void Who_follows_a_topic_is_called_for_each_signal_and_when_the_wire_is_taken_up_until_they_leave()
    {
        var signals = new LiveSignals(NullLogger<LiveSignals>.Instance);
        var (calls, others) = (0, 0);
        var following = signals.Follow("sites", () => calls++);
        using var broken = signals.Follow("other", () => throw new InvalidOperationException("It fails."));
        using var other = signals.Follow("other", () => others++);

        signals.Publish("sites", "changed", "{}");
        Assert.Equal((1, 0), (calls, others));
        // What was said while nobody listened is lost, whatever it was about; one that fails harms no other.
        signals.Resume();
        Assert.Equal((2, 1), (calls, others));

        following.Dispose();
        signals.Publish("sites", "changed", "{}");
        signals.Resume();
        Assert.Equal(2, calls);
    }
}
