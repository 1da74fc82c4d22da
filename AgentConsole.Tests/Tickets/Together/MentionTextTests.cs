using AgentConsole.People;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Together;

namespace AgentConsole.Tests.Tickets.Together;

public sealed class MentionTextTests
{
    private static readonly AgentInfo[] Agents = [Person(1, "Ana"), Person(2, "Ana Novak"), Person(3, "عمر حداد")];
    private static readonly Team[] Teams = [new(5, "Billing")];

    [Theory]
    [InlineData("@Ana look", "Agent:1")]
    [InlineData("please, @ana novak, look", "Agent:2")]
    [InlineData("(@Billing) and @Ana", "Team:5 Agent:1")]
    [InlineData("@Ana @Ana", "Agent:1")]
    [InlineData("@عمر حداد انظر", "Agent:3")]
    [InlineData("mail ana@Ana.example", "")]
    [InlineData("@Anamaria @nobody @", "")]
    public void A_name_right_after_an_at_sign_is_meant_whole_and_the_longest(string text, string meant) =>
        Assert.Equal(meant, string.Join(' ', MentionText.Find(text, Agents, Teams).Select(mention => $"{mention.Kind}:{mention.Id}")));

    [Fact]
    public void A_note_names_no_more_than_it_may()
    {
        var crowd = Enumerable.Range(10, 50).Select(i => Person(i, $"P{i}x")).ToArray();
        Assert.Equal(Mention.MaxOfNote, MentionText.Find(string.Join(' ', crowd.Select(one => $"@{one.Name}")), crowd, []).Count);
        Assert.Equal(new Audience(AudienceKind.Agent, 10), MentionText.Find("@P10x", crowd, [])[0].Audience);
    }

    private static AgentInfo Person(long id, string name) => new(id, name, $"p{id}@example.test", AgentRole.Agent, [], "en");
}
