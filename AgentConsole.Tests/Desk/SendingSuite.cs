using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Files;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Macros;
using AgentConsole.Tickets.Merging;
using AgentConsole.Tickets.Notices;
using AgentConsole.Tickets.Sending;
using AgentConsole.Tickets.Together;
using AgentConsole.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk;

/// <summary>Replies that may be taken back for a moment, on each database.</summary>
public abstract class SendingSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private static readonly TimeSpan _hold = TimeSpan.FromSeconds(10), _instant = TimeSpan.FromMilliseconds(1);
    private static readonly Actor Ana = Actor.Agent(7, "Ana"), Bor = Actor.Agent(8, "Bor");

    private readonly FakeTime _time = new();
    private DeskHost _host = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await StartAsync();
    }

    public override async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task It_goes_out_at_its_instant_and_not_before_once_with_its_status_and_answers_the_customer_then()
    {
        var id = await MailAsync("v1");
        var held = await HoldAsync(id, "On its way", TicketStatus.Resolved);
        Assert.Equal((TicketStatus.New, null), (held.Status, held.FirstResponseAt));
        _time.Advance(_hold - _instant);
        Assert.True((await _host.DoAsync(new SendHeld(Ana, id, "c1"))).Repeated);
        Assert.Equal(["hello"], await TextsAsync(id));

        var due = _time.GetUtcNow() + _instant;
        _time.Advance(_instant);
        var sent = await WaitAsync(id, ticket => ticket.Status == TicketStatus.Resolved);
        Assert.Equal((due, due), (sent.FirstResponseAt, sent.ResolvedAt));
        Assert.Equal(["hello", "On its way"], await TextsAsync(id));
        Assert.Empty(await _host.Queries.HeldAsync(id, default));
        // Whoever else tries, and the screen that asks once more.
        Assert.True((await _host.DoAsync(new SendHeld(Ana, id, "c1"))).Repeated);
        Assert.True((await _host.DoAsync(new HoldReply(Ana, id, "On its way", "c1", TicketStatus.Resolved))).Repeated);
        Assert.Equal(["hello", "On its way"], await TextsAsync(id));
        await ReplaysAsync(id);
    }

    [Fact]
    public async Task Taken_back_its_words_files_and_status_are_the_draft_before_what_was_written_since_and_nothing_goes_out()
    {
        var id = await MailAsync("v1");
        var file = (await Shelf.AddAsync(FileOwner.Agent(7), "list.csv", new MemoryStream(SomeFile.Text("a,b")), default)).Value!;
        await _host.DoAsync(new HoldReply(Ana, id, "On its way", "c1", TicketStatus.OnHold) { Attached = new AttachedFiles(FileOwner.Agent(7), [file.Key]) });
        await Drafts.SaveAsync(new StoredDraft(7, id, false, "And another", TicketStatus.Pending, 1, 1, default), "", "screen", default);
        Assert.Equal("reply.gone", (await _host.TryAsync(new TakeBack(Bor, id, "c1"))).Refusal?.Code);
        await _host.DoAsync(new TakeBack(Ana, id, "c1"));

        var draft = (await Drafts.ReadAsync(7, id, default))!;
        Assert.Equal(("On its way\n\nAnd another", TicketStatus.OnHold, false), (draft.Text, draft.Then, draft.IsNote));
        Assert.Equal([file], draft.Files!);
        _time.Advance(_hold);
        Assert.Equal("reply.gone", (await _host.TryAsync(new TakeBack(Ana, id, "c1"))).Refusal?.Code);
        Assert.True((await _host.DoAsync(new SendHeld(Ana, id, "c1"))).Repeated);
        Assert.Equal(["hello"], await TextsAsync(id));
        await ReplaysAsync(id);
    }

    [Fact]
    public async Task What_is_refused_now_is_refused_at_once_and_not_held()
    {
        var id = await MailAsync("v1");
        Assert.Equal("message.empty", (await _host.TryAsync(new HoldReply(Ana, id, " ", "c1"))).Refusal?.Code);
        Assert.Equal("ticket.changed", (await _host.TryAsync(new HoldReply(Ana, id, "x", "c1", ExpectedVersion: 99))).Refusal?.Code);
        await _host.DoAsync(new ChangeStatus(new Actor(ActorKind.Rule, 1, "rule"), id, TicketStatus.Closed));
        Assert.Equal("ticket.closed", (await _host.TryAsync(new HoldReply(Ana, id, "x", "c1"))).Refusal?.Code);
        Assert.Empty(await _host.Queries.HeldAsync(id, default));
    }

    [Fact]
    public async Task Where_others_changed_the_ticket_meanwhile_it_is_held_back_its_writer_is_told_and_may_send_it_all_the_same()
    {
        var id = await MailAsync("v1");
        await HoldAsync(id, "On its way");
        await _host.DoAsync(new ChangePriority(Ana, id, PriorityLevel.HighId));
        await _host.DoAsync(new AgentReplies(Bor, id, "It left today"));
        _time.Advance(_hold);
        await WaitForAsync(id, held => held is [{ Problem: "ticket.changed", DueAt: null }]);
        Assert.Equal(["hello", "It left today"], await TextsAsync(id));
        await using (var db = Database.Open())
            Assert.Equal([new Audience(AudienceKind.Agent, 7)], (await db.Set<Notice>().Where(notice => notice.Kind == NoticeKind.NotSent).ToListAsync()).Select(notice => notice.Audience));

        await _host.DoAsync(new SendHeld(Ana, id, "c1", Anyway: true));
        Assert.Equal(["hello", "It left today", "On its way"], await TextsAsync(id));
        Assert.Empty(await _host.Queries.HeldAsync(id, default));
        await ReplaysAsync(id);
    }

    [Fact]
    public async Task Ones_own_doings_meanwhile_and_ones_other_replies_hold_nothing_back_and_a_macro_acts_when_it_goes_out()
    {
        var id = await MailAsync("v1");
        await _host.DoAsync(new HoldReply(Ana, id, "One", "c1", TicketStatus.Open) { Macro = new Macro { Name = "urgent", PriorityId = PriorityLevel.UrgentId } });
        await _host.DoAsync(new Assign(Ana, id, 7));
        _time.Advance(_instant);
        await HoldAsync(id, "Two", client: "c2");
        Assert.Equal(PriorityLevel.NormalId, (await TicketAsync(id)).PriorityId);
        _time.Advance(_hold);
        var sent = await WaitAsync(id, ticket => ticket.MessageCount == 3);
        Assert.Equal((PriorityLevel.UrgentId, TicketStatus.Pending), (sent.PriorityId, sent.Status));
        Assert.Equal(["hello", "One", "Two"], await TextsAsync(id));
        await ReplaysAsync(id);
    }

    [Fact]
    public async Task What_fell_due_while_nobody_was_up_goes_out_after_the_start_with_files_that_no_sweep_took()
    {
        var id = await MailAsync("v1");
        var file = (await Shelf.AddAsync(FileOwner.Agent(7), "list.csv", new MemoryStream(SomeFile.Text("a,b")), default)).Value!;
        await _host.DoAsync(new HoldReply(Ana, id, "On its way", "c1") { Attached = new AttachedFiles(FileOwner.Agent(7), [file.Key]) });
        await _host.DisposeAsync();
        _time.Advance(TimeSpan.FromDays(3));
        _host = await StartAsync();
        Assert.Equal(0, await Shelf.SweepAsync(default));
        await WaitAsync(id, ticket => ticket.MessageCount == 2);
        Assert.Equal([file], (await _host.Queries.MessagesAsync(id, 0, 9, true, default))[^1].Files!);
    }

    [Fact]
    public async Task A_merge_takes_drafts_and_what_has_not_gone_out_to_the_other_ticket_where_they_stay()
    {
        var (old, late) = (await MailAsync("v1"), await MailAsync("v1", TicketChannel.Chat));
        await HoldAsync(late, "Held");
        foreach (var (agent, ticket, text) in new[] { (7, late, "late words"), (7, old, "old words"), (8, late, "others' words") })
            await Drafts.SaveAsync(new StoredDraft(agent, ticket, false, text, TicketStatus.Pending, 1, 1, default), "", "screen", default);
        await _host.DoAsync(new MergeTicket(Ana, late, old));
        Assert.Equal(("late words\n\nold words", "others' words"), ((await Drafts.ReadAsync(7, old, default))!.Text, (await Drafts.ReadAsync(8, old, default))!.Text));
        Assert.Null(await Drafts.ReadAsync(7, late, default));
        // A key that was pressed before the screen heard of it.
        Assert.Equal(old, await Drafts.SaveAsync(new StoredDraft(7, late, false, "late words, more", TicketStatus.Pending, 1, 1, default), "late words", "screen", default));
        Assert.Equal("late words, more\n\nold words", (await Drafts.ReadAsync(7, old, default))!.Text);

        _time.Advance(_hold);
        await WaitForAsync(old, held => held is [{ Problem: "ticket.merged" }]);
        await _host.DoAsync(new TakeBack(Ana, old, "c1"));
        await _host.DoAsync(new UndoMerge(Ana, late));
        Assert.Equal("Held\n\nlate words, more\n\nold words", (await Drafts.ReadAsync(7, old, default))!.Text);
        Assert.Null(await Drafts.ReadAsync(7, late, default));
        await ReplaysAsync(old);
        await ReplaysAsync(late);
    }

    [Fact]
    public async Task Who_is_erased_is_not_written_to_any_more()
    {
        var id = await MailAsync("v1");
        await HoldAsync(id, "Dear Maja");
        await _host.DoAsync(new EraseCustomer(Ana, (await TicketAsync(id)).CustomerId));
        Assert.Empty(await _host.Queries.HeldAsync(id, default));
        _time.Advance(_hold);
        Assert.True((await _host.DoAsync(new SendHeld(Ana, id, "c1"))).Repeated);
    }

    private FileShelf Shelf => _host.Services.GetRequiredService<FileShelf>();

    private DraftStore Drafts => new(_host.Contexts, _host.Services.GetRequiredService<AgentConsole.Live.LiveSignals>(), _time);

    private Task<DeskHost> StartAsync() => DeskHost.StartAsync(Database, _time, services =>
    {
        services.AddFileShelf(new FilesOptions(), Path.GetTempPath());
        services.AddHostedService<SendClock>();
    });

    private async Task<long> MailAsync(string visitor, TicketChannel channel = TicketChannel.Email) =>
        (await _host.DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), channel, "hello", Who: new NewCustomer(IdentityKind.Visitor, visitor, "Maja")))).Ticket.Id;

    private async Task<Ticket> HoldAsync(long id, string text, TicketStatus? then = null, string client = "c1") =>
        (await _host.DoAsync(new HoldReply(Ana, id, text, client, then))).Ticket;

    private async Task<Ticket> TicketAsync(long id) => (await _host.Queries.TicketAsync(id, default))!;

    private async Task<IEnumerable<string>> TextsAsync(long id) => (await _host.Queries.MessagesAsync(id, 0, 100, false, default)).Select(message => message.Text);

    private async Task ReplaysAsync(long id) => Assert.Equal(await TicketAsync(id), TicketHistory.Replay(await _host.Queries.JournalAsync(id, 1000, default)));

    private async Task<Ticket> WaitAsync(long id, Predicate<Ticket> until)
    {
        using var heard = _host.Live.Subscribe(paced: false);
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        while (true)
        {
            if (await TicketAsync(id) is var ticket && until(ticket)) return ticket;
            await heard.NextAsync(limit.Token);
        }
    }

    private async Task WaitForAsync(long id, Predicate<IReadOnlyList<HeldReply>> until)
    {
        using var heard = _host.Live.Subscribe(paced: false);
        using var limit = new CancellationTokenSource(DeskHost.Limit);
        while (!until(await _host.Queries.HeldAsync(id, limit.Token))) await heard.NextAsync(limit.Token);
    }
}

public sealed class SendingSuiteOnSqlite() : SendingSuite(DatabaseKind.Sqlite);

public sealed class SendingSuiteOnPostgres() : SendingSuite(DatabaseKind.Postgres);
