using AgentConsole.Tickets.Writing;

namespace AgentConsole.Tests.Tickets.Writing;

public sealed class QuickRepliesTests
{
    public static TheoryData<string, string, string[]> Table => new()
    {
        { "Is it solved?\n[Yes]\n[No]", "Is it solved?", ["Yes", "No"] },
        { "Is it solved?\r\n\r\n [ Yes, it is ] \r\n[No]\n\n", "Is it solved?", ["Yes, it is", "No"] },
        { "[Only]", "", ["Only"] },
        { "Twice\n[A]\n[A]", "Twice", ["A"] },
        { "No", "No", [] },
        { "[Yes]\nand then words", "[Yes]\nand then words", [] },
        { "a\n[]", "a\n[]", [] },
        { "a\n[  ]", "a\n[  ]", [] },
        { "a\n[b](https://c.example)", "a\n[b](https://c.example)", [] },
        { "a\n[b [c]]", "a\n[b [c]]", [] },
        { $"a\n[{new string('x', 80)}]", "a", [new string('x', 80)] },
        { $"a\n[{new string('x', 81)}]", $"a\n[{new string('x', 81)}]", [] },
        { "a\n1\n2\n" + Labels(10), "a\n1\n2", [.. Enumerable.Range(0, 10).Select(at => $"{at}")] },
        { "a\n" + Labels(11), "a\n" + Labels(11), [] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Labels_in_brackets_at_the_end_are_ready_answers(string text, string said, string[] labels)
    {
        var read = QuickReplies.Read(text);
        Assert.Equal((said, string.Join('|', labels)), (read.Said, string.Join('|', read.Labels)));
    }

    private static string Labels(int count) => string.Join('\n', Enumerable.Range(0, count).Select(at => $"[{at}]"));
}
