using AgentConsole.Live;

namespace AgentConsole.Tests.Live;

public sealed class PacerTests
{
    [Theory]
    [InlineData(0, 20)]
    [InlineData(4, 20)]
    [InlineData(10, 40)]
    [InlineData(25, 100)]
    [InlineData(5000, 100)]
    public void Showing_changes_takes_at_most_a_fifth_of_a_watchers_time_and_waits_at_most_100_ms(int handlingMilliseconds, int pauseMilliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(pauseMilliseconds), Pacer.PauseAfter(TimeSpan.FromMilliseconds(handlingMilliseconds)));
}
