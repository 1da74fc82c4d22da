using AgentConsole.Console.Ticket;
using AgentConsole.Tickets;
using Bunit;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class ConversationTests : ScreenContext
{
    [Fact]
    public void Messages_and_what_happened_between_them_stand_in_the_order_of_the_journal()
    {
        var talk = Show(
            [Says(2, Maja, "Where is it?"), Says(5, Ana, "On its way")],
            [Row(3, Ana, new AssigneeChanged(null, 7, null)), Row(6, Ana, new StatusChanged(TicketStatus.Open, TicketStatus.Pending, "replied"))]);
        Assert.Equal(["d", "m2", "e3", "m5", "e6"], Items(talk.Messages, talk.Journal).Select(item => item is DayItem ? "d" : item.Key));
        Assert.Contains("took the ticket", talk.View.FindAll(".talk-event")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("from Open to Pending · with the reply", talk.View.FindAll(".talk-event")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Customers_stand_at_the_start_agents_at_the_end_and_notes_apart()
    {
        var talk = Show([Says(1, Maja, "Hello"), Says(2, Ana, "Hi"), Says(3, Ana, "Knows us", kind: MessageKind.Note), Says(4, new Actor(ActorKind.Bot, 0, "Bot"), "Hours: 9–17")]);
        Assert.Equal(["theirs", "ours", "note", "ours"], talk.View.FindAll(".msg").Select(message => message.ClassList[1]));
        Assert.Contains("Internal note", talk.View.Find(".msg.note").TextContent, StringComparison.Ordinal);
        Assert.Contains("Automatic", talk.View.Find(".msg.bot").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(5, 5)]
    [InlineData(9, 5)]
    public void The_seen_mark_stands_under_the_last_reply_that_was_seen(long seenUpTo, int? marked)
    {
        Message[] messages = [Says(1, Maja, "Hello"), Says(2, Ana, "Hi"), Says(3, Ana, "Note", kind: MessageKind.Note), Says(4, Maja, "?"), Says(5, Ana, "!"), Says(6, Maja, "ok")];
        var seen = ConversationItems.Of(messages, [], 0, seenUpTo, TimeZoneInfo.Utc).OfType<MessageItem>().Where(item => item.SeenHere).Select(item => item.Message.Seq);
        Assert.Equal(marked is { } one ? [one] : [], seen);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(4, 5)]
    [InlineData(5, null)]
    public void The_last_reply_says_that_it_is_sent_until_it_was_seen(long seenUpTo, int? marked)
    {
        Message[] messages = [Says(1, Maja, "Hello"), Says(2, Ana, "Hi"), Says(5, Ana, "!"), Says(6, Maja, "ok")];
        var sent = ConversationItems.Of(messages, [], 0, seenUpTo, TimeZoneInfo.Utc).OfType<MessageItem>().Where(item => item.SentHere).Select(item => item.Message.Seq);
        Assert.Equal(marked is { } one ? [one] : [], sent);
    }

    [Fact]
    public void Every_message_of_ours_says_by_shape_and_word_whether_it_was_seen()
    {
        Message[] messages = [Says(1, Maja, "Hello"), Says(2, Ana, "Hi"), Says(3, Ana, "note", kind: MessageKind.Note), Says(4, Ana, "One"), Says(5, Ana, "Two"), Says(6, Ana, "Three")];
        var items = ConversationItems.Of(messages, [], 0, 4, TimeZoneInfo.Utc).OfType<MessageItem>();
        DeliveryState[] states = [DeliveryState.None, DeliveryState.Seen, DeliveryState.None, DeliveryState.Seen, DeliveryState.Sent, DeliveryState.Sent];
        Assert.Equal(states, items.Select(item => item.State));
        var early = Render<MessageRow>(p => p.Add(row => row.Item, items.ElementAt(4)));
        Assert.Equal("Sent", early.Find(".msg-tick[data-state=sent]").TextContent);
        Assert.Equal("Seen", Render<MessageRow>(p => p.Add(row => row.Item, items.ElementAt(1))).Find(".msg-tick[data-state=seen]").TextContent);
    }

    [Fact]
    public void What_an_agent_wrote_is_marked_and_what_a_customer_wrote_is_text()
    {
        var talk = Show([Says(1, Maja, "**Hello** <b>x</b>"), Says(2, Ana, "**Hi** <b>x</b>"), Says(3, Ana, "`note`", kind: MessageKind.Note)]);
        Assert.Empty(talk.View.FindAll(".theirs strong, b"));
        Assert.Contains("**Hello** <b>x</b>", talk.View.Find(".theirs .msg-text").TextContent, StringComparison.Ordinal);
        Assert.Equal("Hi", talk.View.Find(".ours .marked strong").TextContent);
        Assert.Equal("note", talk.View.Find(".note .marked code").TextContent);
    }

    [Fact]
    public void Hostile_text_is_shown_as_text()
    {
        const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\n<b>&amp;</b> javascript:alert(3) https://a.test/\"onmouseover=\"x";
        var talk = Show([Says(1, Actor.Customer(3, "<i>Maja</i>"), Hostile)]);
        var text = talk.View.Find(".msg-text");
        Assert.Equal(Hostile, text.TextContent);
        Assert.Empty(talk.View.FindAll("script, img, b, i"));
        Assert.Equal("https://a.test/", Assert.Single(text.Children).GetAttribute("href"));
        Assert.Equal("<i>Maja</i>", talk.View.Find(".msg-author").TextContent);
    }

    [Fact]
    public void A_link_leads_out_and_tells_nothing_of_where_it_stood()
    {
        var link = Show([Says(1, Maja, "https://a.test/x")]).View.Find("a");
        Assert.Equal("_blank", link.GetAttribute("target"));
        Assert.Equal("noopener noreferrer nofollow", link.GetAttribute("rel"));
    }

    [Fact]
    public void Text_goes_in_its_own_direction()
    {
        var talk = Show([Says(1, Maja, "مرحبا")]);
        Assert.Equal("auto", talk.View.Find(".msg-text").GetAttribute("dir"));
        Assert.Equal("BDI", talk.View.Find(".msg-author").TagName);
    }

    [Fact]
    public void A_new_day_is_said_once_by_the_viewers_calendar()
    {
        Message[] messages = [Says(1, Maja, "a", Noon.AddDays(-1).AddHours(11.5)), Says(2, Maja, "b", Noon.AddHours(-1)), Says(3, Maja, "c", Noon)];
        Assert.Equal(2, Days(TimeZoneInfo.Utc));
        Assert.Equal(1, Days(TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), "east", "east")));

        int Days(TimeZoneInfo zone) => ConversationItems.Of(messages, [], 0, 0, zone).OfType<DayItem>().Count();
    }

    [Fact]
    public void A_clock_that_was_set_back_says_no_day_twice()
    {
        Message[] messages = [Says(1, Maja, "a"), Says(2, Maja, "b", Noon.AddDays(-1)), Says(3, Maja, "c")];
        Assert.Single(ConversationItems.Of(messages, [], 0, 0, TimeZoneInfo.Utc).OfType<DayItem>());
    }

    [Fact]
    public void Lines_of_one_breath_say_the_name_once()
    {
        Message[] messages = [Says(1, Maja, "a"), Says(2, Maja, "b", Noon.AddMinutes(4)), Says(3, Maja, "c", Noon.AddMinutes(20)), Says(4, Ana, "d", Noon.AddMinutes(21))];
        Assert.Equal([false, true, false, false], Items(messages, []).OfType<MessageItem>().Select(item => item.Continues));
    }

    [Fact]
    public void What_happened_before_the_loaded_messages_is_left_out()
    {
        var items = ConversationItems.Of(
            [Says(50, Maja, "a")], [Row(3, Ana, new StatusChanged(TicketStatus.New, TicketStatus.Open, null)), Row(60, Ana, new TeamChanged(null, 1, null))], 50, 0, TimeZoneInfo.Utc);
        Assert.Equal([60], items.OfType<EventItem>().Select(item => item.Entry.Seq));
    }

    [Fact]
    public void Whoever_types_is_named()
    {
        Assert.Equal("\u2068Maja\u2069 is typing …", Typing(new Person("customer", 3, "Maja")));
        Assert.Equal("Several are typing (2) …", Typing(new Person("customer", 3, "Maja"), new Person("agent", 8, "Bor")));
        Assert.Equal("", Typing());

        string Typing(params Person[] people) => Render<Conversation>(p => p
            .Add(c => c.Items, []).Add(c => c.Sentences, Sentences).Add(c => c.Typing, people)).Find(".talk-typing").TextContent.Trim();
    }

    [Fact]
    public void Earlier_messages_are_offered_where_there_are_some()
    {
        var asked = 0;
        var talk = Render<Conversation>(p => p
            .Add(c => c.Items, Items([Says(1, Maja, "a")], [])).Add(c => c.Sentences, Sentences).Add(c => c.HasEarlier, true).Add(c => c.OnEarlier, () => asked++));
        talk.Find(".talk-earlier").Click();
        Assert.Equal(1, asked);
        talk.Render(p => p.Add(c => c.HasEarlier, false));
        Assert.Empty(talk.FindAll(".talk-earlier"));
    }

    [Fact]
    public void A_message_that_did_not_change_is_not_rendered_again()
    {
        var item = new MessageItem(Says(1, Maja, "a"), false, false);
        var row = Render<MessageRow>(p => p.Add(r => r.Item, item));
        row.Render(p => p.Add(r => r.Item, item with { }));
        Assert.Equal(1, row.RenderCount);
        row.Render(p => p.Add(r => r.Item, item with { SeenHere = true }));
        Assert.Equal(2, row.RenderCount);
    }

    private (IRenderedComponent<Conversation> View, Message[] Messages, JournalEntry[] Journal) Show(Message[] messages, JournalEntry[]? journal = null) =>
        (Render<Conversation>(p => p.Add(c => c.Items, Items(messages, journal ?? [])).Add(c => c.Sentences, Sentences)), messages, journal ?? []);

    private static IReadOnlyList<ConversationItem> Items(Message[] messages, JournalEntry[] journal) =>
        ConversationItems.Of(messages, journal, 0, 0, TimeZoneInfo.Utc);
}
