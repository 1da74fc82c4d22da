using AgentConsole.Console.Ticket;
using AgentConsole.Console.Ticket.Talk;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Chats;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Console.Ticket.Talk;

/// <summary>What the open ticket shows of a live talk beside its messages.</summary>
public sealed class TalkTests : ScreenContext
{
    private readonly LiveSignals _signals = new(NullLogger<LiveSignals>.Instance);

    [Fact]
    public void What_a_customer_writes_is_shown_as_text_until_it_is_sent_or_let_be()
    {
        using var presence = new TicketPresence(_signals, Time, 1, Ana, () => { });
        Says(3, "Maja", "I <b>wonder");
        var shown = Render<WrittenSoFar>(p => p.Add(view => view.People, presence.Typing));
        Assert.Equal("I <b>wonder", shown.Find(".talk-unsent bdi").TextContent);
        Says(3, "Maja", "I wonder why");
        Assert.Equal("I wonder why", Assert.Single(presence.Typing).Text);
        // An agent's letters are nobody's business.
        _signals.Publish("ticket:1", "typing.agent", """{"id":8,"name":"Bor","on":true,"text":"hm"}""");
        Assert.Null(presence.Typing.Single(person => person.Name == "Bor").Text);

        presence.Wrote([Says(9, Maja, "I wonder why not")]);
        Assert.DoesNotContain(presence.Typing, person => person.Text is not null);
    }

    [Fact]
    public void Each_other_letter_is_news_to_the_screen_and_the_same_again_is_not()
    {
        var changes = 0;
        using var presence = new TicketPresence(_signals, Time, 1, Ana, () => changes++);
        foreach (var text in (string[])["I", "I", "I w", "I w"]) Says(3, "Maja", text);
        Assert.Equal(2, changes);
    }

    [Fact]
    public async Task That_the_customer_left_and_came_back_is_said_until_they_write()
    {
        var board = new AttendanceBoard(_signals, Time);
        await board.StartAsync(default);
        Services.AddSingleton(board);
        _signals.Publish(AttendanceBoard.Topic, AttendanceBoard.Here, "1");
        var line = Render<ComingLine>(p => p.Add(view => view.TicketId, 1).Add(view => view.WroteAt, Noon));
        Assert.Empty(line.FindAll("p"));
        _signals.Publish(AttendanceBoard.Topic, AttendanceBoard.Left, "2");
        _signals.Publish(AttendanceBoard.Topic, AttendanceBoard.Left, "1");
        line.WaitForAssertion(() => Assert.Equal("The customer left at 12:00.", line.Find("[data-attendance=left]").TextContent));
        Time.Advance(TimeSpan.FromMinutes(5));
        _signals.Publish(AttendanceBoard.Topic, AttendanceBoard.Here, "1");
        line.WaitForAssertion(() => Assert.Equal("The customer is back since 12:05.", line.Find("[data-attendance=back]").TextContent));
        line.Render(p => p.Add(view => view.WroteAt, Noon.AddMinutes(6)));
        Assert.Empty(line.FindAll("p"));
    }

    [Fact]
    public void A_long_message_shows_its_beginning_until_it_is_asked_for_by_press_or_by_key()
    {
        var text = string.Join('\n', Enumerable.Range(1, 30).Select(at => $"line {at}"));
        var body = Render<MessageBody>(p => p.Add(view => view.Text, text));
        Assert.Single(body.FindAll(".fold"));
        Assert.Contains("line 30", body.Find(".msg-text").TextContent, StringComparison.Ordinal);
        body.Find(".fold-more").Click();
        Assert.Empty(body.FindAll(".fold, .fold-more"));
        var other = Render<MessageBody>(p => p.Add(view => view.Text, text));
        other.Find(".fold").FocusIn();
        Assert.Empty(other.FindAll(".fold, .fold-more"));
        Assert.Empty(Render<MessageBody>(p => p.Add(view => view.Text, "short")).FindAll(".fold"));
    }

    [Fact]
    public void Ready_answers_stand_below_what_an_agent_wrote_and_nowhere_else()
    {
        const string text = "Which?\n[Red]\n[<b>Blue]";
        var mine = Render<MessageBody>(p => p.Add(view => view.Text, text).Add(view => view.IsMarked, true).Add(view => view.OffersChoices, true));
        Assert.Equal(["Red", "<b>Blue"], mine.FindAll(".msg-choices bdi").Select(label => label.TextContent));
        Assert.Equal("Which?", mine.Find(".msg-text").TextContent.Trim());
        var theirs = Render<MessageRow>(p => p.Add(row => row.Item, new MessageItem(Says(1, Maja, text), false, false)));
        Assert.Empty(theirs.FindAll(".msg-choices"));
        var note = Render<MessageRow>(p => p.Add(row => row.Item, new MessageItem(Says(2, Ana, text, kind: MessageKind.Note), false, false)));
        Assert.Empty(note.FindAll(".msg-choices"));
    }

