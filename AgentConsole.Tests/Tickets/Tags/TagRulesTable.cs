using AgentConsole.Tickets;
using AgentConsole.Tickets.Tags;

namespace AgentConsole.Tests.Tickets.Tags;

public sealed class TagRulesTable
{
    [Theory]
    [InlineData("refund", null)]
    [InlineData("استرداد", null)]
    [InlineData("a\u200fb", null)]
    [InlineData("", "tag.name")]
    [InlineData("   ", "tag.name")]
    [InlineData("invoice\u202egpj.exe", "tag.name_marks")]
    [InlineData("\u2067isolated", "tag.name_marks")]
    [InlineData("two\nlines", "tag.name_marks")]
    public void A_name_is_text_that_turns_nothing_around(string name, string? code) => Assert.Equal(code, TagRules.NameProblem(name)?.Code);

    [Fact]
    public void A_name_has_a_limit() => Assert.Equal("tag.name", TagRules.NameProblem(new string('x', TicketCatalog.MaxTagLength + 1))?.Code);

    [Theory]
    [InlineData("#000000", "#ffffff", null)]
    [InlineData("#777777", "#ffffff", "tag.contrast")]
    [InlineData("#767676", "#ffffff", null)]
    [InlineData("#ffff00", "#ffffff", "tag.contrast")]
    [InlineData("red", "#ffffff", "tag.colour")]
    [InlineData("#fff", "#000000", "tag.colour")]
    [InlineData("#12345g", "#ffffff", "tag.colour")]
    [InlineData("#000000;background:url(//x)", "#ffffff", "tag.colour")]
    public void A_tag_can_be_read(string text, string background, string? code) => Assert.Equal(code, TagRules.Problem(new Tag(1, "tag", text, background, false))?.Code);

    [Fact]
    public void The_pairs_that_are_offered_can_be_read() =>
        Assert.All(TagRules.Pairs, pair => Assert.Null(TagRules.Problem(new Tag(1, "tag", pair.Text, pair.Background, false))));

    [Fact]
    public void A_tag_is_found_by_a_part_of_its_name_its_beginning_first_whatever_its_case_and_accents()
    {
        Tag[] tags = [.. new[] { "Prepaid", "Café", "paid", "refund" }.Select((name, id) => new Tag(id, name, "#000000", "#ffffff", false))];
        Assert.Equal(["paid", "Prepaid"], TagFinder.Find(tags, "PAID").Select(tag => tag.Name));
        Assert.Equal(["Café"], TagFinder.Find(tags, "cafe").Select(tag => tag.Name));
        Assert.Equal(4, TagFinder.Find(tags, " ").Count());
    }
}
