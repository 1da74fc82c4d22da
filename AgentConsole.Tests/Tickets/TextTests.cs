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

    [Theory]
    [InlineData("Ana", "Ana")]
    [InlineData("مريم", "مريم")]
    [InlineData("a\u200eb\u200f", "a\u200eb\u200f")]
    [InlineData("gnp.\u202eexe", "gnp.exe")]
    [InlineData("Maja\u2069\u202e has the ticket", "Maja has the ticket")]
    public void A_name_keeps_its_letters_and_loses_what_turns_the_words_after_it(string given, string straight)
    {
        Assert.Equal(straight, Text.Straight(given));
        // In a sentence nothing of it reaches past its own end.
        Assert.Equal($"\u2068{straight}\u2069", Text.Apart(given));
    }

    [Fact]
    public void A_customer_is_called_by_a_name_that_turns_nothing_around_wherever_it_came_from()
    {
        var who = new NewCustomer(AgentConsole.People.IdentityKind.Visitor, "v", "Maja\u2069\u202e", Company: "\u2067Ltd");
        Assert.Equal(("Maja", "Ltd"), (who.Name, who.Company));
        Assert.Equal("Maja", (who with { Name = "Maja" }).Name);
    }
}