    [Fact]
    public void A_chat_that_rings_for_the_viewer_can_be_declined_and_for_others_it_says_nothing()
    {
        TicketCommand? asked = null;
        var ringing = Chat with { OfferedTo = [7], HeldUntil = Noon.AddSeconds(45) };
        var bar = Bar(ringing, Ana, command => asked = command);
        Assert.Equal($"{Noon.AddSeconds(45).ToUnixTimeMilliseconds()}", bar.Find("[data-bar=rings] time").GetAttribute("data-until"));
        bar.Find("[data-decline]").Click();
        Assert.Equal(new Decline(Ana, 1), asked);
        Assert.Empty(Bar(ringing, Bor).FindAll(".talk-bar"));
    }

    [Fact]
    public void Writing_up_is_shown_to_who_does_it_until_it_is_over()
    {
        JournalEntry[] journal = [Row(5, Ana, new WrapUpBegan(7, Noon.AddMinutes(2)))];
        TicketCommand? asked = null;
        var bar = Bar(Chat, Ana, command => asked = command, journal);
        bar.Find("[data-wrap-up-done]").Click();
        Assert.Equal(new EndWrapUp(Ana, 1), asked);
        Assert.Empty(Bar(Chat, Bor, journal: journal).FindAll(".talk-bar"));
        Assert.Empty(Bar(Chat, Ana, journal: [.. journal, Row(6, Ana, new WrapUpEnded(7))]).FindAll(".talk-bar"));
        Time.Advance(TimeSpan.FromMinutes(2));
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll(".talk-bar")));
    }

    [Fact]
    public void Whoever_watches_reads_that_and_may_join_once()
    {
        var joined = 0;
        var watched = new AgentInfo(8, "Bor", "bor@example.test", AgentRole.Agent, [], "sl");
        var bar = Render<TalkBar>(p => p.Add(view => view.Ticket, Chat with { AssigneeId = 8 }).Add(view => view.Journal, []).Add(view => view.Me, Ana).Add(view => view.Watched, watched)
            .Add(view => view.OnJoin, () => joined++));
        Assert.Contains("Bor", bar.Find("[data-bar=watching]").TextContent, StringComparison.Ordinal);
        bar.Find("[data-join]").Click();
        Assert.Equal(1, joined);
        bar.Render(p => p.Add(view => view.HasJoined, true));
        Assert.Empty(bar.FindAll("[data-join]"));
    }

    [Fact]
    public void A_whisper_looks_like_one_and_a_note_does_not()
    {
        Message[] notes = [Says(1, Bor, "psst", kind: MessageKind.Note), Says(2, Bor, "for all", kind: MessageKind.Note)];
        var items = ConversationItems.Of(notes, [Row(1, Bor, new NoteAdded(notes[0].Id, "psst") { IsWhisper = true }), Row(2, Bor, new NoteAdded(notes[1].Id, "for all"))], 0, 0, TimeZoneInfo.Utc).OfType<MessageItem>().ToList();
        Assert.Equal("Whisper", Render<MessageRow>(p => p.Add(row => row.Item, items[0])).Find("[data-whisper] .msg-kind").TextContent);
        Assert.Empty(Render<MessageRow>(p => p.Add(row => row.Item, items[1])).FindAll("[data-whisper]"));
    }

    [Theory]
    [InlineData("sl-SI", "Vaš pogovor prevzame Ana.")]
    [InlineData("ar", "حُوِّلت محادثتك إلى Ana.")]
    [InlineData("fr", "Your conversation was passed on to Ana.")]
    [InlineData("", "Your conversation was passed on to Ana.")]
    [InlineData(null, "Your conversation was passed on to Ana.")]
    public void A_customer_is_told_in_their_own_language(string? language, string told) => Assert.Equal(told, ToldWords.Say("Told.HandedOver", language, "Ana"));

    [Theory]
    [InlineData("https://\u0430pple.com/", "https://\u0430pple.com/ (xn--pple-43d.com)")]
    [InlineData("https://Shop.Example/x", "https://Shop.Example/x")]
    public void A_link_whose_letters_look_like_another_hosts_says_whose_it_is(string text, string shown) =>
        Assert.Equal(shown, Render<MessageText>(p => p.Add(view => view.Text, text)).Markup.Replace(Render<MessageText>(p => p.Add(view => view.Text, text)).Find("a").OuterHtml, text, StringComparison.Ordinal).Trim());

    private static AgentConsole.Tickets.Ticket Chat => new() { Id = 1, Subject = "s", CustomerId = 3, Channel = TicketChannel.Chat, CreatedAt = Noon, UpdatedAt = Noon };

    private IRenderedComponent<TalkBar> Bar(AgentConsole.Tickets.Ticket ticket, Actor me, Action<TicketCommand>? ask = null, IReadOnlyList<JournalEntry>? journal = null) => Render<TalkBar>(p =>
        p.Add(view => view.Ticket, ticket).Add(view => view.Journal, journal ?? []).Add(view => view.Me, me).Add(view => view.OnCommand, command => ask?.Invoke(command)));

    private void Says(long id, string name, string text) =>
        _signals.Publish("ticket:1", "typing.customer", $$"""{"id":{{id}},"name":"{{name}}","on":true,"text":"{{text}}"}""");
}
