using System.Security.Claims;
using AgentConsole.Common;
using AgentConsole.Console.Ticket;
using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Together;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentConsole.Tests.Console.Ticket;

/// <summary>What one screen keeps for the others: drafts and holds.</summary>
public sealed class TogetherOnTheTicketTests : ScreenContext, IAsyncLifetime
{
    private readonly LiveSignals _signals = new(NullLogger<LiveSignals>.Instance);
    private TestDatabase _database = default!;
    private DraftStore _store = default!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _store = new DraftStore(_database.Contexts, _signals, Time);
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_is_written_is_kept_a_second_after_the_key_and_heard_by_the_agent_s_other_screens()
    {
        var heard = new TaskCompletionSource();
        var (mine, other) = (new Draft(), new Draft());
        await using var screen = Keeper(mine, () => Assert.Fail("A screen heard itself."));
        await using var elsewhere = Keeper(other, heard.SetResult);

        (mine.Text, mine.Mode, mine.Began) = ("Half a sen", ComposerMode.Note, (3, 9));
        screen.Changed();
        Assert.Null(await _store.ReadAsync(7, 1, default));
        Time.Advance(DraftKeeper.Pace);
        await heard.Task.WaitAsync(DeskHost.Limit);
        await elsewhere.LoadAsync(elsewhere: true, default);

        Assert.Equal(("Half a sen", ComposerMode.Note, (3, 9L)), (other.Text, other.Mode, other.Began!.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public async Task A_half_written_whisper_is_one_wherever_it_is_written_on_and_a_note_without_it_is_none(bool? whispers)
    {
        await using (var screen = Keeper(new Draft { Text = "Ten perc", Mode = ComposerMode.Note, Whispers = whispers }, () => { })) screen.Changed();
        // Another process, another device: written anew and written over.
        foreach (var _ in (int[])[1, 2])
        {
            var later = new Draft();
            await using var again = Keeper(later, () => { });
            await again.LoadAsync(elsewhere: false, default);
            Assert.Equal(("Ten perc", ComposerMode.Note, whispers), (later.Text, later.Mode, later.Whispers));
            again.Changed();
        }
    }

    [Fact]
    public void What_colleagues_alone_were_to_read_goes_to_no_customer_with_what_is_joined_to_it()
    {
        var (reply, note) = (new StoredDraft(7, 1, false, "On its way", TicketStatus.Pending, 1, 1, default), new StoredDraft(7, 2, true, "psst", TicketStatus.Pending, 1, 1, default) { IsWhisper = true });
        foreach (var joined in (StoredDraft[])[reply.Before(note), note.Before(reply)]) Assert.Equal((true, true), (joined.IsNote, joined.IsWhisper!.Value));
        Assert.Equal((false, null), (reply.Before(reply).IsNote, reply.Before(reply).IsWhisper));

        var held = new AgentConsole.Tickets.Sending.HeldReply { AgentId = 7, AgentName = "Ana", TicketId = 1, ClientId = "c1", Text = "On its way" };
        var writing = new Draft { Text = "psst", Mode = ComposerMode.Note };
        writing.Write(held);
        Assert.Equal((ComposerMode.Note, "On its way\n\npsst"), (writing.Mode, writing.Text));
        var empty = new Draft { Mode = ComposerMode.Note };
        empty.Write(held);
        Assert.Equal(ComposerMode.Reply, empty.Mode);
    }

    [Fact]
    public async Task A_screen_that_is_left_keeps_the_last_key_and_what_was_sent_is_gone_everywhere()
    {
        var (mine, other) = (new Draft { Text = "Nearly do" }, new Draft());
        var screen = Keeper(mine, () => { });
        screen.Changed();
        await screen.DisposeAsync();
        await using var elsewhere = Keeper(other, () => { });
        await elsewhere.LoadAsync(elsewhere: false, default);
        Assert.Equal("Nearly do", other.Text);

        mine.Clear();
        await using (var again = Keeper(mine, () => { })) await again.SentAsync();
        await elsewhere.LoadAsync(elsewhere: true, default);
        Assert.Equal("", other.Text);
        Assert.Null(await _store.ReadAsync(7, 1, default));
    }

    [Fact]
    public async Task The_files_of_a_draft_are_kept_with_it_over_a_restart_as_long_as_they_wait()
    {
        var kept = await AddFileAsync("kept.txt", message: null);
        var sent = await AddFileAsync("sent.txt", message: 5);
        var mine = new Draft { Text = "See these" };
        mine.Files.Restore([kept, sent]);
        await using (var screen = Keeper(mine, () => { })) screen.Changed();

        // Another process: nothing of it is in memory.
        var later = new Draft();
        await using var again = Keeper(later, () => { });
        await again.LoadAsync(elsewhere: false, default);
        Assert.Equal(("See these", kept.Key), (later.Text, Assert.Single(later.Files.Keys)));
        later.Clear();
        await again.SentAsync();
        Assert.Null(await _store.ReadAsync(7, 1, default));
    }

    [Fact]
    public async Task What_is_being_written_here_is_not_overwritten_by_what_was_kept_before()
    {
        await _store.SaveAsync(new StoredDraft(7, 1, false, "old", TicketStatus.Pending, 1, 1, default), "", "another", default);
        var mine = new Draft { Text = "new words" };
        await using var screen = Keeper(mine, () => { });
        screen.Changed();
        await screen.LoadAsync(elsewhere: true, default);
        Assert.Equal("new words", mine.Text);
    }

    [Fact]
    public void Whoever_looks_at_a_held_ticket_renews_it_once_more_than_half_of_it_is_over()
    {
        var renewals = 0;
        using var holder = new HoldKeeper(Time, me: 7, () => renewals++);
        var held = new AgentConsole.Tickets.Ticket { Id = 1, Subject = "s", CustomerId = 1, AssigneeId = 7, HeldUntil = Time.GetUtcNow().AddMinutes(10) };

        holder.Follow(held);
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, renewals);
        Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, renewals);
        holder.Follow(held with { AssigneeId = 8, HeldUntil = Time.GetUtcNow().AddMinutes(10) });
        Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, renewals);
    }

