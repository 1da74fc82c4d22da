using AgentConsole.Data.Blobs;
using AgentConsole.Tests.Support;
using AgentConsole.Tests.Tickets.Files;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Desk;

/// <summary>Files that messages come with, on each database and in each store.</summary>
public abstract class FilesSuite(DatabaseKind kind, FakeTime time) : OnEachDesk(kind, time)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");
    private static readonly string AnasFiles = FileOwner.Agent(7), MajasFiles = FileOwner.Visitor("v1");

    private FileShelf Shelf => Host.Services.GetRequiredService<FileShelf>();

    private BlobStore Blobs => Host.Services.GetRequiredService<BlobStore>();

    [Fact]
    public async Task A_message_is_stored_with_its_files_and_tells_of_them()
    {
        var ticket = (await Host.OpenAsync()).Ticket;
        var (picture, text) = (await AddAsync(AnasFiles, "red.png", SomeFile.Picture), await AddAsync(AnasFiles, "list.csv", SomeFile.Text("a,b")));

        var sent = await Host.DoAsync(Replies(ticket.Id, "Like this?", picture.Key, text.Key));

        MessageFile[] told = [new(picture.Key, "red.png", FileTypes.Png, SomeFile.Picture.Length, 1, 1), new(text.Key, "list.csv", FileTypes.PlainText, 3)];
        Assert.Equal(told, sent.Message!.Files);
        var stored = (await Host.Queries.MessagesAsync(ticket.Id, 0, 10, publicOnly: true, default))[^1];
        Assert.Equal(told, stored.Files);
        Assert.Equal(stored.Id, (await Shelf.FindAsync(picture.Key, default))!.MessageId);
        Assert.Equal(SomeFile.Picture, await ReadAsync(picture.Key));
    }

    [Fact]
    public async Task A_message_with_files_may_say_nothing_and_is_known_by_their_names()
    {
        var file = await AddAsync(MajasFiles, "red.png", SomeFile.Picture);

        var opened = await Host.DoAsync(Writes("", file.Key));

        Assert.Equal(("red.png", "red.png", ""), (opened.Ticket.Subject, opened.Ticket.LastMessagePreview, opened.Message!.Text));
        Assert.Equal(opened.Ticket, (await Host.Queries.JournalAsync(opened.Ticket.Id, 100, default)).Aggregate((AgentConsole.Tickets.Ticket?)null, TicketHistory.Apply));
        Assert.Equal("message.empty", (await Host.TryAsync(Writes(""))).Refusal!.Code);
        Assert.Equal("message.empty", (await Host.TryAsync(Writes("  ", (await AddAsync(MajasFiles, "a.png", SomeFile.Picture)).Key))).Refusal!.Code);
    }

    [Fact]
    public async Task A_ticket_that_an_agent_opens_has_its_first_words_files()
    {
        var maja = (await Host.OpenAsync()).Ticket.CustomerId;
        var file = await AddAsync(AnasFiles, "list.csv", SomeFile.Text("a,b"));
        var opens = new AgentOpens(Ana, TicketChannel.Email, "Order", new MessageDraft(MessageKind.Public, ""), CustomerId: maja);
        Assert.Equal("message.empty", (await Host.TryAsync(opens)).Refusal!.Code);
        var opened = await Host.DoAsync(opens with { Attached = new AttachedFiles(AnasFiles, [file.Key]) });

        Assert.Equal([file], opened.Message!.Files!);
        Assert.Equal("list.csv", opened.Ticket.LastMessagePreview);
        Assert.Equal(opened.Message.Id, (await Shelf.FindAsync(file.Key, default))!.MessageId);
        Assert.Equal("file.unknown", (await Host.TryAsync(opens with { Attached = new AttachedFiles(AnasFiles, [file.Key]) })).Refusal!.Code);
    }

    [Fact]
    public async Task Nobody_sends_anothers_file_or_one_that_was_sent_or_one_that_is_not_there()
    {
        var ticket = (await Host.OpenAsync()).Ticket;
        var (hers, mine) = (await AddAsync(MajasFiles, "a.png", SomeFile.Picture), await AddAsync(AnasFiles, "b.png", SomeFile.Picture));
        await Host.DoAsync(Replies(ticket.Id, "first", mine.Key));

        foreach (var key in new[] { hers.Key, mine.Key, "nothing", new string('0', 32) })
        {
            var refused = await Host.TryAsync(Replies(ticket.Id, "second", key));
            Assert.Equal("file.unknown", refused.Refusal!.Code);
        }

        Assert.Equal(2, (await Host.Queries.MessagesAsync(ticket.Id, 0, 10, publicOnly: true, default)).Count);
    }

    [Fact]
    public async Task Of_two_messages_that_take_one_file_at_once_one_gets_it()
    {
        var ticket = (await Host.OpenAsync()).Ticket;
        var file = await AddAsync(AnasFiles, "b.png", SomeFile.Picture);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Host.TryAsync(Replies(ticket.Id, $"take {i}", file.Key))));

        Assert.Single(outcomes, outcome => outcome.Succeeded);
        Assert.All(outcomes.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal("file.unknown", outcome.Refusal!.Code));
    }

    [Fact]
    public async Task A_message_sent_again_is_answered_as_it_was_and_with_other_files_it_is_another()
    {
        var ticket = (await Host.OpenAsync()).Ticket;
        var file = await AddAsync(AnasFiles, "b.png", SomeFile.Picture);
        var command = Replies(ticket.Id, "look", file.Key) with { ClientId = "c1" };

        var first = await Host.DoAsync(command);
        var again = await Host.DoAsync(command);

        Assert.True(again.Repeated);
        Assert.Equal((first.Message!.Id, file.Key), (again.Message!.Id, Assert.Single(again.Message.Files!).Key));
        Assert.Equal("message.client_id_reused", (await Host.TryAsync(command with { Attached = null })).Refusal!.Code);
    }

    [Fact]
    public async Task A_message_takes_ten_files_and_not_eleven()
    {
        var ticket = (await Host.OpenAsync()).Ticket;
        var keys = new List<string>();
        for (var i = 0; i < 11; i++) keys.Add((await AddAsync(AnasFiles, $"{i}.txt", SomeFile.Text($"{i}"))).Key);

        Assert.Equal("message.too_many_files", (await Host.TryAsync(Replies(ticket.Id, "all", [.. keys]))).Refusal!.Code);
        Assert.Equal(10, (await Host.DoAsync(Replies(ticket.Id, "all", [.. keys[1..]]))).Message!.Files!.Count);
    }

    [Fact]
    public async Task What_was_never_sent_is_taken_away_and_what_was_sent_stays()
    {
        var ticket = (await Host.OpenAsync()).Ticket;
        var (sent, unsent) = (await AddAsync(AnasFiles, "sent.txt", SomeFile.Text("sent")), await AddAsync(AnasFiles, "unsent.txt", SomeFile.Text("unsent")));
        var hash = (await Shelf.FindAsync(unsent.Key, default))!.Hash;
        await Host.DoAsync(Replies(ticket.Id, "here", sent.Key));

        Assert.Equal(0, await Shelf.SweepAsync(default));
        time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await Shelf.SweepAsync(default));

        Assert.Null(await Shelf.FindAsync(unsent.Key, default));
        Assert.Null(await Blobs.OpenAsync(hash, default));
        Assert.Equal("sent"u8.ToArray(), await ReadAsync(sent.Key));
        Assert.Equal("file.unknown", (await Host.TryAsync(Replies(ticket.Id, "late", unsent.Key))).Refusal!.Code);
    }

    [Fact]
    public async Task A_content_is_kept_once_and_goes_with_the_last_that_refers_to_it()
    {
        var (one, two) = (await AddAsync(AnasFiles, "one.txt", SomeFile.Text("same")), await AddAsync(MajasFiles, "two.txt", SomeFile.Text("same")));
        var hash = (await Shelf.FindAsync(one.Key, default))!.Hash;
        Assert.Equal(1, await Database.ScalarAsync("""SELECT COUNT(*) FROM "Blobs" """));

        await Shelf.DiscardAsync(AnasFiles, two.Key, default);
        await Shelf.DiscardAsync(AnasFiles, one.Key, default);
        Assert.Null(await Shelf.FindAsync(one.Key, default));
        Assert.Equal("same"u8.ToArray(), await ReadAsync(two.Key));

        await Shelf.DiscardAsync(MajasFiles, two.Key, default);
        Assert.Null(await Blobs.OpenAsync(hash, default));
        Assert.Equal(0, await Database.ScalarAsync("""SELECT COUNT(*) FROM "Blobs" """));
        Assert.Equal("same"u8.ToArray(), await ReadAsync((await AddAsync(AnasFiles, "again.txt", SomeFile.Text("same"))).Key));
    }

    [Fact]
    public async Task Taking_the_last_reference_away_while_another_comes_never_loses_the_content()
    {
        for (var round = 0; round < 10; round++)
        {
            var content = SomeFile.Text($"round {round}");
            var old = await AddAsync(AnasFiles, "old.txt", content);
            var adding = Task.Run(() => AddAsync(MajasFiles, "new.txt", content));
            var removing = Task.Run(() => Shelf.DiscardAsync(AnasFiles, old.Key, default));
            await Task.WhenAll(adding, removing);
            Assert.Equal(content, await ReadAsync((await adding).Key));
        }
    }

    [Fact]
    public async Task A_large_content_comes_back_whole_from_anywhere()
    {
        var content = new byte[(2 * BlobPart.Size) + 12_345];
        new Random(7).NextBytes(content);
        "%PDF-"u8.CopyTo(content);
        var file = (await Shelf.FindAsync((await AddAsync(AnasFiles, "large.pdf", content)).Key, default))!;

        Assert.Equal(content, await ReadAsync(file.Key));
        await using var stream = (await Shelf.OpenAsync(file, default))!;
        stream.Position = BlobPart.Size - 3;
        var piece = new byte[10];
        await stream.ReadExactlyAsync(piece);
        Assert.Equal(content[(BlobPart.Size - 3)..(BlobPart.Size + 7)], piece);
    }

    [Theory]
    [InlineData("file.empty", 0)]
    [InlineData("file.too_large", (25 * 1024 * 1024) + 1)]
    public async Task What_has_no_right_size_is_refused_and_nothing_of_it_is_kept(string code, int size)
    {
        var outcome = await Shelf.AddAsync(AnasFiles, "x.txt", new MemoryStream(new byte[size]), default);

        Assert.Equal(code, outcome.Refusal!.Code);
        var incoming = Path.Combine(Host.Services.GetRequiredService<BlobOptions>().Folder, "incoming");
        Assert.Empty(Directory.EnumerateFiles(incoming));
    }

    private AgentReplies Replies(long ticketId, string text, params string[] keys) => new(Ana, ticketId, text) { Attached = new AttachedFiles(AnasFiles, keys) };

    private static CustomerWrites Writes(string text, params string[] keys) =>
        new(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, text, Who: new(AgentConsole.People.IdentityKind.Visitor, "v1", "Maja")) { Attached = new AttachedFiles(MajasFiles, keys) };

    private async Task<MessageFile> AddAsync(string owner, string name, byte[] content)
    {
        var outcome = await Shelf.AddAsync(owner, name, new MemoryStream(content), default);
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var content = await Shelf.OpenAsync((await Shelf.FindAsync(key, default))!, default);
        var read = new MemoryStream();
        await content!.CopyToAsync(read);
        return read.ToArray();
    }
}

public sealed class FilesOnSqlite() : FilesSuite(DatabaseKind.Sqlite, new FakeTime(new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero)));

/// <summary>And its contents in the database.</summary>
public sealed class FilesOnPostgres() : FilesSuite(DatabaseKind.Postgres, new FakeTime(new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero)))
{
    protected override FilesOptions Files => new() { Store = "Database" };
}
