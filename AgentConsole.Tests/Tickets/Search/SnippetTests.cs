using AgentConsole.Tickets.Search;

namespace AgentConsole.Tests.Tickets.Search;

public sealed class SnippetTests
{
    [Fact]
    public void A_short_text_is_shown_whole_on_one_line_with_its_words_marked()
    {
        var snippet = Snippet.Of("My order\nis late.\tOrder 7", new SearchQuery("order late "));

        Assert.Equal("My order is late. Order 7", snippet.Text);
        Assert.Equal(["order", "late", "Order"], Marked(snippet));
    }

    [Fact]
    public void Of_a_long_text_the_part_with_most_of_the_words_is_shown()
    {
        var text = string.Concat(Enumerable.Repeat("the parcel and then ", 40)) + "a parcel without its refund was left at a neighbour's " + string.Concat(Enumerable.Repeat("so it goes ", 40));

        var snippet = Snippet.Of(text, new SearchQuery("parcel refund neighbour"));

        Assert.Contains("refund", Marked(snippet));
        Assert.Contains("neighbour", Marked(snippet));
        Assert.StartsWith("…", snippet.Text, StringComparison.Ordinal);
        Assert.EndsWith("…", snippet.Text, StringComparison.Ordinal);
        Assert.InRange(snippet.Text.Length, 100, Snippet.Around + 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(159)]
    [InlineData(160)]
    [InlineData(161)]
    public void No_character_is_cut_in_two(int before)
    {
        var snippet = Snippet.Of(new string('x', before) + string.Concat(Enumerable.Repeat("😀", 200)), new SearchQuery("nothing"));

        Assert.True(AgentConsole.Common.Text.IsStorable(snippet.Text));
    }

    [Fact]
    public void Marks_stand_on_what_was_written_not_on_what_was_typed() =>
        Assert.Equal(["Plačilo", "الطَّلَبُ"], Marked(Snippet.Of("Plačilo za الطَّلَبُ", new SearchQuery("الطلب PLACILO"))));

    private static IEnumerable<string> Marked(Snippet snippet) => snippet.Marks.Select(mark => snippet.Text.Substring(mark.Start, mark.Length));
}