    [Fact]
    public async Task An_at_sign_in_a_note_offers_people_and_teams_and_writes_the_name_whole()
    {
        var draft = new Draft { Mode = ComposerMode.Note };
        var composer = Render<Composer>(p => p.Add(c => c.Draft, draft).Add(c => c.People, Names.Agents).Add(c => c.Teams, Names.Teams).Add(c => c.Send, (_, _) => Task.FromResult(SendResult.Sent)));

        await composer.Find("textarea").InputAsync("ask @b");
        Assert.Equal(["Bor", "Billing"], composer.FindAll(".macro").Select(option => option.TextContent.Trim()));
        await composer.FindAll(".macro")[1].ClickAsync();
        Assert.Equal("ask @Billing ", draft.Text);
        Assert.Empty(composer.FindAll(".macro"));

        draft.Mode = ComposerMode.Reply;
        await composer.Find("textarea").InputAsync("mail @b");
        Assert.Empty(composer.FindAll(".macro"));
    }

    [Fact]
    public async Task A_note_for_a_handing_over_says_why_it_was_refused_and_keeps_its_words()
    {
        var draft = new HandOverDraft();
        var panel = Render<HandOverPanel>(p => p.Add(h => h.Target, new HandOverTarget(HandOverKind.Agent, 8)).Add(h => h.Draft, draft).Add(h => h.Names, Names)
            .Add(h => h.Ask, () => Task.FromResult<Refusal?>(new Refusal("handover.nowhere"))));

        Assert.Contains("Bor", panel.Find("h3").TextContent, StringComparison.Ordinal);
        await panel.Find("textarea").InputAsync("They want March");
        await panel.Find("form").SubmitAsync();
        Assert.Contains("theirs already", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("They want March", draft.Text);
    }

    private async Task<MessageFile> AddFileAsync(string name, long? message)
    {
        var hash = new string('0', 64);
        var file = new Attachment { Key = Guid.NewGuid().ToString("N"), Hash = hash, Name = name, Type = FileTypes.PlainText, Size = 1, Owner = FileOwner.Agent(7), MessageId = message };
        await using var db = _database.Open();
        if (!await db.Set<AgentConsole.Data.Blobs.Blob>().AnyAsync(blob => blob.Hash == hash)) db.Add(new AgentConsole.Data.Blobs.Blob { Hash = hash, Size = 1 });
        db.Add(file);
        await db.SaveChangesAsync();
        return file.ToMessageFile();
    }

    private DraftKeeper Keeper(Draft draft, Action heard) => new(_store, _signals, Time, draft, 7, 1, heard, fault => throw fault);
}
