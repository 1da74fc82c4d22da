using AgentConsole.Console.Ticket;
using AgentConsole.Console.Ticket.Sending;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Sending;
using Bunit;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class HeldRowTests : ScreenContext
{
    private static readonly MessageFile Label = new("k1", "label.txt", FileTypes.PlainText, 3);

    private readonly List<HeldAsk> _asked = [];

    [Fact]
    public void Its_writer_may_have_it_back_until_its_instant_and_a_colleague_only_sees_it()
    {
        var mine = Show(Held(), isMine: true);
        Assert.Equal(Unix(Noon.AddSeconds(10)), mine.Find("time").GetAttribute("data-until"));
        Assert.Contains("Sending and resolving in", mine.Find(".msg-queued").TextContent, StringComparison.Ordinal);
        mine.Find("[data-undo-send]").Click();
        Assert.Equal([new HeldAsk(Held(), Send: false)], _asked);
        Assert.Empty(Show(Held(), isMine: false).FindAll("button"));
    }

    [Fact]
    public void Held_back_it_says_why_and_what_changed_and_can_be_edited_or_sent_all_the_same()
    {
        var row = Show(Held() with { Problem = "ticket.changed", DueAt = null }, isMine: true, Row(9, Bor, new AgentReplied(1, "Done")));
        Assert.Contains("Not sent: the ticket changed meanwhile.", row.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("“", row.Find(".held-changes li").TextContent, StringComparison.Ordinal);
        row.Find("[data-send-held]").Click();
        Assert.True(Assert.Single(_asked).Send);
        Assert.Empty(Show(Held() with { Problem = "ticket.closed" }, isMine: true).FindAll("[data-send-held]"));
    }

    [Fact]
    public void Had_back_it_is_written_before_what_was_written_since_with_its_files_and_status()
    {
        var draft = new Draft { Text = "And another" };
        draft.Write(Held());
        Assert.Equal(("It left\n\nAnd another", ComposerMode.Reply, TicketStatus.Resolved, (3, 9L)), (draft.Text, draft.Mode, draft.Then, draft.Began!.Value));
        Assert.Equal(["k1"], draft.Files.Keys);
        draft.Write(Held());
        Assert.Equal(["k1"], draft.Files.Keys);
    }

    private static HeldReply Held() => new()
    {
        AgentId = 7,
        ClientId = "c1",
        AgentName = "Ana",
        TicketId = 1,
        Text = "It left",
        Files = s_files,
        Then = TicketStatus.Resolved,
        Version = 3,
        Seq = 9,
        At = Noon,
        DueAt = Noon.AddSeconds(10),
    };

    private static readonly IReadOnlyList<MessageFile> s_files = [Label];

    private IRenderedComponent<HeldRow> Show(HeldReply held, bool isMine, params JournalEntry[] meanwhile) =>
        Render<HeldRow>(p => p.Add(row => row.Item, new HeldItem(held, isMine, meanwhile)).Add(row => row.Sentences, Sentences).Add(row => row.OnAsk, _asked.Add));
}
