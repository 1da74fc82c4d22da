using AgentConsole.Console.Controls;

namespace AgentConsole.Tests.Console.Controls;

public sealed class AmountsTests
{
    [Theory]
    [InlineData("1h 30m", 5400)]
    [InlineData("1H30M", 5400)]
    [InlineData("90m", 5400)]
    [InlineData("90", 5400)]
    [InlineData("1:30", 5400)]
    [InlineData(" 45 s ", 45)]
    [InlineData("٩٠", 5400)]
    [InlineData("0", 0)]
    [InlineData("1h 30", null)]
    [InlineData("30m 1h", null)]
    [InlineData("1h 1h", null)]
    [InlineData("1:75", null)]
    [InlineData("1d", null)]
    [InlineData("h", null)]
    [InlineData("-5m", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", null)]
    public void An_amount_is_read_as_people_write_it(string text, int? seconds) =>
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, Amounts.Read(text));

    [Theory]
    [InlineData(5400, "1h 30m")]
    [InlineData(3600, "1h")]
    [InlineData(15 * 60, "15m")]
    [InlineData(40 * 3600, "40h")]
    [InlineData(61, "1m 1s")]
    [InlineData(0, "")]
    public void An_amount_is_written_so_that_it_is_read_back(int seconds, string text)
    {
        Assert.Equal(text, Amounts.Write(TimeSpan.FromSeconds(seconds)));
        if (seconds > 0) Assert.Equal(TimeSpan.FromSeconds(seconds), Amounts.Read(text));
    }
}
