using AgentConsole.Live;
using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Files;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Customers;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Sending;
using AgentConsole.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk;

/// <summary>New tickets with a message, which may be taken back for a moment, on each database.</summary>
public abstract class HeldOpeningSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private static readonly TimeSpan _undo = TimeSpan.FromSeconds(10), _instant = TimeSpan.FromMilliseconds(1);

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
    public async Task Taken_back_there_never_was_a_ticket_or_customer_and_its_words_and_files_are_kept()
    {
        var file = (await Shelf.AddAsync(FileOwner.Agent(7), "list.csv", new MemoryStream(SomeFile.Text("a,b")), default)).Value!;
        var held = await HoldAsync(Some with { Files = [file] });
        _time.Advance(_undo - _instant);
        Assert.Equal("reply.gone", (await Board.TakeBackAsync(8, held.ClientId, default))?.Code);
        Assert.Null(await Board.TakeBackAsync(7, held.ClientId, default));
        _time.Advance(TimeSpan.FromDays(3));

        // What is sent off after it is opened after it: had it gone out, it would have by then.
        await HoldAsync(Some with { ClientId = "c2", CustomerId = null, Words = Words with { Contact = "other@example.test" } });
        _time.Advance(_undo);
        await StateAsync("c2", OpeningState.Opened);
        Assert.Equal(["other@example.test"], await ContactsAsync());
        Assert.Equal(0, await Shelf.SweepAsync(default));
        var kept = (await Board.FindAsync(7, "c1", default))!;
        Assert.Equal((Words with { TagIds = [] }, (string?)null), (kept.Words with { TagIds = [] }, kept.Problem));
        Assert.Equal([file], kept.Files!);
        Assert.Equal("reply.gone", (await Board.TakeBackAsync(7, "c2", default))?.Code);

        // Sent again, it goes in the place of what was had back.
        await HoldAsync(kept with { ClientId = "c3" }, instead: "c1");
        Assert.Null(await Board.FindAsync(7, "c1", default));
        _time.Advance(_undo);
        var ticket = (await _host.Queries.TicketAsync((await StateAsync("c3", OpeningState.Opened)).TicketId!.Value, default))!;
        Assert.Equal([file], (await _host.Queries.MessagesAsync(ticket.Id, 0, 9, true, default)).Single().Files!);
        Assert.Equal(ticket, TicketHistory.Replay(await _host.Queries.JournalAsync(ticket.Id, 100, default)));
    }

    [Fact]
    public async Task It_is_opened_at_its_instant_after_a_restart_too_and_once_where_a_process_ended_in_the_middle()
    {
        var held = await HoldAsync(Some);
        Assert.Equal(held.DueAt, (await HoldAsync(Some)).DueAt);
        await _host.DisposeAsync();
        _time.Advance(_undo);
        _host = await StartAsync(withClock: false);
        // As a process leaves it that ended between the ticket's commit and its own.
        Assert.True(await Board.TakeAsync(held, default));
        Assert.False(await Board.TakeAsync(held, default));
        Assert.Equal("reply.gone", (await Board.TakeBackAsync(7, held.ClientId, default))?.Code);
        await _host.DoAsync(held.Command().Value!);
        await _host.DisposeAsync();
        _time.Advance(OpeningBoard.Lease);
        _host = await StartAsync();
        Assert.Equal(1, (await StateAsync("c1", OpeningState.Opened)).TicketId);
        Assert.Null(await _host.Queries.TicketAsync(2, default));
    }

    [Fact]
    public async Task A_desk_that_stops_refuses_it_for_now_and_it_is_opened_after_the_next_start()
    {
        await HoldAsync(Some);
        await _host.Services.GetRequiredService<AgentConsole.Desk.Desk>().StopAsync(default);
        var asleep = _time.WhenTimerIsSet(OpeningBoard.Lease);
        _time.Advance(_undo);
        await asleep.WaitAsync(DeskHost.Limit);
        await _host.DisposeAsync();
        _time.Advance(OpeningBoard.Lease);
        _host = await StartAsync();
        await StateAsync("c1", OpeningState.Opened);
    }

    [Fact]
    public async Task What_can_not_be_opened_any_more_is_said_and_kept_and_who_is_erased_is_not_written_to()
    {
        await HoldAsync(Some with { Words = Words with { TeamId = 5000 } });
        _time.Advance(_undo);
        Assert.Equal("team.unknown", (await StateAsync("c1", OpeningState.Refused)).Problem);

        var known = (await _host.OpenAsync()).Ticket.CustomerId;
        await HoldAsync(Some with { ClientId = "c2", CustomerId = known });
        await _host.DoAsync(new EraseCustomer(Actor.Agent(7, "Ana"), known));
        Assert.DoesNotContain(await Board.MineAsync(7, default), row => row.ClientId == "c2");
        await Board.ForgetAsync(7, "c1", default);
        Assert.Empty(await Board.MineAsync(7, default));
    }

    [Fact]
    public async Task Nobody_has_more_of_them_than_they_can_look_through()
    {
        for (var i = 0; i < OpeningBoard.Most; i++) await HoldAsync(Some with { ClientId = $"c{i}" });
        Assert.Equal("opening.too_many", (await Board.HoldAsync(Some with { ClientId = "more" }, _undo, null, default)).Refusal?.Code);
    }

    private static OpeningWords Words => new(TicketChannel.Email, "Your tent", "It is here", "Maja", "Maja@example.test", PriorityLevel.HighId, 2, 8, []);

    private static HeldOpening Some => new() { AgentId = 7, AgentName = "Ana", ClientId = "c1", Words = Words };

    private OpeningBoard Board => _host.Services.GetRequiredService<OpeningBoard>();

    private FileShelf Shelf => _host.Services.GetRequiredService<FileShelf>();

    private async Task<HeldOpening> HoldAsync(HeldOpening opening, string? instead = null)
    {
        var held = await Board.HoldAsync(opening, _undo, instead, default);
        Assert.True(held.Succeeded, held.Refusal?.ToString());
        return held.Value;
    }

    private async Task<List<string>> ContactsAsync()
    {
        var found = new List<string>();
        foreach (var contact in new[] { "maja@example.test", "other@example.test" })
        {
            if (await _host.Queries.CustomerByIdentityAsync(IdentityKind.Email, contact, default) is not null) found.Add(contact);
        }

        return found;
    }

    private async Task<HeldOpening> StateAsync(string clientId, OpeningState state)
    {
        using var bell = new SemaphoreSlim(0);
        using var listening = _host.Services.GetRequiredService<LiveSignals>().Subscribe(OpeningBoard.Topic(7), _ => bell.Release());
        while (true)
        {
            if ((await Board.MineAsync(7, default)).FirstOrDefault(row => row.ClientId == clientId) is { } held && held.State == state) return held;
            Assert.True(await bell.WaitAsync(DeskHost.Limit), "It did not go on.");
        }
    }

    private Task<DeskHost> StartAsync(bool withClock = true) => DeskHost.StartAsync(Database, _time, services =>
    {
        services.AddFileShelf(new FilesOptions(), Path.GetTempPath());
        if (withClock) services.AddHostedService<OpeningClock>();
    });
}

public sealed class HeldOpeningSuiteOnSqlite() : HeldOpeningSuite(DatabaseKind.Sqlite);

public sealed class HeldOpeningSuiteOnPostgres() : HeldOpeningSuite(DatabaseKind.Postgres);
