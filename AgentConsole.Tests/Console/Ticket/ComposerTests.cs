using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Macros;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Console.Ticket;

public sealed class ComposerTests : ScreenContext
{
    private readonly Draft _draft = new();
    private readonly List<(string Text, string Id, bool Anyway)> _sent = [];
    private readonly List<bool> _typing = [];
    private Func<SendResult> _answer = () => SendResult.Sent;

    [Fact]
    public void An_empty_message_is_not_sent_and_says_why()
    {
        var composer = Show();
        composer.Find("form").Submit();
        Assert.Empty(_sent);
        Assert.Contains("nothing to send", composer.Find("[role=alert]").TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_sent_message_leaves_an_empty_editor_and_says_so()
    {
        var composer = Show();
        Type(composer, "Hello");
        composer.Find("form").Submit();
        Assert.Equal("Hello", Assert.Single(_sent).Text);
        Assert.Equal("", _draft.Text);
        Assert.Equal("", Editor(composer));
        Assert.Equal("Sent", composer.Find(".composer-state").TextContent.Trim());
    }

    [Fact]
    public void A_message_over_the_limit_is_kept_and_cannot_be_sent()
    {
        var composer = Show();
        Type(composer, new string('a', Message.MaxLength + 1));
        Assert.Contains("10001 of 10000", composer.Find(".composer-count").TextContent, StringComparison.Ordinal);
        Assert.True(composer.Find("[data-composer-send]").HasAttribute("disabled"));
        composer.Find("form").Submit();
        Assert.Empty(_sent);
        Assert.Equal(Message.MaxLength + 1, _draft.Text.Length);
    }

    [Fact]
    public async Task A_length_that_only_the_browser_knows_stops_the_send_until_it_is_shorter()
    {
        var composer = Show();
        Type(composer, "short");
        await composer.InvokeAsync(() => composer.Instance.ReportTooLong(1_000_000));
        Assert.True(composer.Find("[data-composer-send]").HasAttribute("disabled"));
        Type(composer, "short again");
        Assert.False(composer.Find("[data-composer-send]").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("/", 2)]
    [InlineData("Hello /tha", 1)]
    [InlineData("Hello\n/thanks for", 0)]
    [InlineData("and/or", null)]
    [InlineData("http://", null)]
    [InlineData("Hello", null)]
    public void A_slash_after_a_space_offers_ready_replies(string typed, int? offered)
    {
        var composer = ShowWithMacros();
        Type(composer, typed);
        Assert.Equal(offered, composer.FindAll("[data-macros]").Count == 0 ? null : composer.FindAll("[role=option]").Count);
    }

    [Fact]
    public void A_ready_reply_takes_the_slash_s_place_and_says_what_it_will_do_until_it_is_left_out()
    {
        var composer = ShowWithMacros();
        Type(composer, "So /thanks");
        composer.Find("[role=option]").Click();

        Assert.Equal("So Thank you, Maja", _draft.Text);
        Assert.Equal(["+ refund", "status Resolved"], composer.FindAll(".composer-macro .badge").Select(badge => badge.TextContent.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal)));
        Assert.Empty(composer.FindAll("[data-macros]"));
        composer.Find(".composer-macro button").Click();
        Assert.Null(_draft.Macro);
    }

    [Fact]
    public void What_only_does_something_is_applied_without_a_word()
    {
        var composer = ShowWithMacros();
        composer.Find(".composer-macros").Click();
        composer.FindAll("[role=option]").Single(option => option.TextContent.Contains("Spam", StringComparison.Ordinal)).Click();
        Assert.Equal("Apply", composer.Find("[data-composer-send]").TextContent.Trim());
        composer.Find("form").Submit();

        Assert.Equal("", Assert.Single(_sent).Text);
        Assert.Null(_draft.Macro);
    }

    [Theory]
    [InlineData(8_999, "")]
    [InlineData(9_000, "9000 / 10000")]
    [InlineData(10_000, "10000 / 10000")]
    public void The_count_appears_near_the_limit(int length, string shown)
    {
        var composer = Show();
        Type(composer, new string('a', length));
        Assert.Equal(shown, composer.Find(".composer-count").TextContent.Trim());
    }

    [Fact]
    public void A_failed_send_keeps_the_draft_and_trying_again_uses_the_same_id()
    {
        var composer = Show();
        Type(composer, "Hello");
        _answer = () => new SendResult(new Refusal("storage.failed"), []);
        composer.Find("form").Submit();
        Assert.Equal("Hello", Editor(composer));
        Assert.Equal("Not sent", composer.Find(".composer-state").TextContent.Trim());
        Assert.Contains("could not be stored", composer.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        _answer = () => SendResult.NoAnswer;
        composer.Find("[data-retry]").Click();
        _answer = () => SendResult.Sent;
        composer.Find("[data-retry]").Click();
        Assert.Equal(3, _sent.Count);
        Assert.Single(_sent.Select(send => send.Id).Distinct());
        Assert.Empty(composer.FindAll("[role=alert]"));
        Assert.Equal("", _draft.Text);
    }

    [Fact]
    public void Other_words_after_a_failure_are_another_message()
    {
        var composer = Show();
        Type(composer, "Hello");
        _answer = () => SendResult.NoAnswer;
        composer.Find("form").Submit();
        Type(composer, "Hello!");
        composer.Find("form").Submit();
        Assert.Equal(2, _sent.Select(send => send.Id).Distinct().Count());
    }

    [Fact]
    public void Two_messages_of_the_same_words_have_ids_of_their_own()
    {
        var composer = Show();
        for (var i = 0; i < 2; i++)
        {
            Type(composer, "Hello");
            composer.Find("form").Submit();
        }

        Assert.Equal(2, _sent.Select(send => send.Id).Distinct().Count());
    }

    [Fact]
    public async Task While_it_is_being_sent_a_second_press_does_nothing()
    {
        var answer = new TaskCompletionSource<SendResult>();
        var composer = Render<Composer>(p => p.Add(c => c.Draft, _draft).Add(c => c.Send, (draft, anyway) =>
        {
            _sent.Add((draft.Text, draft.IdForSend(), anyway));
            return answer.Task;
        }));
        Type(composer, "Hello");
        var first = composer.Find("form").SubmitAsync();
        Assert.Equal("Sending …", composer.Find(".composer-state").TextContent.Trim());
        Assert.True(composer.Find("[data-composer-send]").HasAttribute("disabled"));
        composer.Find("form").Submit();
        answer.SetResult(SendResult.Sent);
        await first;
        Assert.Single(_sent);
    }

    [Fact]
    public async Task What_the_browser_sends_twice_because_a_cut_took_the_answer_is_sent_once_and_answered_alike()
    {
        var answer = new TaskCompletionSource<SendResult>();
        var composer = Render<Composer>(p => p.Add(c => c.Draft, _draft).Add(c => c.Send, (draft, anyway) =>
        {
            _sent.Add((draft.Text, draft.IdForSend(), anyway));
            return answer.Task;
        }));
        Task<long> Deliver() => composer.InvokeAsync(() => composer.Instance.DeliverAsync("id1", "Hello", ComposerMode.Reply, null, "Resolved", anyway: false));
        var (first, second) = (Deliver(), Deliver());
        answer.SetResult(new SendResult(null, [], 42));
        long[] answers = [await first, await second, await Deliver()];
        Assert.Equal([42L, 42L, 42L], answers);
        Assert.Equal([("Hello", "id1", false)], _sent);
        Assert.Equal(("", TicketStatus.Resolved), (_draft.Text, _draft.Then));
    }

    [Fact]
    public void A_note_is_a_whisper_or_none_from_its_first_letter_on_whoever_comes_and_goes_meanwhile()
    {
        var changes = 0;
        var composer = Render<Composer>(p => p.Add(c => c.Draft, _draft).Add(c => c.WhisperTo, "Bor").Add(c => c.OnChanged, () => changes++));
        composer.Find("[data-mode-of=note]").Change(true);
        Assert.True(composer.Find("[data-whisper]").HasAttribute("checked"));
        Type(composer, "psst");
        composer.Render(p => p.Add(c => c.WhisperTo, null));
        Assert.True(composer.Find("[data-whisper]").HasAttribute("checked"));
        Assert.Contains("nobody has this chat", composer.Find(".composer-whisper").TextContent, StringComparison.Ordinal);
        composer.Find("[data-whisper]").Change(false);
        Assert.Empty(composer.FindAll("[data-whisper]"));
        composer.Render(p => p.Add(c => c.WhisperTo, "Bor"));
        Assert.False(composer.Find("[data-whisper]").HasAttribute("checked"));
        Assert.Equal((2, false), (changes, _draft.Whispers!.Value));
    }

    [Fact]
    public async Task What_was_not_stored_is_in_the_editor_with_its_reason_and_keeps_its_id()
    {
        var composer = Show();
        _answer = () => new SendResult(new Refusal("storage.failed"), []);
        Assert.Equal(Composer.NotStored, await composer.InvokeAsync(() => composer.Instance.DeliverAsync("id1", "Hello", ComposerMode.Note, null, null, anyway: false)));
        Assert.Equal(("Hello", ComposerMode.Note), (_draft.Text, _draft.Mode));
        Assert.Contains("could not be stored", composer.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        _answer = () => SendResult.Sent;
        composer.Find("[data-retry]").Click();
        Assert.Equal(["id1", "id1"], _sent.Select(send => send.Id));
    }

    [Fact]
    public void What_changed_meanwhile_is_shown_before_it_is_sent_anyway()
    {
        var composer = Show();
        Type(composer, "Hello");
        var change = new HistoryLine(9, Noon, "message", "Bor replied: “Done”", null);
        _answer = () => new SendResult(new Refusal(SendResult.TicketChanged, 1L, 3, 4), [change]);
        composer.Find("form").Submit();
        Assert.Contains("Bor replied", composer.Find(".composer-changed li").TextContent, StringComparison.Ordinal);
        Assert.Equal("Hello", Editor(composer));

        _answer = () => SendResult.Sent;
        composer.Find(".composer-changed .btn-primary").Click();
        Assert.Equal([false, true], _sent.Select(send => send.Anyway));
        Assert.Empty(composer.FindAll(".composer-changed"));
    }

    [Fact]
    public void Whoever_reviews_first_keeps_the_draft()
    {
        var reviewed = 0;
        var composer = Render<Composer>(p => p.Add(c => c.Draft, _draft).Add(c => c.Send, Sent).Add(c => c.OnReview, () => reviewed++));
        Type(composer, "Hello");
        _answer = () => new SendResult(new Refusal(SendResult.TicketChanged), [new HistoryLine(9, Noon, "change", "Bor took the ticket", null)]);
        composer.Find("form").Submit();
        composer.Find(".composer-changed .btn:not(.btn-primary)").Click();
        Assert.Equal(1, reviewed);
        Assert.Equal("Hello", _draft.Text);
        Assert.Empty(composer.FindAll(".composer-changed"));
    }

    [Fact]
    public void A_note_looks_different_and_does_not_tell_the_customer_that_it_is_typed()
    {
        var composer = Show();
        composer.FindAll("input[type=radio]")[1].Change(true);
        Type(composer, "Between us");
        Assert.Equal("note", composer.Find("form").GetAttribute("data-mode"));
        Assert.Contains("Only your colleagues", composer.Find(".composer-hint").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(true, _typing);
        Assert.Empty(composer.FindAll("select"));
        composer.Find("form").Submit();
        Assert.Single(_sent);
    }

    [Fact]
    public void Typing_a_reply_is_told_and_so_is_its_end()
    {
        var composer = Show();
        Type(composer, "H");
        Type(composer, "");
        Assert.Equal([true, false], _typing);
    }

    [Fact]
    public void The_reply_says_what_the_ticket_becomes()
    {
        var composer = Show();
        Assert.Equal(TicketStatus.Pending, _draft.Then);
        composer.Find("select").Change(nameof(TicketStatus.Resolved));
        Assert.Equal(TicketStatus.Resolved, _draft.Then);
    }

    [Fact]
    public void The_reply_can_make_a_status_of_the_companys_own_of_it_and_a_retired_one_is_not_offered()
    {
        IReadOnlyDictionary<string, string> unnamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = NameBook.Empty with { Statuses = [new(3, "At the carrier", TicketStatus.OnHold, unnamed), new(4, "Old", TicketStatus.Pending, unnamed, IsRetired: true)] };
        var composer = Render<Composer>(p => p.Add(c => c.Draft, _draft).Add(c => c.Send, Sent).Add(c => c.Names, names));
        Assert.Equal(["Pending", "Resolved", "Open", "OnHold/3"], composer.FindAll("select option").Select(option => option.GetAttribute("value")));

        composer.Find("select").Change("OnHold/3");
        Assert.Equal((TicketStatus.OnHold, 3), (_draft.Then, _draft.ThenId));
        Assert.Contains("At the carrier", composer.Find("option[value='OnHold/3']").TextContent, StringComparison.Ordinal);
        composer.Find("select").Change("Resolved");
        Assert.Equal((TicketStatus.Resolved, null), (_draft.Then, _draft.ThenId));
    }

    private IRenderedComponent<Composer> Show() => Render<Composer>(p => p
        .Add(c => c.Draft, _draft)
        .Add(c => c.Send, Sent)
        .Add(c => c.OnTyping, on => _typing.Add(on)));

    private Task<SendResult> Sent(Draft draft, bool anyway)
    {
        _sent.Add((draft.Text, draft.IdForSend(), anyway));
        return Task.FromResult(_answer());
    }

    private static void Type(IRenderedComponent<Composer> composer, string text) => composer.Find("textarea").Input(text);

    private static string? Editor(IRenderedComponent<Composer> composer) => composer.Find("textarea").GetAttribute("value");

    private IRenderedComponent<Composer> ShowWithMacros()
    {
        Services.GetRequiredService<MacroCatalog>().All =
        [
            new Macro { Id = 1, Name = "Thanks", Text = "Thank you, {{customer.first_name}}", AddTagIds = [1], Status = TicketStatus.Resolved },
            new Macro { Id = 2, Name = "Spam", Status = TicketStatus.Spam },
        ];
        return Render<Composer>(parameters => parameters.Add(p => p.Draft, _draft).Add(p => p.Names, Names).Add(p => p.Me, Names.Agents[0])
            .Add(p => p.Facts, () => new MacroFacts("Maja Novak", "Ana", 1, "Late", "Tern"))
            .Add(p => p.Send, (draft, anyway) => { _sent.Add((draft.Text, "", anyway)); return Task.FromResult(SendResult.Sent); }));
    }
}
