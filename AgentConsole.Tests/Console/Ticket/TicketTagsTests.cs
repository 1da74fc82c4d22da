using AgentConsole.Console.Ticket;
using AgentConsole.Tickets;
using Bunit;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class TicketTagsTests : ScreenContext
{
    [Fact]
    public void Of_ten_thousand_tags_a_few_are_offered_and_those_that_are_typed_are_among_them()
    {
        Tag[] tags = [.. Enumerable.Range(1, 10_000).Select(id => new Tag(id, $"tag {id}", "#1b1f24", "#dbe4ff", false, IsArchived: id == 9_999))];
        var picker = Render<TicketTags>(with => with.Add(c => c.TagIds, [3]).Add(c => c.Names, new NameBook([], [], tags, [])).Add(c => c.CanWrite, true));
        picker.Find(".tag-new").Click();
        Assert.InRange(picker.FindAll("option").Count, 1, 20);

        picker.Find("input").Input("TAG 999");
        Assert.Equal(["tag 999", .. Enumerable.Range(0, 9).Select(i => $"tag 999{i}")], picker.FindAll("option").Select(option => option.GetAttribute("value")));
    }

    [Fact]
    public void A_name_that_turns_text_around_stays_within_its_tag()
    {
        var picker = Render<TicketTags>(with => with.Add(c => c.TagIds, [1]).Add(c => c.Names, new NameBook([], [], [new Tag(1, "a\u202eb", "#1b1f24", "#dbe4ff", false)], [])));
        Assert.Equal("a\u202eb", picker.Find(".tag bdi").TextContent);
    }
}
