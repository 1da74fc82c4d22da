using AgentConsole.Common;
using AgentConsole.Tickets;

namespace AgentConsole.Tests.Tickets;

public sealed class TextTests
{
    [Fact]
    public void A_preview_never_cuts_a_character_in_half()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 100));
        for (var length = 0; length < 20; length++) Assert.True(Text.IsStorable(Text.Preview(text, length)));
    }

    [Theory]
    [InlineData(" a \n\t b ", "a b")]
    [InlineData("", "")]
    [InlineData("\u0007bell", "bell")]
    public void A_preview_folds_white_space(string text, string preview) => Assert.Equal(preview, Text.Preview(text));

    [Fact]
    public void A_message_of_10000_characters_is_taken_and_one_more_is_not()
    {
        Assert.Null(Lifecycle.CheckText(new string('x', 10_000)));
        Assert.Equal("message.too_long", Lifecycle.CheckText(new string('x', 10_001))?.Code);
    }
}
