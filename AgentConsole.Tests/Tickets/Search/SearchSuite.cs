using AgentConsole.People;
using AgentConsole.Tests.Support;
using AgentConsole.Tickets;
using AgentConsole.Tickets.Files;
using AgentConsole.Tickets.Search;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Tests.Tickets.Search;

/// <summary>One query, the same answers on each database.</summary>
public abstract class SearchSuite(DatabaseKind kind) : OnEachDatabase(kind)
{
    private static readonly Actor Ana = Actor.Agent(7, "Ana");

    private DeskHost _host = null!;

    protected DeskHost Host => _host;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await DeskHost.StartAsync(Database, also: services => services.AddFileShelf(new FilesOptions(), Path.GetTempPath()));
    }

    public override async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("parcel")]
    [InlineData("PARC")]
    [InlineData("where parcel")]
    [InlineData("parcel, where?")]
    [InlineData("maja parcel")]
    public async Task A_message_is_found_by_its_words_in_any_order_and_while_they_are_typed(string typed)
    {
        await _host.OpenAsync("Where is my parcel?");
        await _host.OpenAsync("The invoice is wrong", visitor: "v2");

        var found = Assert.Single((await FindAsync(new SearchQuery(typed))).Found);

        Assert.Equal(1, found.TicketId);
    }

    [Theory]
    [InlineData("placilo", 1)]
    [InlineData("PLAČILO", 1)]
    [InlineData("الطلب", 2)]
    [InlineData("اَلطَّلَبُ", 2)]
    [InlineData("متأخر", 2)]
    [InlineData("退款", 3)]
    public async Task Accents_vowel_marks_and_letter_forms_make_no_difference(string typed, long ticket)
    {
        await _host.OpenAsync("Plačilo ne deluje");
        await _host.OpenAsync("الطَّلَب متاخر جدا", visitor: "v2");
        await _host.OpenAsync("我想退款", visitor: "v3");

        Assert.Equal([ticket], (await FindAsync(new SearchQuery(typed))).Found.Select(found => found.TicketId));
    }

    [Fact]
    public async Task Notes_replies_subjects_and_tags_are_found_and_what_was_renamed_is_found_by_its_new_name_only()
    {
        await _host.OpenAsync("Hello");
        await _host.DoAsync(new AgentReplies(Ana, 1, "Try the blue valve"));
        await _host.DoAsync(new AddNote(Ana, 1, "He is a plumber"));
        var tag = await _host.Services.GetRequiredService<TicketCatalog>().AddTagAsync("warranty");
        await _host.DoAsync(new ChangeTags(Ana, 1, [tag.Id], []));
        await _host.DoAsync(new ChangeSubject(Ana, 1, "Leaking radiator"));

        Assert.Equal(("Ana", MessageKind.Public), Where(await FindAsync(new SearchQuery("valve"))));
        Assert.Equal(("Ana", MessageKind.Note), Where(await FindAsync(new SearchQuery("plumber"))));
        Assert.Single((await FindAsync(new SearchQuery("warranty"))).Found);
        Assert.Single((await FindAsync(new SearchQuery("radiator"))).Found);
        Assert.Single((await FindAsync(new SearchQuery("hello"))).Found);

        await _host.DoAsync(new ChangeSubject(Ana, 1, "Cold kitchen"));
        Assert.Empty((await FindAsync(new SearchQuery("radiator"))).Found);

        static (string?, MessageKind?) Where(SearchResults results) => (Assert.Single(results.Found).By, results.Found[0].Kind);
    }

    [Fact]
    public async Task Words_scattered_over_a_ticket_find_it_and_words_of_two_tickets_find_neither()
    {
        await _host.OpenAsync("The valve is stuck");
        await _host.DoAsync(new AgentReplies(Ana, 1, "Use the wrench"));
        await _host.OpenAsync("A wrench for sale", visitor: "v2");

        Assert.Equal([1], (await FindAsync(new SearchQuery("wrench valve"))).Found.Select(found => found.TicketId));
        Assert.Empty((await FindAsync(new SearchQuery("valve sale"))).Found);
    }

    [Fact]
    public async Task A_word_that_is_in_more_messages_than_are_looked_up_and_a_rare_one_of_another_message_find_their_ticket()
    {
        await _host.OpenAsync("order of a wrench");
        await _host.DoAsync(new AgentReplies(Ana, 1, "Try the valve"));
        await _host.OpenAsync("the valve alone", visitor: "v2");
        await Task.WhenAll(Enumerable.Range(0, 420).Select(i => _host.OpenAsync($"order {i}", visitor: $"o{i}")));

        Assert.Equal([1], (await FindAsync(new SearchQuery("order valve"))).Found.Select(found => found.TicketId));
        Assert.Equal((TicketSearch.MaxResults, true), ((await FindAsync(new SearchQuery("order"))) is var all ? (all.Found.Count, all.HasMore) : default));
    }

    [Fact]
    public async Task A_ticket_s_number_finds_it_first()
    {
        await _host.OpenAsync("Order 2 is late");
        await _host.OpenAsync("Nothing to say", visitor: "v2");

        Assert.Equal([2, 1], (await FindAsync(new SearchQuery("2"))).Found.Select(found => found.TicketId));
    }

    [Fact]
    public async Task What_is_asked_besides_the_words_narrows_what_is_found()
    {
        await _host.OpenAsync("parcel one");
        await _host.OpenAsync("parcel two", visitor: "v2");
        await _host.DoAsync(new CustomerWrites(
            new Actor(ActorKind.Customer, 0, "Eva"), TicketChannel.Email, "parcel three", PriorityId: PriorityLevel.UrgentId, Who: new NewCustomer(IdentityKind.Email, "eva@example.test", "Eva")));
        await _host.DoAsync(new ChangeStatus(Ana, 2, TicketStatus.Resolved));
        await _host.DoAsync(new Assign(Ana, 1, 7));
        await _host.DoAsync(new AssignTeam(Ana, 1, 3));
        await FindAsync(new SearchQuery("parcel"));

        await ExpectAsync([1, 3], new SearchQuery("parcel", Open: true));
        await ExpectAsync([2], new SearchQuery("parcel", Open: false));
        await ExpectAsync([3], new SearchQuery("parcel", PriorityId: PriorityLevel.UrgentId));
        await ExpectAsync([3], new SearchQuery("parcel", Channel: TicketChannel.Email));
        await ExpectAsync([1], new SearchQuery("parcel", AssigneeId: 7));
        await ExpectAsync([1], new SearchQuery("parcel", TeamId: 3));
        await ExpectAsync([], new SearchQuery("parcel", Since: DateTimeOffset.MaxValue.AddDays(-2)));
        await ExpectAsync([1, 2, 3], new SearchQuery("parcel", Since: DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!\"'*:-()")]
    [InlineData("AND OR NOT NEAR")]
    [InlineData("\" OR 1=1 --")]
    [InlineData("parcel:* & !x | <->")]
    public async Task What_means_something_to_a_database_means_nothing_here(string typed)
    {
        await _host.OpenAsync("Where is my parcel?");

        Assert.Empty((await FindAsync(new SearchQuery(typed))).Found);
    }

    [Theory]
    [InlineData("racun 2026")]
    [InlineData("thanks račun")]
    [InlineData("maja pdf")]
    public async Task A_message_is_found_by_the_names_of_its_files(string typed)
    {
        var file = (await _host.Services.GetRequiredService<FileShelf>().AddAsync(FileOwner.Visitor("v1"), "Račun-2026.pdf", new MemoryStream("%PDF-1.4"u8.ToArray()), default)).Value!;
        await _host.OpenAsync("Other words", visitor: "v2");
        var sent = await _host.DoAsync(new CustomerWrites(new Actor(ActorKind.Customer, 0, "Maja"), TicketChannel.Chat, "Thanks", Who: new NewCustomer(IdentityKind.Visitor, "v1", "Maja"))
        {
            Attached = new AttachedFiles(FileOwner.Visitor("v1"), [file.Key]),
        });

        var found = Assert.Single((await FindAsync(new SearchQuery(typed))).Found);
        Assert.Equal((sent.Ticket.Id, "Thanks Račun-2026.pdf"), (found.TicketId, found.Where!.Text));
        Assert.Contains(found.Where.Marks, mark => mark.Start >= "Thanks ".Length);
    }

    [Fact]
    public async Task Markup_in_a_message_stays_text()
    {
        await _host.OpenAsync("<b onclick=alert(1)>parcel</b>");

        Assert.Equal("<b onclick=alert(1)>parcel</b>", Assert.Single((await FindAsync(new SearchQuery("parcel"))).Found).Where!.Text);
    }

    private async Task ExpectAsync(long[] tickets, SearchQuery query) =>
        Assert.Equal(tickets, (await _host.Services.GetRequiredService<TicketSearch>().FindAsync(query, default)).Found.Select(found => found.TicketId).Order());

    /// <summary>Finds, once everything that was written can be found.</summary>
    protected async Task<SearchResults> FindAsync(SearchQuery query)
    {
        var indexer = _host.Services.GetRequiredService<SearchIndexer>();
        var moved = new SemaphoreSlim(0);
        indexer.Moved += () => moved.Release();
        var written = await Database.ScalarAsync("""SELECT max("Seq") FROM "Journal" """);
        while (indexer.Seq < written) Assert.True(await moved.WaitAsync(DeskHost.Limit));
        return await _host.Services.GetRequiredService<TicketSearch>().FindAsync(query, default);
    }
}

public sealed class SearchOnSqlite() : SearchSuite(DatabaseKind.Sqlite);

public sealed class SearchOnPostgres() : SearchSuite(DatabaseKind.Postgres)
{
    [Fact]
    public async Task Two_nodes_that_index_together_write_each_row_once()
    {
        await using var other = await DeskHost.StartAsync(Database.Again());
        for (var i = 0; i < 40; i++) await (i % 2 == 0 ? Host : other).OpenAsync($"parcel {i}", visitor: $"v{i}");

        Assert.Equal(40, (await FindAsync(new SearchQuery("parcel"))).Found.Count);
    }
}
